//! Bright Sky: the current weather and the official warnings of the Deutscher Wetterdienst.

mod fetch;
mod map;
mod map_alerts;
mod past;
mod wire;

pub(crate) use fetch::{new_alerts, new_weather};
