//! Which things and datastreams there are.

use std::{collections::HashMap, sync::Arc};

use domain::live::{Datastream, DatastreamId, Thing, ThingId, ThingKind};

/// Every thing with its datastreams. It changes seldom, and is replaced as a whole.
#[derive(Debug, Default)]
pub struct Registry {
    things: Vec<Arc<Thing>>,
    thing_at: HashMap<ThingId, usize>,
    streams: Vec<Arc<Datastream>>,
    stream_at: HashMap<DatastreamId, usize>,
    /// Positions of the datastreams of each thing, in the order of their properties.
    streams_of: Vec<Vec<usize>>,
}

impl Registry {
    /// The registry with new or changed things and datastreams. Positions of datastreams that were
    /// there stay.
    pub(super) fn with(&self, things: Vec<Thing>, streams: Vec<Datastream>) -> Self {
        let mut all: HashMap<ThingId, Arc<Thing>> = self
            .things
            .iter()
            .map(|thing| (thing.id.clone(), Arc::clone(thing)))
            .collect();
        all.extend(
            things
                .into_iter()
                .map(|thing| (thing.id.clone(), Arc::new(thing))),
        );
        let mut things: Vec<Arc<Thing>> = all.into_values().collect();
        things.sort_by(|a, b| {
            let names = || natord::compare_ignore_case(&a.name, &b.name);
            let kinds = a.kind.cmp(&b.kind);
            kinds.then_with(names).then_with(|| a.id.cmp(&b.id))
        });
        let mut known = self.streams.clone();
        let mut stream_at = self.stream_at.clone();
        for stream in streams {
            let stream = Arc::new(stream);
            if let Some(at) = stream_at.get(&stream.id) {
                known[*at] = stream;
            } else {
                stream_at.insert(stream.id.clone(), known.len());
                known.push(stream);
            }
        }
        let thing_at: HashMap<ThingId, usize> = things
            .iter()
            .enumerate()
            .map(|(at, thing)| (thing.id.clone(), at))
            .collect();
        let mut streams_of = vec![Vec::new(); things.len()];
        for (at, stream) in known.iter().enumerate() {
            if let Some(thing) = thing_at.get(&stream.thing) {
                streams_of[*thing].push(at);
            }
        }
        for positions in &mut streams_of {
            positions.sort_by_key(|at| known[*at].property);
        }
        Self {
            things,
            thing_at,
            streams: known,
            stream_at,
            streams_of,
        }
    }

    /// All things, by kind and name.
    pub fn things(&self) -> &[Arc<Thing>] {
        &self.things
    }

    /// The things of a kind, by name.
    pub fn of_kind(&self, kind: ThingKind) -> &[Arc<Thing>] {
        let from = self.things.partition_point(|thing| thing.kind < kind);
        let to = self.things.partition_point(|thing| thing.kind <= kind);
        &self.things[from..to]
    }

    /// The thing with this identifier.
    pub fn thing(&self, id: &ThingId) -> Option<&Arc<Thing>> {
        self.thing_at.get(id).map(|at| &self.things[*at])
    }

    /// The datastream with this identifier.
    pub fn stream(&self, id: &DatastreamId) -> Option<&Arc<Datastream>> {
        self.stream_at.get(id).map(|at| &self.streams[*at])
    }

    /// All datastreams.
    pub fn streams(&self) -> &[Arc<Datastream>] {
        &self.streams
    }

    pub(super) fn position(&self, id: &DatastreamId) -> Option<usize> {
        self.stream_at.get(id).copied()
    }

    pub(super) fn positions_of(&self, id: &ThingId) -> &[usize] {
        self.thing_at
            .get(id)
            .map_or(&[], |at| self.streams_of[*at].as_slice())
    }
}
