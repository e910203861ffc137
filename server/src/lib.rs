//! The server: turns the command line into a running portal.
//!
//! [`run`] is everything the program `portal` does. Only `wiring` names concrete adapters; `http`
//! serves pages, files and tiles, `api` the open interface.

pub mod api;
mod commands;
pub mod config;
pub mod http;
pub mod live;
mod schedule;
pub mod state;
mod telemetry;
pub mod wiring;

pub use commands::run;
