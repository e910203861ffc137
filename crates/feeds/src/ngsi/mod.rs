//! FIWARE context brokers: entities of `NGSIv2` and NGSI-LD, by page and by notification.

mod fetch;
mod map;
mod map_measured;
mod map_parking;
mod map_traffic;
mod options;
mod subscribe;
mod units;
mod window;
mod wire;

pub(crate) use fetch::new;
