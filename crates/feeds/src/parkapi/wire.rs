//! The answers of `ParkAPI` v3. Until June 2026 positions were texts, since then numbers.

use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use crate::loose::Loose;

/// One page of sites.
#[derive(Deserialize)]
pub(super) struct Page<'a> {
    /// The sites; each is read on its own, so that a bad one does not harm the others.
    #[serde(borrow)]
    pub(super) items: Vec<&'a RawValue>,
    /// Sites on all pages.
    #[serde(default)]
    pub(super) total_count: Loose,
    /// The cursor of the next page; absent on the last.
    #[serde(default)]
    pub(super) next_id: Loose,
}

/// One site. What begins with `realtime` is absent when it is older than half an hour.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Site {
    pub(super) id: Loose,
    pub(super) original_uid: Loose,
    pub(super) name: Loose,
    pub(super) operator_name: Loose,
    pub(super) address: Loose,
    pub(super) public_url: Loose,
    pub(super) opening_hours: Loose,
    pub(super) fee_description: Loose,
    /// `CAR`, `BIKE`, `ITEM`.
    pub(super) purpose: Loose,
    /// `YES`, `NO`, `TRAIN`, `BUS` …: one text or a list of them.
    pub(super) park_and_ride_type: Value,
    pub(super) lat: Loose,
    pub(super) lon: Loose,
    /// Centimetres.
    pub(super) max_height: Loose,
    pub(super) capacity: Loose,
    pub(super) realtime_capacity: Loose,
    pub(super) realtime_free_capacity: Loose,
    /// `OPEN`, `CLOSED`, `UNKNOWN` …
    pub(super) realtime_opening_status: Loose,
    pub(super) realtime_data_updated_at: Loose,
}

impl Site {
    /// What the server calls the site.
    pub(super) fn identifier(&self) -> Option<String> {
        self.id.text().or_else(|| self.original_uid.text())
    }

    /// Whether it belongs to park and ride, if the source says so.
    pub(super) fn park_and_ride(&self) -> Option<bool> {
        let said = |kind: &Value| kind.as_str().map(|kind| kind != "NO");
        match &self.park_and_ride_type {
            Value::Array(kinds) => kinds.iter().filter_map(said).reduce(|a, b| a || b),
            kind => said(kind),
        }
    }
}
