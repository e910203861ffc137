//! A city to run against: a server that speaks the formats of the real sources, with values that
//! follow the course of a day, and faults on demand.
//!
//! Every value is a pure function of seed, thing and instant: the same seed tells the same city,
//! and any instant can be asked for, in any order. Time comes from a [`SimulatedClock`].

mod answer;
mod cache;
mod city;
mod clock;
mod fault;
mod fault_content;
mod fault_delivery;
mod mqtt;
mod notifier;
mod overview;
mod router;
mod serve;
mod simulator;
mod sources;
mod stations;
mod subscription_routes;
mod subscriptions;
mod values;

pub use city::{City, TripsBetween};
pub use clock::SimulatedClock;
pub use fault::{Fault, Faults};
pub use serve::serve;
pub use simulator::Simulator;
pub use stations::LoadError;
