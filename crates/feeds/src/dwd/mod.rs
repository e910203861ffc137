//! Forecasts of the Deutscher Wetterdienst for health, issued once a day: pollen and UV index.

mod day;
mod fetch;
mod map;
mod wire;

pub(crate) use fetch::{new_pollen, new_uv};
