//! How fast observations come in, and how much room they take.

use std::time::{Duration, Instant};

use domain::live::Level;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use portal::ports::LiveStore;
use storage::Store;

use crate::{
    Outcome,
    filling::{Counters, observation_bytes},
    table::{Budgets, at_least, at_most},
};

/// So many counters of a city, every 15 minutes.
const STREAMS: u32 = 2_000;

pub(crate) async fn measure(store: &Store, url: &str, rows: u32, budgets: &Budgets) -> Outcome<()> {
    let mut counters = Counters::new("city", STREAMS, Duration::from_mins(15));
    let start: Timestamp = "2026-01-01T00:00:00Z".parse()?;
    let (mut ingesting, mut rolling) = (Duration::ZERO, Duration::ZERO);
    let ticks = rows.div_ceil(STREAMS).max(4);
    let (mut before, mut now) = (0, start);
    for tick in 0..ticks {
        now = start + SignedDuration::from_mins(15) * i32::try_from(tick)?;
        let batch = counters.tick(now);
        before = *store.sequence().borrow();
        let began = Instant::now();
        store.ingest(&batch, &TimeZone::UTC).await?;
        ingesting += began.elapsed();
        // As the portal does it in between; this is another budget.
        if tick % 4 == 3 {
            let began = Instant::now();
            while store.roll_up(now, 10_000).await? > 0 {}
            rolling += began.elapsed();
        }
    }
    let stored = f64::from(ticks * STREAMS);
    let what = format!("observations a second, {ticks} readings of {STREAMS}");
    at_least(&what, stored / ingesting.as_secs_f64(), budgets.ingest);
    at_most(
        "roll-up of four readings, ms",
        millis(rolling) / f64::from(ticks / 4),
        None,
    );
    #[expect(
        clippy::cast_precision_loss,
        reason = "sizes of files are far below 2^52"
    )]
    let bytes = observation_bytes(url).await? as f64;
    at_most(
        "bytes of an observation on disk",
        bytes / stored,
        budgets.bytes,
    );

    let batch = counters.tick(now);
    let again = median(async || {
        store.ingest(&batch, &TimeZone::UTC).await?;
        Ok(())
    });
    // The first time revises: the values are new ones.
    at_most("the same reading again, ms", again.await?, None);
    let latest = median(async || {
        let changes = store.changes_since(before).await?;
        check(changes.latest.len(), STREAMS)
    });
    at_most("latest of 2,000 datastreams, ms", latest.await?, Some(5.0));
    let everything = median(async || check(store.changes_since(0).await?.things.len(), STREAMS));
    at_most("everything about them, ms", everything.await?, None);

    let stream = &counters.streams()[1_000].id;
    for days in [1, 14] {
        let from = now - SignedDuration::from_hours(24 * days);
        let raw = median(async || {
            store.observations(stream, from, now, 100_000).await?;
            Ok(())
        });
        at_most(&format!("observations of {days} d, ms"), raw.await?, None);
    }
    let hours = median(async || {
        let from = now - SignedDuration::from_hours(24);
        store.rollups(stream, Level::Quarter, from, now).await?;
        Ok(())
    });
    at_most("quarters of a day, ms", hours.await?, None);
    let month = now - SignedDuration::from_hours(24 * 30);
    let counts = median(async || {
        store.counts(month, now).await?;
        Ok(())
    });
    at_most(
        "how many observations came in 30 d, ms",
        counts.await?,
        None,
    );
    Ok(())
}

pub(crate) fn check(found: usize, expected: u32) -> Outcome<()> {
    if u32::try_from(found) == Ok(expected) {
        Ok(())
    } else {
        Err(format!("{found} instead of {expected} rows").into())
    }
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Milliseconds of the fourth best of seven.
pub(crate) async fn median(mut work: impl AsyncFnMut() -> Outcome<()>) -> Outcome<f64> {
    let mut times = Vec::new();
    for _ in 0..7 {
        let began = Instant::now();
        work().await?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    Ok(millis(times[times.len() / 2]))
}
