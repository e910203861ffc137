//! What each connector makes of the answers of its source.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod autobahn;
mod bicycle_counts;
mod fake;
mod gbfs;
mod gbfs_system;
mod generic;
mod generic_recorded;
mod gtfs_realtime;
#[path = "../data/gtfs_realtime.rs"]
mod gtfs_realtime_message;
mod mqtt_broker;
mod roadworks;
mod sensor_things;
mod sensor_things_mqtt;
