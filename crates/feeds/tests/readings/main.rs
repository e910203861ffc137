//! Connectors read sources that answer from memory: recorded payloads and payloads of our own.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod brightsky;
mod brightsky_alerts;
mod brightsky_past;
mod dwd;
mod ngsi;
mod ngsi_notified;
mod ngsi_pages;
mod ngsi_parking;
mod ngsi_sensors;
mod ocpi;
mod parkapi;
mod pegelonline;
mod source;
mod uba;
