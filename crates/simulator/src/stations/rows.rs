//! Rows of the tables in a city's `simulation` folder. Empty cells are unknown.

use jiff::civil::Date;
use serde::Deserialize;

/// Who parks somewhere, and so when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Usage {
    Work,
    Shopping,
    Hospital,
    Campus,
    Commuter,
    Residents,
}

/// A car park: `car_parks.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct CarPark {
    pub(crate) id: String,
    /// Which source of the parking platform tells about it.
    pub(crate) source_uid: String,
    pub(crate) name: String,
    /// Name in the master data; `None` when there are no master data.
    pub(crate) master_name: Option<String>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    /// Spaces that the counting knows.
    pub(crate) capacity: i64,
    /// Spaces that the master data know.
    pub(crate) master_capacity: Option<i64>,
    pub(crate) address: Option<String>,
    pub(crate) postcode: Option<i64>,
    pub(crate) district: Option<String>,
    pub(crate) usage: Usage,
    /// What the city's broker says in `status`; `None` when the broker does not know it.
    pub(crate) status: Option<String>,
    /// What its counting gets wrong: `negative` or `silent`.
    pub(crate) defect: Option<String>,
}

/// A traffic camera: `traffic_cameras.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Camera {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) postcode: Option<i64>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    /// Which course of the day it follows.
    pub(crate) course: String,
    /// Counted, or assumed where nobody counted.
    pub(crate) vehicles_per_weekday: f64,
}

/// One quarter of an hour of a course: `traffic_course.csv`. 1 is the mean of a weekday.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct CourseRow {
    pub(crate) course: String,
    pub(crate) weekday: f64,
    pub(crate) saturday: f64,
    pub(crate) sunday: f64,
}

/// A weather station: `weather_stations.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct WeatherStation {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) wmo_id: Option<String>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    /// Metres above sea level.
    pub(crate) height: f64,
}

/// A gauge: `gauges.csv`. Levels in cm above its zero.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Gauge {
    pub(crate) uuid: String,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) river: String,
    pub(crate) km: f64,
    pub(crate) agency: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    /// Its zero in metres above sea level.
    pub(crate) zero: f64,
    pub(crate) mean_low: f64,
    pub(crate) mean: f64,
    pub(crate) mean_high: f64,
    /// From here on ships stay where they are.
    pub(crate) highest_navigable: Option<f64>,
    /// Mean discharge in m³/s, where it is measured.
    pub(crate) mean_discharge: Option<f64>,
}

/// A station that measures air: `air_stations.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct AirStation {
    pub(crate) code: String,
    /// The number under which the source answers.
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
}

/// A provider of shared vehicles: `shared_systems.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SharedSystem {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Versions of the format, newest last: `2.3 3.0`.
    pub(crate) versions: String,
    pub(crate) form_factor: String,
    pub(crate) propulsion: String,
    /// How many vehicles stand free in the city.
    pub(crate) floating: i64,
}

/// A station of a provider: `shared_stations.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SharedStation {
    pub(crate) system: String,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) capacity: i64,
    pub(crate) usage: Usage,
}

/// A place with charging points: `charging_sites.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ChargingSite {
    pub(crate) id: String,
    pub(crate) operator: Option<String>,
    pub(crate) name: String,
    pub(crate) address: Option<String>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    /// How many vehicles can charge at once.
    pub(crate) points: i64,
    /// OCPI's names of the plugs, with spaces between; one point after the other has one of them.
    pub(crate) plugs: String,
    /// Power of a point in kW, where it is known.
    pub(crate) power_kw: Option<f64>,
    pub(crate) usage: Usage,
}

/// A bicycle counter: `bicycle_counters.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct BicycleCounter {
    pub(crate) id: String,
    pub(crate) operator: String,
    pub(crate) name: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) bicycles_per_day: f64,
    /// Share of hours that arrive, in per cent.
    pub(crate) availability: f64,
    /// Whether it tells directions apart.
    pub(crate) directions: bool,
}

/// A box with sensors: `sensors.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Sensor {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    /// Metres above sea level.
    pub(crate) height: f64,
    /// What it measures, as values of `domain::live::Property` with spaces between.
    pub(crate) properties: String,
}

/// When something happens again.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Repeated {
    pub(crate) first: Date,
    pub(crate) every_days: i64,
    pub(crate) lasts_days: i64,
}

/// A roadwork: `roadworks.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Roadwork {
    pub(crate) id: String,
    pub(crate) closed: bool,
    pub(crate) street: String,
    pub(crate) direction: String,
    pub(crate) description: String,
    /// `lat lon` of its points with `;` between.
    pub(crate) line: String,
    pub(crate) first: Date,
    pub(crate) every_days: i64,
    pub(crate) lasts_days: i64,
}

/// Something on a motorway: `motorway_events.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct MotorwayEvent {
    pub(crate) id: String,
    pub(crate) road: String,
    /// `roadworks`, `warning` or `closure`.
    pub(crate) service: String,
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) description: String,
    pub(crate) blocked: bool,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) first: Date,
    pub(crate) every_days: i64,
    pub(crate) lasts_days: i64,
}

/// An official warning and the weather it warns of: `warnings.csv`.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Warning {
    pub(crate) id: String,
    /// Month of the year; every month when empty.
    pub(crate) month: Option<i8>,
    pub(crate) day: i8,
    pub(crate) hour: i8,
    /// How long it holds.
    pub(crate) hours: i64,
    pub(crate) event_code: u32,
    pub(crate) severity: String,
    /// How much warmer it is meanwhile, in °C.
    pub(crate) warmer: f64,
    /// How much stronger gusts blow, in km/h.
    pub(crate) gusts: f64,
    /// How much more it rains, in mm an hour.
    pub(crate) rain: f64,
    pub(crate) event_de: String,
    pub(crate) event_en: String,
    pub(crate) headline_de: String,
    pub(crate) headline_en: String,
    pub(crate) description_de: String,
    pub(crate) description_en: String,
    pub(crate) instruction_de: Option<String>,
    pub(crate) instruction_en: Option<String>,
}

impl From<&Roadwork> for Repeated {
    fn from(work: &Roadwork) -> Self {
        Self {
            first: work.first,
            every_days: work.every_days,
            lasts_days: work.lasts_days,
        }
    }
}

impl From<&MotorwayEvent> for Repeated {
    fn from(event: &MotorwayEvent) -> Self {
        Self {
            first: event.first,
            every_days: event.every_days,
            lasts_days: event.lasts_days,
        }
    }
}
