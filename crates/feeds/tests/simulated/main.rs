//! Every feed of both cities, read by its real connector through the real client from a simulator
//! in this process.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod faults;
mod notified;
mod readings;
mod town;
