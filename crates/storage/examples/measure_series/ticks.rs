//! A metropolis: every series has a new value at the same time.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use portal::ports::LiveStore;
use storage::Store;

use crate::{
    Outcome,
    filling::{self, Counters},
    ingesting::millis,
    table::{Budgets, at_least, at_most},
};

const STREAMS: u32 = 36_000;

pub(crate) async fn measure(store: &Store, url: &str, budgets: &Budgets) -> Outcome<()> {
    let mut counters = Counters::new("metropolis", STREAMS, Duration::from_mins(15));
    // The last hour of a day, when a day has the most parts.
    let midnight: Timestamp = "2026-06-01T00:00:00Z".parse()?;
    let last_hour = midnight + SignedDuration::from_hours(23);
    let began = Instant::now();
    store
        .ingest(&counters.tick(midnight), &TimeZone::UTC)
        .await?;
    at_most(
        "first reading of 36,000 counters, ms",
        millis(began.elapsed()),
        None,
    );
    while store.roll_up(midnight, 100_000).await? > 0 {}
    let (first, past) = (midnight.as_millisecond(), last_hour.as_millisecond());
    filling::rollups(url, "metropolis", 3_600, first, past).await?;
    let (mut ingesting, mut rolling) = (Duration::ZERO, Vec::new());
    for quarter in 1..=4 {
        let batch = counters.tick(last_hour + SignedDuration::from_mins(15) * quarter);
        let began = Instant::now();
        store.ingest(&batch, &TimeZone::UTC).await?;
        ingesting += began.elapsed();
        let began = Instant::now();
        store.roll_up(last_hour, 100_000).await?;
        rolling.push(began.elapsed());
    }
    let rate = f64::from(4 * STREAMS) / ingesting.as_secs_f64();
    at_least(
        "observations a second, readings of 36,000",
        rate,
        budgets.ingest,
    );
    let worst = rolling.into_iter().max().unwrap_or_default();
    at_most(
        "roll-up of one tick of 36,000 series, ms",
        millis(worst),
        Some(2_000.0),
    );
    let began = Instant::now();
    store.roll_up(Timestamp::MAX, 100_000).await?;
    at_most(
        "roll-up of their day when it is over, ms",
        millis(began.elapsed()),
        None,
    );
    Ok(())
}
