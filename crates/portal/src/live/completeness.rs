//! Which share of what a feed should have told has come.

use std::{collections::HashMap, time::Duration};

use domain::live::{Datastream, FeedId, Level};
use jiff::{SignedDuration, Timestamp};

use crate::ports::LiveStore;

/// Seconds of the roll-ups that are counted.
const HOUR: i64 = 3_600;

/// Shares of one span that ends now.
pub(super) struct Completeness<'a> {
    store: &'a dyn LiveStore,
    from: Timestamp,
    now: Timestamp,
    /// What came since an instant. Most feeds are known since the same hour.
    came: HashMap<Timestamp, Option<HashMap<FeedId, u64>>>,
}

impl<'a> Completeness<'a> {
    /// Shares of what came since `span` ago.
    pub(super) fn of(store: &'a dyn LiveStore, now: Timestamp, span: Duration) -> Self {
        Self {
            store,
            from: hour_of(now - SignedDuration::try_from(span).unwrap_or_default()),
            now,
            came: HashMap::new(),
        }
    }

    /// Share of the expected observations of a feed that came, 0 to 1, from the time on since which
    /// the feed is known. `None` when nothing is due yet, and when the store fails.
    pub(super) async fn share(
        &mut self,
        feed: &FeedId,
        known_since: Timestamp,
        streams: impl Iterator<Item = &Datastream>,
    ) -> Option<f64> {
        let from = self.from.max(known_since);
        let span = self.now.duration_since(from).try_into().ok()?;
        let due: u64 = streams.map(|stream| due(stream, span)).sum();
        if due == 0 {
            return None;
        }
        let came = self.came_since(hour_of(from)).await?;
        let came = came.get(feed).copied().unwrap_or(0);
        #[expect(clippy::cast_precision_loss, reason = "a share needs no 53 bits")]
        Some((came as f64 / due as f64).min(1.0))
    }

    async fn came_since(&mut self, from: Timestamp) -> Option<&HashMap<FeedId, u64>> {
        if !self.came.contains_key(&from) {
            let counted = self.store.counts(from, self.now).await;
            let counted = counted
                .inspect_err(|error| tracing::warn!(%error, "observations could not be counted"));
            let counted = counted.ok().map(|counts| counts.into_iter().collect());
            self.came.insert(from, counted);
        }
        self.came.get(&from)?.as_ref()
    }
}

/// How many observations of a datastream must have come in a span that ends now. The newest may still
/// be on their way: a source that is not stale may be late by what is left of that time.
fn due(stream: &Datastream, span: Duration) -> u64 {
    // What is not rolled up by the hour is not counted.
    if !stream.levels().any(|level| level == Level::Hour) {
        return 0;
    }
    let every = stream.expected_every.max(Duration::from_secs(1));
    let late = stream.stale_after.saturating_sub(every);
    span.saturating_sub(late).as_secs() / every.as_secs()
}

/// The beginning of the hour an instant lies in.
fn hour_of(instant: Timestamp) -> Timestamp {
    let seconds = instant.as_second();
    Timestamp::from_second(seconds - seconds.rem_euclid(HOUR)).unwrap_or(instant)
}

#[cfg(test)]
mod tests {
    use domain::live::{Aggregation, Property, ThingId};

    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    fn stream(every: Duration, stale_after: Duration) -> Datastream {
        let thing = ThingId::new("f:1");
        Datastream::instant(&thing, Property::FreeSpaces, every, stale_after)
    }

    #[test]
    fn what_may_still_be_on_its_way_is_not_due() {
        let quarters = stream(5 * MINUTE, 15 * MINUTE);
        assert_eq!(due(&quarters, 14 * MINUTE), 0);
        assert_eq!(due(&quarters, 15 * MINUTE), 1);
        assert_eq!(due(&quarters, 60 * MINUTE), 10);
    }

    #[test]
    fn a_source_that_is_late_by_days_is_not_blamed_for_today() {
        let monthly = stream(60 * MINUTE, 40 * 24 * 60 * MINUTE);
        assert_eq!(due(&monthly, 24 * 60 * MINUTE), 0);
    }

    #[test]
    fn values_of_whole_days_are_not_counted_by_the_hour() {
        let day = 24 * 60 * MINUTE;
        let daily = stream(day, day).over(Aggregation::Sum, day);
        assert_eq!(due(&daily, 30 * day), 0);
    }

    #[test]
    fn hours_begin_at_the_full_hour() {
        let hour = hour_of("2026-06-01T13:05:59.9Z".parse().unwrap());
        assert_eq!(hour.to_string(), "2026-06-01T13:00:00Z");
    }
}
