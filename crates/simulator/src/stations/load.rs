//! Reads the tables of a city's `simulation` folder.

use std::{io::ErrorKind, path::Path};

use serde::de::DeserializeOwned;
use thiserror::Error;

use super::{
    AirStation, BicycleCounter, Camera, CarPark, ChargingSite, CourseRow, Gauge, MotorwayEvent,
    Roadwork, Sensor, SharedStation, SharedSystem, Warning, WeatherStation,
};

/// Why a table cannot be used.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The file is there but cannot be read.
    #[error("cannot read {file}: {reason}")]
    Unreadable {
        /// Its path.
        file: String,
        /// What the system says.
        reason: std::io::Error,
    },
    /// A row is not what it should be.
    #[error("{file}: {reason}")]
    Row {
        /// Its path.
        file: String,
        /// What is wrong, with the line.
        reason: csv::Error,
    },
}

/// All tables; one that is not there is empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stations {
    pub(crate) car_parks: Vec<CarPark>,
    pub(crate) cameras: Vec<Camera>,
    pub(crate) course: Vec<CourseRow>,
    pub(crate) weather: Vec<WeatherStation>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) gauges: Vec<Gauge>,
    pub(crate) air: Vec<AirStation>,
    pub(crate) shared_systems: Vec<SharedSystem>,
    pub(crate) rental_points: Vec<SharedStation>,
    pub(crate) charging_sites: Vec<ChargingSite>,
    pub(crate) bicycle_counters: Vec<BicycleCounter>,
    pub(crate) sensors: Vec<Sensor>,
    pub(crate) roadworks: Vec<Roadwork>,
    pub(crate) motorway_events: Vec<MotorwayEvent>,
}

impl Stations {
    pub(crate) fn read(folder: &Path) -> Result<Self, LoadError> {
        Ok(Self {
            car_parks: table(folder, "car_parks")?,
            cameras: table(folder, "traffic_cameras")?,
            course: table(folder, "traffic_course")?,
            weather: table(folder, "weather_stations")?,
            warnings: table(folder, "warnings")?,
            gauges: table(folder, "gauges")?,
            air: table(folder, "air_stations")?,
            shared_systems: table(folder, "shared_systems")?,
            rental_points: table(folder, "shared_stations")?,
            charging_sites: table(folder, "charging_sites")?,
            bicycle_counters: table(folder, "bicycle_counters")?,
            sensors: table(folder, "sensors")?,
            roadworks: table(folder, "roadworks")?,
            motorway_events: table(folder, "motorway_events")?,
        })
    }

    /// The same stations with latitude and longitude mixed up, as some sources send them.
    pub(crate) fn swapped(&self) -> Self {
        use std::mem::swap;
        let mut swapped = self.clone();
        for one in &mut swapped.car_parks {
            swap(&mut one.lat, &mut one.lon);
        }
        for work in &mut swapped.roadworks {
            let turned = |point: &str| point.split_whitespace().rev().collect::<Vec<_>>().join(" ");
            work.line = work
                .line
                .split(';')
                .map(turned)
                .collect::<Vec<_>>()
                .join(";");
        }
        macro_rules! each {
            ($($table:ident)+) => {
                $(for one in &mut swapped.$table { swap(&mut one.lat, &mut one.lon); })+
            };
        }
        each!(cameras weather gauges air rental_points charging_sites bicycle_counters sensors motorway_events);
        swapped
    }
}

fn table<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<T>, LoadError> {
    let path = folder.join(format!("{name}.csv"));
    let file = path.display().to_string();
    let text = match std::fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(reason) => return Err(LoadError::Unreadable { file, reason }),
    };
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(text.as_slice());
    let rows: Result<Vec<T>, csv::Error> = reader.deserialize().collect();
    rows.map_err(|reason| LoadError::Row { file, reason })
}
