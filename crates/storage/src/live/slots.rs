//! How rows are laid out in time: what comes at the same time lies side by side.

use domain::live::{Datastream, Level};
use jiff::Timestamp;

/// Length of a slot of observations: six hours in milliseconds.
pub(crate) const SLOT_MS: i64 = 21_600_000;

/// The slot of an observation that ends at `end_ms`. The end of a period is not in the period.
pub(crate) fn slot(stream: &Datastream, end_ms: i64) -> i32 {
    number((end_ms - i64::from(stream.period.is_some())).div_euclid(SLOT_MS))
}

/// First and last slot in which observations of `from..to` can lie, whatever their datastream.
pub(crate) fn slots(from: Timestamp, to: Timestamp) -> (i32, i32) {
    let first = (from.as_millisecond() - 1).div_euclid(SLOT_MS);
    let last = to.as_millisecond().div_euclid(SLOT_MS);
    (number(first), number(last))
}

/// First and last slot of roll-ups that start in `from..to`.
pub(crate) fn rollup_slots(level: Level, from: Timestamp, to: Timestamp) -> (i32, i32) {
    let length = i64::from(level.code()) * 8_000;
    let slot = |at: Timestamp| number(at.as_millisecond().div_euclid(length));
    (slot(from), slot(to))
}

fn number(slot: i64) -> i32 {
    i32::try_from(slot).unwrap_or(if slot < 0 { i32::MIN } else { i32::MAX })
}
