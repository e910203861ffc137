//! What a city says about a feed of a context broker.

use std::collections::BTreeMap;

use domain::live::{Feed, Property, ThingKind};
use serde::Deserialize;

use super::map_measured::{AIR_AND_WEATHER, Measured, WATER};
use crate::options::{self, OptionsError};

/// How the broker speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Version {
    #[default]
    V2,
    Ld,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    r#type: String,
    #[serde(default)]
    version: Version,
    service: Option<String>,
    service_path: Option<String>,
    #[serde(default = "page_size")]
    page_size: usize,
    #[serde(default)]
    subscribe: bool,
    callback: Option<String>,
    context: Option<String>,
    kind: Option<ThingKind>,
    #[serde(default)]
    attributes: BTreeMap<String, Property>,
}

fn page_size() -> usize {
    100
}

/// What entities of a type become.
pub(super) enum Meaning {
    CarPark,
    TrafficCounter,
    Measured(Measured),
}

/// The options, checked.
pub(super) struct Options {
    /// Type of the entities.
    pub(super) kind: String,
    pub(super) version: Version,
    /// Tenant of the broker.
    pub(super) service: Option<String>,
    pub(super) service_path: Option<String>,
    pub(super) page_size: usize,
    /// Where the broker is to send notifications; `None` when it is only asked.
    pub(super) callback: Option<String>,
    /// Address of the JSON-LD context that gives attributes their short names.
    pub(super) context: Option<String>,
    pub(super) meaning: Meaning,
}

impl Options {
    pub(super) fn of(feed: &Feed) -> Result<Self, OptionsError> {
        let told: Told = options::parse(feed)?;
        if !(1..=1_000).contains(&told.page_size) {
            return Err(OptionsError::new(feed, "`page_size` goes from 1 to 1000"));
        }
        let meaning = match (told.r#type.as_str(), told.attributes.is_empty()) {
            ("OffStreetParking" | "OnStreetParking" | "ParkingSpotGroup", true) => Meaning::CarPark,
            ("TrafficFlowObserved", true) => Meaning::TrafficCounter,
            (_, false) => Meaning::Measured(Measured::new(
                told.kind.unwrap_or(ThingKind::Sensor),
                told.attributes
                    .iter()
                    .map(|(name, property)| (name.as_str(), *property)),
            )),
            (name, true) => {
                let (kind, table) = built_in(name).ok_or_else(|| {
                    let reason = format!("`attributes` has to say what `{name}` tells");
                    OptionsError::new(feed, reason)
                })?;
                Meaning::Measured(Measured::new(
                    told.kind.unwrap_or(kind),
                    table.iter().copied(),
                ))
            }
        };
        Ok(Self {
            kind: told.r#type,
            version: told.version,
            service: told.service,
            service_path: told.service_path,
            page_size: told.page_size,
            callback: told.callback.filter(|_| told.subscribe),
            context: told.context,
            meaning,
        })
    }
}

fn built_in(name: &str) -> Option<(ThingKind, &'static [(&'static str, Property)])> {
    match name {
        "AirQualityObserved" => Some((ThingKind::AirStation, AIR_AND_WEATHER)),
        "WeatherObserved" => Some((ThingKind::WeatherStation, AIR_AND_WEATHER)),
        "WaterObserved" => Some((ThingKind::WaterGauge, WATER)),
        "NoiseLevelObserved" => Some((ThingKind::Sensor, &[("LAeq", Property::SoundLevel)])),
        _ => None,
    }
}
