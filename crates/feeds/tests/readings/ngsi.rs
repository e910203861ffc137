//! What the tests of context brokers have in common.

use domain::live::ConnectorKind;
use serde_json::{Value, json};

use crate::source::{Reading, feed};

/// Entities of a broker, by the options of its feed.
pub(crate) fn reading(options: Value) -> Reading {
    let mut feed = feed(ConnectorKind::Ngsi, options);
    feed.url = "https://source.example/v2/entities".into();
    Reading::of(feed, "2026-11-22T12:00:00Z")
}

/// Car parks of a broker.
pub(crate) fn parking() -> Reading {
    reading(json!({"type": "OffStreetParking"}))
}
