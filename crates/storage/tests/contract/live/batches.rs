//! Readings as tests need them.

use std::time::Duration;

use domain::{
    Coordinate,
    live::{
        Aggregation, Datastream, FeedBatch, FeedId, FeedRun, Harvest, Origin, Outcome, Property,
        Quality, Thing, ThingFacts, ThingId, ThingKind,
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

pub(crate) const QUARTER: Duration = Duration::from_mins(15);
pub(crate) const HOUR: Duration = Duration::from_hours(1);

pub(crate) fn berlin() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn later(instant: Timestamp, minutes: i64) -> Timestamp {
    instant + SignedDuration::from_mins(minutes)
}

/// A counter of the feed.
pub(crate) fn thing(feed: &str, external: &str) -> Thing {
    let feed = FeedId::new(feed);
    Thing {
        id: ThingId::of(&feed, external),
        feed,
        kind: ThingKind::TrafficCounter,
        name: format!("Zählstelle »{external}«"),
        position: Some(Coordinate::new(49.41, 8.69).unwrap()),
        district: None,
        facts: ThingFacts {
            capacity: Some(7),
            ..ThingFacts::default()
        },
    }
}

/// Values of an instant, expected every 15 minutes.
pub(crate) fn instants(feed: &str, external: &str) -> Datastream {
    let thing = thing(feed, external).id;
    Datastream::instant(&thing, Property::FreeSpaces, QUARTER, HOUR)
}

/// Counts of a period, expected as often as they are long.
pub(crate) fn counts(feed: &str, external: &str, period: Duration) -> Datastream {
    let thing = thing(feed, external).id;
    Datastream::instant(&thing, Property::VehicleCount, period, 2 * period)
        .over(Aggregation::Count, period)
}

/// A reading that ended at `now` and brought nothing so far.
pub(crate) fn reading(feed: &str, now: Timestamp) -> FeedBatch {
    FeedBatch {
        feed: FeedId::new(feed),
        origin: Origin::Live,
        harvest: Harvest::default(),
        run: run(feed, now),
    }
}

pub(crate) fn run(feed: &str, now: Timestamp) -> FeedRun {
    FeedRun {
        feed: FeedId::new(feed),
        started: now - SignedDuration::from_secs(1),
        ended: now,
        outcome: Outcome::Read,
        http_status: Some(200),
        bytes: 5_000_000_000,
        seen: 3,
        rejected: 0,
        new: 0,
        revised: 0,
        error: None,
        next_try: now + SignedDuration::from_mins(5),
    }
}

/// Adds a thing with one datastream and its values.
pub(crate) trait With {
    fn with(self, stream: &Datastream, values: &[(Timestamp, Option<f64>, Quality)]) -> Self;
}

impl With for FeedBatch {
    fn with(mut self, stream: &Datastream, values: &[(Timestamp, Option<f64>, Quality)]) -> Self {
        let feed = self.feed.as_str();
        let external = stream.thing.as_str().split_once(':').unwrap().1;
        let thing = thing(feed, external);
        if !self.harvest.things.contains(&thing) {
            self.harvest.things.push(thing);
        }
        let position = self.harvest.datastream(stream.clone());
        for (end, value, quality) in values {
            self.harvest.observe(position, *end, *value, *quality);
        }
        self
    }
}

/// A good value.
pub(crate) fn ok(end: Timestamp, value: f64) -> (Timestamp, Option<f64>, Quality) {
    (end, Some(value), Quality::Ok)
}
