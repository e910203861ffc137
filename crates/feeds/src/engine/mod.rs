//! Reads every feed in its time, and stores what it brings.
//!
//! Each feed has a task of its own, so that none waits for another:
//!
//! - **Turns**: every `interval`, ±10 %, counted from the beginning of the last reading.
//! - **Lease**: one node reads a feed. The lease is prolonged every minute; when its owner dies,
//!   another node goes on after 90 s at most (and the longest a reading may take).
//! - **Failures**: tried again after 15 s, 30 s, 60 s …, but never later than after one interval or
//!   5 min. After five failures the circuit is open, which is said once and counted. So a feed is
//!   healthy one interval after its source is. `Retry-After` is respected up to an hour.
//! - **Budget**: a reading that would bring more observations in 24 h than the feed's
//!   `row_budget` is refused as a whole.
//! - **Pushes**: what a source sends by itself is gathered for a second and stored the same way.
//!
//! A connector that panics costs one reading and is made anew.

mod budget;
mod chance;
mod condition;
mod equipment;
mod figures;
mod inbox;
mod keeper;
mod machine;
mod pace;
mod prepare;
mod reading;
mod task;
mod upkeep;

pub use equipment::{Equipment, Secrets};
pub use figures::describe as describe_metrics;
pub use inbox::{Inbox, Undelivered};
pub use machine::{Engine, EngineParts, OnceError};
pub use reading::Reading;

#[cfg(test)]
mod tests;
