//! The stations of a city: what is known about them, and what is assumed.

mod load;
mod rows;

pub use load::LoadError;
pub(crate) use load::Stations;
pub(crate) use rows::{
    AirStation, BicycleCounter, Camera, CarPark, ChargingSite, CourseRow, Gauge, MotorwayEvent,
    Repeated, Roadwork, Sensor, SharedStation, SharedSystem, Usage, Warning, WeatherStation,
};
