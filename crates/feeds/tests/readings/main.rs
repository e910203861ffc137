//! Connectors read sources that answer from memory: recorded payloads, payloads of our own, and
//! whatever else a server may send.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod any_bytes;
mod brightsky;
mod ngsi;
mod ngsi_notified;
mod ngsi_pages;
mod ngsi_parking;
mod ngsi_sensors;
mod parkapi;
mod pegelonline;
mod source;
mod uba;
