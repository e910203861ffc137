//! The records of <https://autobahn.api.bund.dev>. Flags and numbers are texts.

use serde::Deserialize;
use serde_json::Value;

use crate::{line::Geometry, loose::Loose, part::part};

/// A list that the API has for each road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Service {
    Roadworks,
    Warning,
    Closure,
}

impl Service {
    pub(super) const ALL: [Self; 3] = [Self::Roadworks, Self::Warning, Self::Closure];

    /// Its name in addresses, and of the list in its answer.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Roadworks => "roadworks",
            Self::Warning => "warning",
            Self::Closure => "closure",
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Record {
    /// Base64 of the identifier in the traffic centre.
    pub(super) identifier: Loose,
    pub(super) title: Loose,
    /// `Lübeck Richtung Fehmarn`.
    pub(super) subtitle: Loose,
    #[serde(rename = "isBlocked")]
    pub(super) is_blocked: Loose,
    pub(super) display_type: Loose,
    /// `2021-06-29T09:00:00.000+0200`.
    #[serde(rename = "startTimestamp")]
    pub(super) start: Loose,
    /// Lines of German prose that begin with `Beginn: 29.06.2021 09:00` and `Ende: …`.
    pub(super) description: Value,
    /// `lat` and `long`, or a `GeoJSON` point.
    #[serde(deserialize_with = "part")]
    pub(super) coordinate: Coordinate,
    /// `longitude,latitude`.
    pub(super) point: Loose,
    /// A `GeoJSON` line; only newer records have it.
    #[serde(deserialize_with = "part")]
    pub(super) geometry: Geometry,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Coordinate {
    pub(super) lat: Loose,
    pub(super) long: Loose,
    pub(super) coordinates: Value,
}
