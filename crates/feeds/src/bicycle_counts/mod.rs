//! Bicycle counters of `MobiData` BW: one compressed table of hourly counts for each month of the
//! whole Land.

mod fetch;
mod flat;
mod map;
mod wire;

pub(crate) use fetch::new;
