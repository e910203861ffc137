//! The files of GBFS 2.0 to 3.1 in one shape, as far as they are read.

use serde::Deserialize;
use serde_json::Value;

use crate::{loose::Loose, part::part};

/// What every file has around its data.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct File {
    /// Seconds since 1970, from 3.0 on RFC 3339.
    pub(super) last_updated: Loose,
    /// Seconds.
    pub(super) ttl: Loose,
    pub(super) data: Value,
    /// Lamassu's own list of systems: `id` and `url`.
    pub(super) systems: Option<Vec<Value>>,
}

/// One entry of a list of files or systems.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Entry {
    pub(super) name: Loose,
    pub(super) id: Loose,
    pub(super) system_id: Loose,
    pub(super) version: Loose,
    pub(super) url: Loose,
    pub(super) versions: Vec<Value>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SystemInformation {
    pub(super) name: Value,
    pub(super) operator: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct VehicleType {
    #[serde(rename = "vehicle_type_id")]
    pub(super) id: Loose,
    pub(super) form_factor: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct StationInformation {
    pub(super) station_id: Loose,
    pub(super) name: Value,
    pub(super) lat: Loose,
    pub(super) lon: Loose,
    pub(super) capacity: Loose,
    pub(super) address: Loose,
    pub(super) station_opening_hours: Loose,
    #[serde(deserialize_with = "part")]
    pub(super) rental_uris: RentalUris,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RentalUris {
    pub(super) web: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct StationStatus {
    pub(super) station_id: Loose,
    pub(super) is_installed: Loose,
    pub(super) is_renting: Loose,
    pub(super) is_returning: Loose,
    pub(super) last_reported: Loose,
    #[serde(alias = "num_bikes_available")]
    pub(super) num_vehicles_available: Loose,
    pub(super) num_docks_available: Loose,
    #[serde(deserialize_with = "part")]
    pub(super) vehicle_types_available: Vec<TypeCount>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct TypeCount {
    pub(super) vehicle_type_id: Loose,
    pub(super) count: Loose,
}

/// A vehicle, without its identifier.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Vehicle {
    pub(super) lat: Loose,
    pub(super) lon: Loose,
    pub(super) is_reserved: Loose,
    pub(super) is_disabled: Loose,
    #[serde(rename = "vehicle_type_id")]
    pub(super) type_id: Loose,
    pub(super) station_id: Loose,
}

/// A text: plain up to 2.3, in several languages from 3.0 on. German is taken before others.
pub(super) fn localised(text: &Value) -> Option<String> {
    let Value::Array(texts) = text else {
        return Loose::from(text).text();
    };
    let in_language = |one: &&Value| {
        one["language"]
            .as_str()
            .is_some_and(|it| it.starts_with("de"))
    };
    let best = texts.iter().find(in_language).or(texts.first())?;
    Loose::from(&best["text"]).text()
}
