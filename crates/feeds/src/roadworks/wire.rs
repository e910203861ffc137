//! The properties that `ipl-dagster-pipeline` writes, which are those of Waze's CIFS.

use serde::Deserialize;
use serde_json::Value;

use crate::{line::Geometry, loose::Loose, part::part};

#[derive(Deserialize)]
pub(super) struct Collection {
    pub(super) features: Option<Vec<Value>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Feature {
    #[serde(deserialize_with = "part")]
    pub(super) geometry: Geometry,
    #[serde(deserialize_with = "part")]
    pub(super) properties: Properties,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Properties {
    pub(super) id: Loose,
    /// `CONSTRUCTION` or `ROAD_CLOSED`.
    pub(super) r#type: Loose,
    /// `ROAD_CLOSED_CONSTRUCTION` or empty.
    pub(super) subtype: Loose,
    pub(super) starttime: Loose,
    pub(super) endtime: Loose,
    pub(super) street: Loose,
    /// `ONE_DIRECTION` or `BOTH_DIRECTIONS`.
    pub(super) direction: Loose,
    /// The name of the roadwork.
    pub(super) description: Loose,
}
