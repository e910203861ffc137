//! What can be observed, in which unit, and what is plausible.

use serde::{Deserialize, Serialize};

use crate::Area;

/// Groups of changes that a page can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum Topic {
    Traffic,
    Parking,
    Bicycles,
    Sharing,
    Charging,
    Roadworks,
    Weather,
    Air,
    Water,
    Warnings,
    Sensors,
}

impl Topic {
    /// All topics.
    pub const ALL: [Self; 11] = [
        Self::Traffic,
        Self::Parking,
        Self::Bicycles,
        Self::Sharing,
        Self::Charging,
        Self::Roadworks,
        Self::Weather,
        Self::Air,
        Self::Water,
        Self::Warnings,
        Self::Sensors,
    ];

    /// The value in addresses and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Traffic => "traffic",
            Self::Parking => "parking",
            Self::Bicycles => "bicycles",
            Self::Sharing => "sharing",
            Self::Charging => "charging",
            Self::Roadworks => "roadworks",
            Self::Weather => "weather",
            Self::Air => "air",
            Self::Water => "water",
            Self::Warnings => "warnings",
            Self::Sensors => "sensors",
        }
    }

    /// Where the portal shows it.
    pub fn area(self) -> Area {
        match self {
            Self::Traffic
            | Self::Parking
            | Self::Bicycles
            | Self::Sharing
            | Self::Charging
            | Self::Roadworks => Area::Mobility,
            Self::Weather | Self::Air | Self::Water | Self::Warnings | Self::Sensors => {
                Area::Climate
            }
        }
    }

    /// The German path segment.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Traffic => "verkehr",
            Self::Parking => "parken",
            Self::Bicycles => "radverkehr",
            Self::Sharing => "leihfahrzeuge",
            Self::Charging => "laden",
            Self::Roadworks => "baustellen",
            Self::Weather => "wetter",
            Self::Air => "luft",
            Self::Water => "wasser",
            Self::Warnings => "warnungen",
            Self::Sensors => "sensoren",
        }
    }

    /// Whether it is about events and not about values.
    pub fn has_events(self) -> bool {
        matches!(self, Self::Roadworks | Self::Warnings)
    }

    /// The topic with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.as_str() == value)
    }
}

macro_rules! properties {
    ($($(#[$doc:meta])* $name:ident = $value:literal, $unit:literal, $decimals:literal, $low:literal .. $high:literal;)+) => {
        /// What a datastream observes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Property {
            $($(#[$doc])* #[serde(rename = $value)] $name,)+
        }

        impl Property {
            /// All properties.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The value in tables and in the API.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $value,)+ }
            }

            /// The unit of every stored value, as UCUM: <https://ucum.org/ucum>.
            pub fn unit(self) -> &'static str {
                match self { $(Self::$name => $unit,)+ }
            }

            /// How many decimals are shown.
            pub fn decimals(self) -> u8 {
                match self { $(Self::$name => $decimals,)+ }
            }

            /// What is plausible anywhere in Germany, both ends included.
            pub fn plausible(self) -> (f64, f64) {
                match self { $(Self::$name => ($low, $high),)+ }
            }

            /// The property with this value.
            pub fn parse(value: &str) -> Option<Self> {
                match value { $($value => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

properties! {
    /// Spaces that are free.
    FreeSpaces = "free_spaces", "{space}", 0, 0.0 .. 100_000.0;
    /// Spaces that are taken.
    OccupiedSpaces = "occupied_spaces", "{space}", 0, 0.0 .. 100_000.0;
    /// 1 open, 0 closed.
    Open = "open", "1", 0, 0.0 .. 1.0;
    /// Vehicles of a class in the period.
    VehicleCount = "vehicle_count", "{vehicle}", 0, 0.0 .. 20_000.0;
    /// Mean speed of vehicles.
    MeanSpeed = "mean_speed", "km/h", 0, 0.0 .. 250.0;
    /// Bicycles in the period.
    BicycleCount = "bicycle_count", "{bicycle}", 0, 0.0 .. 10_000.0;
    /// Pedestrians in the period.
    PedestrianCount = "pedestrian_count", "{person}", 0, 0.0 .. 50_000.0;
    /// Shared vehicles that can be taken.
    VehiclesAvailable = "vehicles_available", "{vehicle}", 0, 0.0 .. 10_000.0;
    /// Places where a shared vehicle can be left.
    DocksAvailable = "docks_available", "{dock}", 0, 0.0 .. 10_000.0;
    /// Charging points that are free.
    FreePoints = "free_points", "{point}", 0, 0.0 .. 10_000.0;
    /// Charging points at which a vehicle stands, or that are kept for one.
    OccupiedPoints = "occupied_points", "{point}", 0, 0.0 .. 10_000.0;
    /// Charging points that are out of order.
    BrokenPoints = "broken_points", "{point}", 0, 0.0 .. 10_000.0;
    /// Air temperature at 2 m.
    AirTemperature = "air_temperature", "Cel", 1, -45.0 .. 50.0;
    /// Felt temperature.
    FeltTemperature = "felt_temperature", "Cel", 1, -60.0 .. 60.0;
    /// Dew point.
    DewPoint = "dew_point", "Cel", 1, -60.0 .. 40.0;
    /// Relative humidity.
    RelativeHumidity = "relative_humidity", "%", 0, 0.0 .. 100.0;
    /// Precipitation in the period.
    Precipitation = "precipitation", "mm", 1, 0.0 .. 150.0;
    /// Air pressure reduced to sea level.
    Pressure = "pressure", "hPa", 0, 900.0 .. 1_080.0;
    /// Mean wind speed.
    WindSpeed = "wind_speed", "km/h", 0, 0.0 .. 250.0;
    /// Strongest gust of the period.
    WindGust = "wind_gust", "km/h", 0, 0.0 .. 350.0;
    /// Where the wind comes from.
    WindDirection = "wind_direction", "deg", 0, 0.0 .. 360.0;
    /// How much of the sky is covered.
    CloudCover = "cloud_cover", "%", 0, 0.0 .. 100.0;
    /// Sunshine in the period.
    Sunshine = "sunshine", "min", 0, 0.0 .. 1_440.0;
    /// How far one can see.
    Visibility = "visibility", "m", 0, 0.0 .. 100_000.0;
    /// Global radiation in the period.
    SolarRadiation = "solar_radiation", "kW.h/m2", 2, 0.0 .. 12.0;
    /// UV index.
    UvIndex = "uv_index", "1", 0, 0.0 .. 15.0;
    /// Nitrogen dioxide.
    No2 = "no2", "ug/m3", 0, 0.0 .. 1_000.0;
    /// Ozone.
    O3 = "o3", "ug/m3", 0, 0.0 .. 600.0;
    /// Particles up to 10 µm.
    Pm10 = "pm10", "ug/m3", 0, 0.0 .. 2_000.0;
    /// Particles up to 2.5 µm.
    Pm25 = "pm2_5", "ug/m3", 0, 0.0 .. 1_500.0;
    /// Sulphur dioxide.
    So2 = "so2", "ug/m3", 0, 0.0 .. 2_000.0;
    /// Carbon monoxide.
    Co = "co", "mg/m3", 1, 0.0 .. 100.0;
    /// Air quality index of the Umweltbundesamt: 0 very good … 4 very poor.
    AirQualityIndex = "air_quality_index", "1", 0, 0.0 .. 4.0;
    /// Hazel pollen: 0 none … 3 high.
    HazelPollen = "hazel_pollen", "1", 1, 0.0 .. 3.0;
    /// Alder pollen: 0 none … 3 high.
    AlderPollen = "alder_pollen", "1", 1, 0.0 .. 3.0;
    /// Ash pollen: 0 none … 3 high.
    AshPollen = "ash_pollen", "1", 1, 0.0 .. 3.0;
    /// Birch pollen: 0 none … 3 high.
    BirchPollen = "birch_pollen", "1", 1, 0.0 .. 3.0;
    /// Grass pollen: 0 none … 3 high.
    GrassPollen = "grass_pollen", "1", 1, 0.0 .. 3.0;
    /// Rye pollen: 0 none … 3 high.
    RyePollen = "rye_pollen", "1", 1, 0.0 .. 3.0;
    /// Mugwort pollen: 0 none … 3 high.
    MugwortPollen = "mugwort_pollen", "1", 1, 0.0 .. 3.0;
    /// Ragweed pollen: 0 none … 3 high.
    RagweedPollen = "ragweed_pollen", "1", 1, 0.0 .. 3.0;
    /// Water level above the gauge's zero.
    WaterLevel = "water_level", "cm", 0, -100.0 .. 2_500.0;
    /// Discharge.
    Discharge = "discharge", "m3/s", 0, 0.0 .. 20_000.0;
    /// Water temperature.
    WaterTemperature = "water_temperature", "Cel", 1, -2.0 .. 40.0;
    /// Sound level, A-weighted.
    SoundLevel = "sound_level", "dB[SPL]", 0, 0.0 .. 150.0;
    /// Soil moisture.
    SoilMoisture = "soil_moisture", "%", 0, 0.0 .. 100.0;
}
