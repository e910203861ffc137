//! Feeds: what is read, how often, and how patient the portal is with it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{FeedId, Topic};

/// What a feed speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConnectorKind {
    /// FIWARE context broker: `NGSIv2` or NGSI-LD entities, by paging or subscription.
    Ngsi,
    /// `ParkAPI` v3 of `MobiData` BW.
    ParkApi,
    /// Bright Sky: current weather.
    BrightSkyWeather,
    /// Bright Sky: official warnings (CAP).
    BrightSkyAlerts,
    /// Pegelonline REST v2: levels of federal waterways.
    Pegelonline,
    /// Air data of the Umweltbundesamt, v3.
    Uba,
    /// Pollen forecast of the Deutscher Wetterdienst.
    DwdPollen,
    /// Forecast of the UV index by the Deutscher Wetterdienst.
    DwdUv,
    /// GBFS 2.3 or 3.0: shared vehicles.
    Gbfs,
    /// OCPI 2.2 or 3.0: charging points.
    Ocpi,
    /// Roadworks as `GeoJSON` of `MobiData` BW.
    Roadworks,
    /// Autobahn API: roadworks, warnings and closures of motorways.
    Autobahn,
    /// OGC `SensorThings` 1.1 by REST and MQTT.
    SensorThings,
    /// Hourly bicycle counts of `MobiData` BW as CSV.gz.
    BicycleCounts,
    /// GTFS Realtime: delays and cancellations of the timetable's trips.
    GtfsRealtime,
    /// Any JSON or CSV over HTTP, by a mapping in the city folder.
    Generic,
}

impl ConnectorKind {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::Ngsi,
        Self::ParkApi,
        Self::BrightSkyWeather,
        Self::BrightSkyAlerts,
        Self::Pegelonline,
        Self::Uba,
        Self::DwdPollen,
        Self::DwdUv,
        Self::Gbfs,
        Self::Ocpi,
        Self::Roadworks,
        Self::Autobahn,
        Self::SensorThings,
        Self::BicycleCounts,
        Self::GtfsRealtime,
        Self::Generic,
    ];

    /// The value in the city folder.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ngsi => "ngsi",
            Self::ParkApi => "park-api",
            Self::BrightSkyWeather => "bright-sky-weather",
            Self::BrightSkyAlerts => "bright-sky-alerts",
            Self::Pegelonline => "pegelonline",
            Self::Uba => "uba",
            Self::DwdPollen => "dwd-pollen",
            Self::DwdUv => "dwd-uv",
            Self::Gbfs => "gbfs",
            Self::Ocpi => "ocpi",
            Self::Roadworks => "roadworks",
            Self::Autobahn => "autobahn",
            Self::SensorThings => "sensor-things",
            Self::BicycleCounts => "bicycle-counts",
            Self::GtfsRealtime => "gtfs-realtime",
            Self::Generic => "generic",
        }
    }

    /// The topic whose events it tells; `None` for one that tells values.
    pub fn events(self) -> Option<Topic> {
        match self {
            Self::BrightSkyAlerts => Some(Topic::Warnings),
            Self::Roadworks | Self::Autobahn => Some(Topic::Roadworks),
            _ => None,
        }
    }

    /// Whether what it tells is kept in memory and nowhere else, so that every node has to read it.
    pub fn is_kept_in_memory(self) -> bool {
        self == Self::GtfsRealtime
    }

    /// The kind with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == value)
    }
}

/// Whether values were measured or made up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// From the source itself.
    #[default]
    Live,
    /// From the simulator; says so wherever it is shown.
    Simulated,
}

impl Origin {
    /// The value in tables and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Simulated => "simulated",
        }
    }

    /// The origin with this value.
    pub fn parse(value: &str) -> Option<Self> {
        [Self::Live, Self::Simulated]
            .into_iter()
            .find(|origin| origin.as_str() == value)
    }
}

/// Where a secret goes in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// A header of this name.
    Header(String),
    /// A parameter of the query string of this name.
    Query(String),
}

/// A secret that a source asks for; its value is in the environment and never in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Where it goes.
    pub place: SecretPlace,
    /// Name of the environment variable that holds it.
    pub variable: String,
}

/// One thing that is read again and again.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Its key.
    pub id: FeedId,
    /// Key of the [`crate::city::Source`] with its licence and attribution.
    pub source: String,
    /// What it speaks.
    pub connector: ConnectorKind,
    /// Whether it is the real source.
    pub origin: Origin,
    /// Where it is read: an absolute `http` or `https` address.
    pub url: String,
    /// How often it is asked; 60 s at least for real sources.
    pub interval: Duration,
    /// From this age on its values are stale; two intervals unless told otherwise.
    pub stale_after: Duration,
    /// How long one request may take from the first byte to the last.
    pub timeout: Duration,
    /// How many bytes one answer may have after decompression.
    pub max_bytes: u64,
    /// How many observations it may bring in 24 hours.
    pub row_budget: u32,
    /// The secret it asks for.
    pub secret: Option<Secret>,
    /// Whether it may be at a private or loopback address.
    pub private_address: bool,
    /// What only its connector understands, as a JSON object.
    pub options: serde_json::Value,
}

impl Feed {
    /// The same feed read from a simulator at `base` (`http://127.0.0.1:4000`), which serves it
    /// under `/{id}`, under a key of its own. Its broker is at the same port.
    #[must_use]
    pub fn simulated(&self, base: &str) -> Self {
        let mut options = self.options.clone();
        if let Some(broker) = options.get_mut("mqtt") {
            let address = base.trim_start_matches("http://").trim_end_matches('/');
            *broker = format!("mqtt://{address}").into();
        }
        Self {
            options,
            id: FeedId::new(&format!("{}{}", FeedId::SIMULATED, self.id)),
            origin: Origin::Simulated,
            url: format!("{}/{}", base.trim_end_matches('/'), self.id),
            secret: None,
            private_address: true,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simulated_feed_leads_to_no_other_host() {
        let real = Feed {
            id: FeedId::new("sensors"),
            source: "city".to_owned(),
            connector: ConnectorKind::SensorThings,
            origin: Origin::Live,
            url: "https://sensors.example/v1.1".to_owned(),
            interval: Duration::from_mins(10),
            stale_after: Duration::from_mins(20),
            timeout: Duration::from_secs(20),
            max_bytes: 1,
            row_budget: 1,
            secret: Some(Secret {
                place: SecretPlace::Query("key".to_owned()),
                variable: "KEY".to_owned(),
            }),
            private_address: false,
            options: serde_json::json!({ "mqtt": "mqtt://sensors.example:1883" }),
        };
        let simulated = real.simulated("http://127.0.0.1:4000/");
        assert_eq!(simulated.url, "http://127.0.0.1:4000/sensors");
        assert_eq!(simulated.options["mqtt"], "mqtt://127.0.0.1:4000");
        assert_eq!(
            (simulated.secret, simulated.origin),
            (None, Origin::Simulated)
        );
        assert_ne!(simulated.id, real.id);
    }
}
