//! Things: what is observed, and where it stands.

use serde::{Deserialize, Serialize};

use super::{FeedId, ThingId, Topic};
use crate::{Coordinate, DistrictId};

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum ThingKind {
    CarPark,
    TrafficCounter,
    BicycleCounter,
    PedestrianCounter,
    WeatherStation,
    AirStation,
    /// A region for which pollen are forecast.
    PollenRegion,
    WaterGauge,
    /// A station of shared vehicles.
    SharingStation,
    /// A district, for the number of shared vehicles that stand in it.
    SharingArea,
    /// Points at one place at which electric vehicles charge.
    ChargingSite,
    /// Anything else that measures.
    Sensor,
}

impl ThingKind {
    /// All kinds in the order of the pages.
    pub const ALL: [Self; 12] = [
        Self::CarPark,
        Self::TrafficCounter,
        Self::BicycleCounter,
        Self::PedestrianCounter,
        Self::SharingStation,
        Self::SharingArea,
        Self::ChargingSite,
        Self::WeatherStation,
        Self::AirStation,
        Self::PollenRegion,
        Self::WaterGauge,
        Self::Sensor,
    ];

    /// The value in tables and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CarPark => "car_park",
            Self::TrafficCounter => "traffic_counter",
            Self::BicycleCounter => "bicycle_counter",
            Self::PedestrianCounter => "pedestrian_counter",
            Self::SharingStation => "sharing_station",
            Self::SharingArea => "sharing_area",
            Self::ChargingSite => "charging_site",
            Self::WeatherStation => "weather_station",
            Self::AirStation => "air_station",
            Self::PollenRegion => "pollen_region",
            Self::WaterGauge => "water_gauge",
            Self::Sensor => "sensor",
        }
    }

    /// The kind with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == value)
    }

    /// The topic under which its changes are published.
    pub fn topic(self) -> Topic {
        match self {
            Self::CarPark => Topic::Parking,
            Self::TrafficCounter | Self::PedestrianCounter => Topic::Traffic,
            Self::BicycleCounter => Topic::Bicycles,
            Self::SharingStation | Self::SharingArea => Topic::Sharing,
            Self::ChargingSite => Topic::Charging,
            Self::WeatherStation => Topic::Weather,
            Self::AirStation | Self::PollenRegion => Topic::Air,
            Self::WaterGauge => Topic::Water,
            Self::Sensor => Topic::Sensors,
        }
    }
}

/// A value with a meaning on a gauge, such as the mean water level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The source's short name: `MW`, `HSW`.
    pub name: String,
    /// The source's long name.
    pub long_name: String,
    /// In the unit of the datastream.
    pub value: f64,
}

/// What a source says about a thing that does not change by the minute.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ThingFacts {
    /// Spaces, docks, vehicles or charging points it holds.
    pub capacity: Option<u32>,
    /// Address in one line.
    pub address: Option<String>,
    /// `OpenStreetMap` syntax where the source has it, otherwise the source's words.
    pub opening_hours: Option<String>,
    /// Prices in the source's words.
    pub fee: Option<String>,
    /// Greatest height of a vehicle in metres.
    pub max_height_m: Option<f64>,
    /// Who runs it.
    pub operator: Option<String>,
    /// Web page about it.
    pub url: Option<String>,
    /// Name of the water it stands at.
    pub water: Option<String>,
    /// Whether it belongs to park and ride.
    pub park_and_ride: Option<bool>,
    /// Distance of a substitute station in metres, where values come from elsewhere.
    pub distance_m: Option<f64>,
    /// Plugs of charging points, as OCPI calls them: `IEC_62196_T2`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plugs: Vec<String>,
    /// Power of the strongest charging point in kW.
    pub power_kw: Option<f64>,
    /// Values with a meaning on its scale.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// Something that is observed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thing {
    /// Feed and identifier of the source.
    pub id: ThingId,
    /// Who tells about it.
    pub feed: FeedId,
    /// What it is.
    pub kind: ThingKind,
    /// What the source calls it.
    pub name: String,
    /// Where it stands, if the source says so.
    pub position: Option<Coordinate>,
    /// The district it stands in; the engine computes it.
    pub district: Option<DistrictId>,
    /// What does not change by the minute.
    pub facts: ThingFacts,
}
