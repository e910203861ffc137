//! The Autobahn API: roadworks, warnings and closures, one list for each motorway.

mod fetch;
mod map;
mod wire;

pub(crate) use fetch::new;
