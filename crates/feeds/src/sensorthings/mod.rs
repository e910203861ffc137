//! OGC `SensorThings` 1.1: datastreams with their newest observation by REST, and every new one by
//! MQTT.

mod broker;
mod fetch;
mod listen;
mod map;
mod streams;
mod unit;
mod wire;

pub(crate) use fetch::new;
