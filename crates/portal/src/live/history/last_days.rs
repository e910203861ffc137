//! How a level went in the last days.

use domain::live::{Datastream, Level};
use jiff::{SignedDuration, Timestamp, Zoned};

use super::{Measured, Step, steps::measured};
use crate::ports::{LiveStore, StoreError};

const DAY: SignedDuration = SignedDuration::from_hours(24);
/// They are read again after this time.
const AGAIN: SignedDuration = SignedDuration::from_mins(10);

/// The last days of a datastream.
#[derive(Clone, Debug, PartialEq)]
pub struct LastDays {
    /// The means of the hours that have a value, the oldest first.
    pub hours: Vec<Measured>,
    /// When they begin, with or without a value.
    pub from: Timestamp,
    learned: Timestamp,
}

impl LastDays {
    /// So many days are looked back.
    pub const DAYS: i32 = 7;

    /// The least and the greatest mean of an hour.
    pub fn range(&self) -> Option<(f64, f64)> {
        let values = || self.hours.iter().map(|hour| hour.value);
        values().reduce(f64::min).zip(values().reduce(f64::max))
    }

    /// The mean of the hour a day before an instant.
    pub fn day_before(&self, at: Timestamp) -> Option<f64> {
        let before = at - DAY;
        let mut hours = self.hours.iter();
        let hour = hours.find(|hour| hour.start <= before && before < hour.end);
        hour.map(|hour| hour.value)
    }
}

/// The last days of a datastream; what was known is kept for ten minutes.
pub(super) async fn last_days(
    store: &dyn LiveStore,
    stream: &Datastream,
    known: Option<&LastDays>,
    now: &Zoned,
) -> Result<LastDays, StoreError> {
    let at = now.timestamp();
    let is_new =
        |known: &&LastDays| !known.hours.is_empty() && at.duration_since(known.learned) < AGAIN;
    if let Some(known) = known.filter(is_new) {
        return Ok(known.clone());
    }
    let from = at - DAY * LastDays::DAYS;
    let rollups = store.rollups(&stream.id, Level::Hour, from, at).await?;
    Ok(LastDays {
        hours: measured(stream, Step::Hour, &rollups, at, now.time_zone()),
        from,
        learned: at,
    })
}
