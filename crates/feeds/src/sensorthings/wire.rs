//! Datastreams with what is expanded in them, as FROST and others write them.

use serde::Deserialize;
use serde_json::Value;

use crate::{line::Geometry, loose::Loose, part::part};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Page {
    pub(super) value: Option<Vec<Value>>,
    #[serde(rename = "@iot.nextLink")]
    pub(super) next: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Datastream {
    #[serde(rename = "@iot.id")]
    pub(super) id: Value,
    pub(super) name: Loose,
    #[serde(rename = "unitOfMeasurement", deserialize_with = "part")]
    pub(super) unit: Unit,
    #[serde(rename = "ObservedProperty", deserialize_with = "part")]
    pub(super) observed: Named,
    #[serde(rename = "Thing", deserialize_with = "part")]
    pub(super) thing: Thing,
    #[serde(rename = "Observations", deserialize_with = "part")]
    pub(super) observations: Vec<Value>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Unit {
    pub(super) name: Loose,
    pub(super) symbol: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Named {
    pub(super) name: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Thing {
    #[serde(rename = "@iot.id")]
    pub(super) id: Loose,
    pub(super) name: Loose,
    #[serde(rename = "Locations", deserialize_with = "part")]
    pub(super) locations: Vec<Location>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Location {
    #[serde(deserialize_with = "part")]
    pub(super) location: Placed,
}

/// A `GeoJSON` geometry, or a feature with one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Placed {
    pub(super) coordinates: Value,
    #[serde(deserialize_with = "part")]
    pub(super) geometry: Geometry,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Observation {
    /// An instant, or an interval `from/to`.
    #[serde(rename = "phenomenonTime")]
    pub(super) time: Loose,
    pub(super) result: Value,
}
