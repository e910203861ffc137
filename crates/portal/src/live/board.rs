//! The newest state of everything.

use std::{collections::HashMap, sync::Arc};

use domain::live::{
    Datastream, DatastreamId, Event, EventId, FeedHealth, FeedId, Freshness, Latest, Observation,
    Thing, ThingId, ThingKind, Topic, Trend,
};
use jiff::Timestamp;

use super::Registry;
use crate::ports::Changes;

/// A datastream with its newest observation.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The datastream.
    pub stream: &'a Datastream,
    /// Its newest observation; `None` when there never was one.
    pub latest: Option<&'a Latest>,
    /// The two observations before it that this node has seen, the older one first.
    before: [Option<Observation>; 2],
}

impl Reading<'_> {
    /// How fresh the newest observation is.
    pub fn freshness(&self, now: Timestamp) -> Option<Freshness> {
        let end = self.latest?.observation.end;
        let Datastream {
            expected_every,
            stale_after,
            ..
        } = *self.stream;
        Some(Freshness::of(end, now, expected_every, stale_after))
    }

    /// Where the value is going; `None` before three observations support it.
    pub fn trend(&self) -> Option<Trend> {
        let [first, second] = self.before;
        Trend::of(self.stream, [first?, second?, self.latest?.observation])
    }
}

/// The newest state of everything, as of one change. Never changes itself.
#[derive(Clone, Debug, Default)]
pub struct LiveBoard {
    sequence: i64,
    registry: Arc<Registry>,
    /// By the positions of the registry.
    latest: Vec<Option<Latest>>,
    /// What was the newest before, for a trend; empty after a start.
    before: Vec<[Option<Observation>; 2]>,
    events: HashMap<FeedId, Arc<[Arc<Event>]>>,
    health: HashMap<FeedId, FeedHealth>,
    /// Number of the change that last concerned each topic, by `Topic::ALL`.
    changed: [i64; Topic::ALL.len()],
    /// The change that last replaced everything.
    complete_since: i64,
}

impl LiveBoard {
    /// The board after a change.
    pub(super) fn after(&self, changes: Changes) -> Self {
        let mut next = if changes.complete {
            Self::default()
        } else {
            self.clone()
        };
        next.sequence = changes.sequence;
        if changes.complete {
            next.changed = [changes.sequence; Topic::ALL.len()];
            next.complete_since = changes.sequence;
        }
        if !changes.things.is_empty() || !changes.datastreams.is_empty() {
            for thing in &changes.things {
                next.touch(thing.kind.topic());
            }
            next.registry = Arc::new(next.registry.with(changes.things, changes.datastreams));
            next.latest.resize(next.registry.streams().len(), None);
            next.before.resize(next.latest.len(), [None; 2]);
        }
        for (id, latest) in changes.latest {
            if let Some(at) = next.registry.position(&id) {
                if let Some(seen) = next.latest[at].replace(latest)
                    && seen.observation.end < latest.observation.end
                {
                    next.before[at] = [next.before[at][1], Some(seen.observation)];
                }
                let thing = &next.registry.streams()[at].thing;
                if let Some(kind) = next.registry.thing(thing).map(|thing| thing.kind) {
                    next.touch(kind.topic());
                }
            }
        }
        for (feed, events) in changes.events {
            let before = next.events.get(&feed).map_or(&[][..], |events| &events[..]);
            let topics = before.iter().map(|event| event.kind.topic());
            let topics: Vec<Topic> = topics
                .chain(events.iter().map(|event| event.kind.topic()))
                .collect();
            for topic in topics {
                next.touch(topic);
            }
            let events = events.into_iter().map(Arc::new).collect();
            next.events.insert(feed, events);
        }
        for health in changes.health {
            next.health.insert(health.feed.clone(), health);
        }
        next
    }

    fn touch(&mut self, topic: Topic) {
        self.changed[topic as usize] = self.sequence;
    }

    /// The change it is the state after; grows.
    pub fn sequence(&self) -> i64 {
        self.sequence
    }

    /// The change that last concerned a topic.
    pub fn changed(&self, topic: Topic) -> i64 {
        self.changed[topic as usize]
    }

    /// The change that last replaced everything: who knows only older ones has to forget what is
    /// not here.
    pub fn complete_since(&self) -> i64 {
        self.complete_since
    }

    /// Which things and datastreams there are.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// A datastream with its newest observation.
    pub fn reading(&self, id: &DatastreamId) -> Option<Reading<'_>> {
        self.registry.position(id).map(|at| self.reading_at(at))
    }

    /// The datastreams of a thing with their newest observations.
    pub fn readings(&self, thing: &ThingId) -> impl Iterator<Item = Reading<'_>> {
        let positions = self.registry.positions_of(thing);
        positions.iter().map(|at| self.reading_at(*at))
    }

    /// The things of a topic, by kind and name.
    pub fn things(&self, topic: Topic) -> impl Iterator<Item = &Arc<Thing>> {
        ThingKind::ALL
            .into_iter()
            .filter(move |kind| kind.topic() == topic)
            .flat_map(|kind| self.registry.of_kind(kind))
    }

    /// The readings of all things of a topic.
    pub fn readings_of(&self, topic: Topic) -> impl Iterator<Item = Reading<'_>> {
        self.things(topic)
            .flat_map(|thing| self.readings(&thing.id))
    }

    fn reading_at(&self, at: usize) -> Reading<'_> {
        Reading {
            stream: &self.registry.streams()[at],
            latest: self.latest[at].as_ref(),
            before: self.before[at],
        }
    }

    /// The events that hold at an instant, the worst first, among equals the one that began last.
    pub fn events(&self, now: Timestamp) -> Vec<&Arc<Event>> {
        let all = self.events.values().flat_map(|events| events.iter());
        let mut holding: Vec<_> = all.filter(|event| event.holds_at(now)).collect();
        holding.sort_by(|a, b| {
            let key = |event: &Event| (event.severity, event.valid_from);
            key(b).cmp(&key(a)).then_with(|| a.id.cmp(&b.id))
        });
        holding
    }

    /// All events of a topic, those to come too, in the order of their identifiers.
    pub fn events_of(&self, topic: Topic) -> impl Iterator<Item = &Arc<Event>> {
        let mut feeds: Vec<_> = self.events.iter().collect();
        feeds.sort_by_key(|(feed, _)| *feed);
        let all = feeds.into_iter().flat_map(|(_, events)| events.iter());
        all.filter(move |event| event.kind.topic() == topic)
    }

    /// The event with this identifier, whether it holds yet or not.
    pub fn event(&self, id: &EventId) -> Option<&Arc<Event>> {
        let mut all = self.events.values().flat_map(|events| events.iter());
        all.find(|event| event.id == *id)
    }

    /// How a feed has been doing; `None` when it was never read.
    pub fn health(&self, feed: &FeedId) -> Option<&FeedHealth> {
        self.health.get(feed)
    }
}

#[cfg(test)]
mod tests;
