//! `s31fg.json` and `uvi.json`: <https://opendata.dwd.de/climate_environment/health/alerts/>.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::{loose::Loose, part::part};

/// Both files.
#[derive(Deserialize)]
pub(super) struct Answer {
    /// `2026-04-08 11:00 Uhr`, by the clock on the wall in Germany.
    #[serde(default)]
    pub(super) last_update: Loose,
    /// The first day of the forecast; only in `uvi.json`.
    #[serde(default)]
    pub(super) forecast_day: Loose,
    pub(super) content: Option<Vec<Value>>,
}

/// A region of the pollen forecast. One that is not divided has -1 for its part.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Region {
    #[serde(rename = "region_id")]
    pub(super) id: Loose,
    #[serde(rename = "region_name")]
    pub(super) name: Loose,
    pub(super) partregion_id: Loose,
    pub(super) partregion_name: Loose,
    /// By the German names of plants.
    #[serde(rename = "Pollen", deserialize_with = "part")]
    pub(super) pollen: BTreeMap<String, Value>,
}

/// A place of the UV forecast.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    pub(super) city: Loose,
    #[serde(deserialize_with = "part")]
    pub(super) forecast: Days,
}

/// A value for each of three days; the last one is not always there.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Days {
    pub(super) today: Loose,
    pub(super) tomorrow: Loose,
    pub(super) dayafter_to: Loose,
}
