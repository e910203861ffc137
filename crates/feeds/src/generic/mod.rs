//! Any JSON or CSV over HTTP, by a mapping in the city folder: for counters and sensors that keep
//! to no standard.

mod check;
mod fetch;
mod map;
mod mapping;
mod time;
mod wire;

pub(crate) use fetch::new;
