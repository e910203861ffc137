//! What happens in the city at an instant: pure functions of seed, thing and instant.

mod air;
mod bicycles;
mod charging;
mod dice;
mod local_time;
mod numbers;
mod parking;
mod river;
mod schedule;
mod sensing;
mod sharing;
mod traffic;
mod weather;
mod world;

pub(crate) use air::Pollutant;
pub(crate) use bicycles::BicycleHour;
pub(crate) use numbers::{real, rounded, whole};
pub(crate) use schedule::Occurrence;
pub(crate) use sensing::EVERY as SENSED_EVERY;
pub(crate) use sharing::FreeVehicle;
pub(crate) use traffic::CLASSES;
pub(crate) use weather::Weather;
pub(crate) use world::World;
