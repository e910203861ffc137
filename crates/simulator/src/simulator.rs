//! The simulator: a world, its time, and its faults.

use std::sync::Arc;

use domain::live::{Feed, FeedId};
use jiff::{SignedDuration, Timestamp};

use crate::{
    City, Faults, SimulatedClock, cache::Cache, fault::Fault, subscriptions::Subscriptions,
    values::World,
};

/// How far ahead the values of a source are whose clock is wrong.
const AHEAD: SignedDuration = SignedDuration::from_hours(3);

/// For so many seconds a source says the same.
const MOMENT: i64 = 10;

/// A simulated city. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Simulator(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    world: World,
    swapped: World,
    clock: SimulatedClock,
    faults: Faults,
    cache: Cache,
    subscriptions: Subscriptions,
    past: SignedDuration,
}

impl Simulator {
    /// A city at the time of a clock; the same seed gives the same values.
    pub fn new(city: City, seed: u64, clock: SimulatedClock) -> Self {
        Self::with_past(city, seed, clock, SignedDuration::ZERO)
    }

    /// The same, with context brokers that tell every new reader also what they wrote this long ago
    /// and since. No broker does; but what is usual takes weeks to be known.
    pub fn with_past(city: City, seed: u64, clock: SimulatedClock, past: SignedDuration) -> Self {
        let world = World::new(city, seed);
        Self(Arc::new(Inside {
            swapped: world.swapped(),
            world,
            clock,
            faults: Faults::default(),
            cache: Cache::default(),
            subscriptions: Subscriptions::default(),
            past,
        }))
    }

    /// Its clock.
    pub fn clock(&self) -> &SimulatedClock {
        &self.0.clock
    }

    /// The switches of its faults.
    pub fn faults(&self) -> &Faults {
        &self.0.faults
    }

    /// The feeds it serves, each under its own id.
    pub fn feeds(&self) -> &[Feed] {
        &self.0.world.city.feeds
    }

    pub(crate) fn feed(&self, id: &str) -> Option<&Feed> {
        self.feeds().iter().find(|feed| feed.id.as_str() == id)
    }

    pub(crate) fn cache(&self) -> &Cache {
        &self.0.cache
    }

    pub(crate) fn subscriptions(&self) -> &Subscriptions {
        &self.0.subscriptions
    }

    pub(crate) fn past(&self) -> SignedDuration {
        self.0.past
    }

    pub(crate) fn city_name(&self) -> &str {
        &self.0.world.city.name
    }

    /// The world as a feed with this fault tells it.
    pub(crate) fn world(&self, fault: Option<Fault>) -> &World {
        match fault {
            Some(Fault::SwappedCoordinates) => &self.0.swapped,
            _ => &self.0.world,
        }
    }

    /// The moment that a feed with this fault tells about.
    pub(crate) fn moment(&self, fault: Option<Fault>) -> Timestamp {
        let now = self.0.clock.now();
        let over = now.as_second().rem_euclid(MOMENT);
        let moment = Timestamp::from_second(now.as_second() - over).unwrap_or(now);
        match fault {
            Some(Fault::FutureTime) => moment.checked_add(AHEAD).unwrap_or(moment),
            _ => moment,
        }
    }

    /// Whether any of these feeds has this fault.
    pub(crate) fn suffers(&self, fault: Fault, feeds: impl IntoIterator<Item = FeedId>) -> bool {
        feeds
            .into_iter()
            .any(|feed| self.0.faults.of(&feed) == Some(fault))
    }
}
