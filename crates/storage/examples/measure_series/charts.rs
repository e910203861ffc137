//! Charts over the roll-ups of 100 million observations: 950 series of five minutes over a year.

use std::time::Duration;

use domain::live::Level;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use portal::ports::LiveStore;
use storage::Store;

use crate::{
    Outcome,
    filling::{self, Counters},
    ingesting::{check, median},
    table::at_most,
};

pub(crate) async fn measure(store: &Store, url: &str) -> Outcome<()> {
    let mut counters = Counters::new("charts", 950, Duration::from_mins(5));
    let first: Timestamp = "2025-01-01T00:00:00Z".parse()?;
    let past = first + SignedDuration::from_hours(24 * 365);
    store.ingest(&counters.tick(past), &TimeZone::UTC).await?;
    for level in [3_600, 86_400] {
        let (first, past) = (first.as_millisecond(), past.as_millisecond());
        filling::rollups(url, "charts", level, first, past).await?;
    }
    let stream = &counters.streams()[475].id;
    for (what, level, days, rows, budget) in [
        ("30 days by the hour, ms", Level::Hour, 30, 720, Some(10.0)),
        ("a year by the day, ms", Level::Day, 365, 365, Some(20.0)),
        ("a year by the hour, ms", Level::Hour, 365, 8_760, None),
    ] {
        let from = past - SignedDuration::from_hours(24 * days);
        let chart =
            median(async || check(store.rollups(stream, level, from, past).await?.len(), rows));
        at_most(what, chart.await?, budget);
    }
    Ok(())
}
