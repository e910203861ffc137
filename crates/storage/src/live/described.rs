//! Things and datastreams of a feed: written only when they change.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::live::{Datastream, DatastreamId, FeedBatch, FeedId, Thing, ThingId};
use portal::ports::StoreError;

use super::{described_rows, transaction::Transaction};

/// Things and datastreams of one feed with their keys in the tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct Described {
    /// The change that last touched one of them.
    pub(super) sequence: i64,
    pub(super) things: HashMap<ThingId, (i32, Thing)>,
    pub(super) streams: HashMap<DatastreamId, (i32, Datastream)>,
}

/// The feed's things and datastreams after a batch.
pub(super) struct Updated {
    pub(super) described: Arc<Described>,
    /// Keys of the batch's datastreams, by their position.
    pub(super) keys: Vec<i32>,
}

/// Brings the tables up to date. `stored` is the change that last touched them there: when it is
/// not the one that is remembered, another program was faster.
pub(super) async fn bring_up_to_date(
    transaction: &mut Transaction,
    remembered: Arc<Described>,
    stored: i64,
    batch: &FeedBatch,
    number: i64,
) -> Result<Updated, StoreError> {
    let harvest = &batch.harvest;
    let mut described = if remembered.sequence == stored {
        remembered
    } else {
        Arc::new(described_rows::of_feed(transaction, &batch.feed, stored).await?)
    };
    // By their identifiers, so that each is written once.
    let things: BTreeMap<&ThingId, &Thing> = harvest
        .things
        .iter()
        .map(|thing| (&thing.id, thing))
        .filter(|(id, thing)| {
            described
                .things
                .get(*id)
                .is_none_or(|(_, old)| old != *thing)
        })
        .collect();
    let streams: BTreeMap<&DatastreamId, &Datastream> = harvest
        .datastreams
        .iter()
        .map(|stream| (&stream.id, stream))
        .filter(|(id, stream)| {
            described
                .streams
                .get(*id)
                .is_none_or(|(_, old)| old != *stream)
        })
        .collect();
    if !things.is_empty() || !streams.is_empty() {
        let new = Arc::make_mut(&mut described);
        new.sequence = number;
        let things: Vec<&Thing> = things.into_values().collect();
        if let Some(thing) = things.iter().find(|thing| thing.feed != batch.feed) {
            return Err(mixed(&batch.feed, thing.id.as_str()));
        }
        let keys = described_rows::write_things(transaction, &things, number).await?;
        for thing in things {
            let key = keys.get(thing.id.as_str());
            let key = *key.ok_or_else(|| mixed(&batch.feed, thing.id.as_str()))?;
            new.things.insert(thing.id.clone(), (key, thing.clone()));
        }
        let streams: Vec<(i32, &Datastream)> = streams
            .into_values()
            .map(|stream| match new.things.get(&stream.thing) {
                Some((thing, _)) => Ok((*thing, stream)),
                None => Err(mixed(&batch.feed, stream.id.as_str())),
            })
            .collect::<Result<_, _>>()?;
        let keys = described_rows::write_streams(transaction, &streams, number).await?;
        for (_, stream) in streams {
            let key = keys.get(stream.id.as_str());
            let key = *key.ok_or_else(|| mixed(&batch.feed, stream.id.as_str()))?;
            new.streams.insert(stream.id.clone(), (key, stream.clone()));
        }
    }
    let keys = harvest.datastreams.iter().map(|stream| {
        let known = described.streams.get(&stream.id);
        known
            .map(|(key, _)| *key)
            .ok_or_else(|| mixed(&batch.feed, stream.id.as_str()))
    });
    Ok(Updated {
        keys: keys.collect::<Result<_, _>>()?,
        described,
    })
}

/// What keeps values of two feeds, or real and simulated ones, apart.
pub(super) fn mixed(feed: &FeedId, record: &str) -> StoreError {
    StoreError::Mixed {
        feed: feed.to_string(),
        record: record.to_owned(),
    }
}
