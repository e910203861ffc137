//! Pegelonline REST v2: levels of federal waterways.

mod fetch;
mod map;
mod wire;

pub(crate) use fetch::new;
