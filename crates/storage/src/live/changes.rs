//! What changed since a number.

use domain::live::{DatastreamId, FeedId, Latest, Observation, Quality};
use portal::ports::{Changes, StoreError};

use super::{
    described_rows::{self, unreadable},
    events,
    health::{self, instant},
    transaction::{Transaction, within},
};
use crate::pool::Store;

const LATEST: &str = "SELECT d.id, l.t_end, l.value, l.quality, l.received_at, l.sequence \
                      FROM thing t JOIN datastream d ON d.thing = t.key \
                      JOIN latest l ON l.datastream = d.key \
                      WHERE t.feed = $1 AND l.sequence > $2";

type LatestRow = (String, i64, Option<f64>, i16, i64, i64);

pub(super) async fn since(store: &Store, sequence: i64) -> Result<Changes, StoreError> {
    let mut transaction = Transaction::read(&store.readers).await?;
    let (number, removed): (i64, i64) = within!(&mut transaction, t => {
        sqlx::query_as("SELECT number, removed FROM live_sequence").fetch_one(t).await
    })?;
    // A number that was never given out is one of another database, such as before a backup was
    // restored.
    let complete = sequence < removed.max(1) || sequence > number;
    let after = if complete { 0 } else { sequence };
    let mut changes = Changes {
        sequence: number,
        complete,
        ..Changes::default()
    };
    if after == number {
        return Ok(changes);
    }
    for state in health::all(&mut transaction).await? {
        let feed = &state.health.feed;
        if state.described > after {
            let things = described_rows::things(&mut transaction, feed, after).await?;
            changes
                .things
                .extend(things.into_iter().map(|(_, thing)| thing));
            let streams = described_rows::streams(&mut transaction, feed, after).await?;
            changes
                .datastreams
                .extend(streams.into_iter().map(|(_, stream)| stream));
        }
        if state.latest > after {
            changes
                .latest
                .extend(latest(&mut transaction, feed, after).await?);
        }
        if state.events > after {
            let told = events::told(&mut transaction, feed).await?;
            changes.events.push((feed.clone(), told));
        }
        if state.health_sequence > after {
            changes.health.push(state.health);
        }
    }
    Ok(changes)
}

async fn latest(
    transaction: &mut Transaction,
    feed: &FeedId,
    after: i64,
) -> Result<Vec<(DatastreamId, Latest)>, StoreError> {
    let rows: Vec<LatestRow> = within!(transaction, t => {
        sqlx::query_as(LATEST).bind(feed.as_str()).bind(after).fetch_all(t).await
    })?;
    let rows = rows
        .into_iter()
        .map(|(id, end, value, quality, received, sequence)| {
            let latest = Latest {
                observation: observation(&id, end, value, quality)?,
                received_at: instant(&id, received)?,
                sequence,
            };
            Ok((DatastreamId::new(&id), latest))
        });
    rows.collect()
}

/// An observation from its columns.
pub(super) fn observation(
    record: &str,
    end: i64,
    value: Option<f64>,
    quality: i16,
) -> Result<Observation, StoreError> {
    Ok(Observation {
        end: instant(record, end)?,
        value,
        quality: Quality::from_code(quality)
            .ok_or_else(|| unreadable(record, format!("`{quality}` is not a quality").into()))?,
    })
}
