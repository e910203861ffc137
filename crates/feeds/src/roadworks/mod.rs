//! Roadworks of `MobiData` BW: one `GeoJSON` file for the whole Land, made anew every five minutes.

mod fetch;
mod map;
mod wire;

pub(crate) use fetch::new;
