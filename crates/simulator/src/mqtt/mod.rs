//! A small MQTT 3.1.1 broker that tells the observations of the sensors.

mod broker;
mod session;
mod topics;

pub(crate) use broker::Broker;
