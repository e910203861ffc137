//! What was heard last of trips under way.

use std::{collections::HashMap, sync::Arc};

use arc_swap::ArcSwap;
use domain::{
    live::FeedId,
    timetable::{TripUpdate, TripUpdates},
};
use jiff::{SignedDuration, Timestamp, civil::Date};

/// A trip whose day is not said is the one that is planned within this time.
const RUNNING: SignedDuration = SignedDuration::from_hours(12);

/// What each feed said last.
#[derive(Debug, Default)]
pub(super) struct Heard(ArcSwap<Vec<Arc<OfFeed>>>);

#[derive(Debug)]
struct OfFeed {
    feed: FeedId,
    /// Without its trips.
    updates: TripUpdates,
    trips: HashMap<String, Vec<TripUpdate>>,
}

/// What counts at an instant.
#[derive(Debug)]
pub(super) struct Fresh(Vec<Arc<OfFeed>>);

impl Heard {
    pub(super) fn hear(&self, feed: &FeedId, mut updates: TripUpdates) {
        let mut trips: HashMap<String, Vec<TripUpdate>> = HashMap::new();
        for update in std::mem::take(&mut updates.trips) {
            trips.entry(update.trip.clone()).or_default().push(update);
        }
        let new = Arc::new(OfFeed {
            feed: feed.clone(),
            updates,
            trips,
        });
        self.0.rcu(|all| {
            let others = all.iter().filter(|one| one.feed != new.feed);
            others.chain([&new]).cloned().collect::<Vec<_>>()
        });
    }

    pub(super) fn at(&self, now: Timestamp) -> Fresh {
        let all = self.0.load();
        let fresh = all.iter().filter(|one| !one.updates.is_stale(now));
        Fresh(fresh.cloned().collect())
    }
}

impl Fresh {
    /// When the source spoke that spoke last; `None` when none counts.
    pub(super) fn at(&self) -> Option<Timestamp> {
        self.0.iter().map(|one| one.updates.at).max()
    }

    /// What is said of a trip that is planned to leave a stop at an instant.
    pub(super) fn of(&self, trip: &str, day: Date, planned: Timestamp) -> Option<&TripUpdate> {
        let is_it = |one: &OfFeed, update: &TripUpdate| match update.day {
            Some(said) => said == day,
            None => planned.duration_since(one.updates.at).abs() < RUNNING,
        };
        self.0.iter().find_map(|one| {
            let updates = one.trips.get(trip)?;
            updates.iter().find(|update| is_it(one, update))
        })
    }
}
