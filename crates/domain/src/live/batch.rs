//! What one reading of a feed brings, on its way from the connector to the store.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{
    Datastream, DatastreamId, Event, FeedId, FeedRun, Observation, Origin, Quality, Thing, judge,
};
use crate::timetable::TripUpdates;

/// A record that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Which record, as the source calls it.
    pub record: String,
    /// Why.
    pub reason: String,
}

/// An observation of a datastream of the same batch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NewObservation {
    /// Position of the datastream in the batch.
    pub datastream: u32,
    /// The observation.
    pub observation: Observation,
}

/// What a connector read: filled record by record. A bad record is counted and skipped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Harvest {
    /// What is observed.
    pub things: Vec<Thing>,
    /// Their datastreams, each once.
    pub datastreams: Vec<Datastream>,
    /// What was observed.
    pub observations: Vec<NewObservation>,
    /// Every event that holds or will hold; `None` when the feed has no events. What is not in it
    /// any more has ended.
    pub events: Option<Vec<Event>>,
    /// What is said of trips under way; it is kept in memory only.
    pub trips: Option<TripUpdates>,
    /// Records in the source's answers.
    pub seen: u32,
    /// Records, or single values of records, that were left out.
    pub rejected: Vec<Rejected>,
    positions: HashMap<DatastreamId, u32>,
}

impl Harvest {
    /// Adds a datastream, or finds it: its position.
    pub fn datastream(&mut self, stream: Datastream) -> u32 {
        if let Some(position) = self.positions.get(&stream.id) {
            return *position;
        }
        let position = u32::try_from(self.datastreams.len()).unwrap_or(u32::MAX);
        self.positions.insert(stream.id.clone(), position);
        self.datastreams.push(stream);
        position
    }

    /// Adds an observation.
    pub fn observe(
        &mut self,
        datastream: u32,
        end: Timestamp,
        value: Option<f64>,
        quality: Quality,
    ) {
        let observation = Observation {
            end,
            value,
            quality,
        };
        self.observations.push(NewObservation {
            datastream,
            observation,
        });
    }

    /// Leaves a record out and says why.
    pub fn reject(&mut self, record: impl Into<String>, reason: impl ToString) {
        self.rejected.push(Rejected {
            record: record.into(),
            reason: reason.to_string(),
        });
    }

    /// Judges every observation: refused ones are rejected, implausible ones become suspect. Of two
    /// for the same datastream and instant the later one stays.
    pub fn judge(&mut self, now: Timestamp) {
        let taken = std::mem::take(&mut self.observations);
        let mut kept: Vec<NewObservation> = Vec::with_capacity(taken.len());
        for new in taken {
            let Some(stream) = self.datastreams.get(new.datastream as usize) else {
                continue;
            };
            match judge(stream, new.observation, now) {
                Ok(observation) => kept.push(NewObservation { observation, ..new }),
                Err(fault) => {
                    let record = stream.id.to_string();
                    self.reject(record, fault);
                }
            }
        }
        // Stable, so that among equals the last one is the one that came last.
        kept.sort_by_key(|new| (new.datastream, new.observation.end));
        kept.dedup_by(|later, earlier| {
            let same = (later.datastream, later.observation.end)
                == (earlier.datastream, earlier.observation.end);
            if same {
                *earlier = *later;
            }
            same
        });
        self.observations = kept;
    }
}

/// One reading of a feed: stored as a whole or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedBatch {
    /// Which feed.
    pub feed: FeedId,
    /// Whether its values are real.
    pub origin: Origin,
    /// What it brought.
    pub harvest: Harvest,
    /// How the reading went; recorded in the same transaction.
    pub run: FeedRun,
}

/// What storing a batch changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IngestReport {
    /// Observations that were not there before.
    pub new: u64,
    /// Observations that were there with another value or quality; their old value is kept as a
    /// revision.
    pub revised: u64,
    /// Datastreams whose newest value changed.
    pub changed: Vec<DatastreamId>,
    /// The number of this change; grows over all feeds and nodes. `None` when nothing changed.
    pub sequence: Option<i64>,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::live::{Property, ThingId};

    #[test]
    fn of_two_values_for_one_instant_the_later_one_stays() {
        let hour = Duration::from_hours(1);
        let thing = ThingId::new("p:1");
        let mut harvest = Harvest::default();
        let stream = Datastream::instant(&thing, Property::FreeSpaces, hour, hour);
        let first = harvest.datastream(stream.clone());
        assert_eq!(harvest.datastream(stream), first);
        let now = Timestamp::UNIX_EPOCH;
        for value in [1.0, 2.0, f64::NAN] {
            harvest.observe(first, now, Some(value), Quality::Ok);
        }
        harvest.judge(now);
        assert_eq!(harvest.observations.len(), 1);
        assert_eq!(harvest.observations[0].observation.value, Some(2.0));
        assert_eq!(harvest.rejected.len(), 1);
    }
}
