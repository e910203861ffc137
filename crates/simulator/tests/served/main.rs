//! The simulator as a reader finds it: over HTTP and MQTT, on a port of its own.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod broker;
mod faults;
mod formats;
mod notifications;
mod running;
mod time;
