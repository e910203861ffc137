//! Locations of charging points.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{loose::Loose, part::part};

/// One page. OCPI calls the list `data`, OCPDB `items`.
#[derive(Deserialize)]
pub(super) struct Page<'a> {
    /// Each is read on its own, so that a bad one does not harm the others.
    #[serde(borrow, alias = "data")]
    pub(super) items: Vec<&'a RawValue>,
    /// Locations on all pages.
    #[serde(default)]
    pub(super) total_count: Loose,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Location {
    pub(super) id: Loose,
    pub(super) name: Loose,
    pub(super) address: Loose,
    pub(super) postal_code: Loose,
    pub(super) city: Loose,
    #[serde(deserialize_with = "part")]
    pub(super) coordinates: Coordinates,
    #[serde(deserialize_with = "part")]
    pub(super) operator: Operator,
    #[serde(deserialize_with = "part")]
    pub(super) opening_times: OpeningTimes,
    /// Of OCPI 3.0, in which OCPDB has a name of its own for it.
    #[serde(alias = "charging_stations", deserialize_with = "part")]
    pub(super) charging_pool: Vec<Station>,
    /// Of OCPI 2.2.
    #[serde(deserialize_with = "part")]
    pub(super) evses: Vec<Evse>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Coordinates {
    pub(super) latitude: Loose,
    pub(super) longitude: Loose,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Operator {
    pub(super) name: Loose,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OpeningTimes {
    pub(super) twentyfourseven: Loose,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Station {
    #[serde(deserialize_with = "part")]
    pub(super) evses: Vec<Evse>,
}

/// A point at which one vehicle can charge.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Evse {
    /// `AVAILABLE`, `CHARGING`, `OUTOFORDER` …; `STATIC` where nobody tells.
    pub(super) status: Loose,
    /// Of OCPI 3.0: `PRESENT`, `PLANNED`, `REMOVED`.
    pub(super) presence: Loose,
    #[serde(deserialize_with = "part")]
    pub(super) connectors: Vec<Connector>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Connector {
    /// `IEC_62196_T2`, `IEC_62196_T2_COMBO` …
    pub(super) standard: Loose,
    /// Watts.
    pub(super) max_electric_power: Loose,
}
