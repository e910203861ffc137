//! Things and datastreams as rows.

use std::{collections::HashMap, time::Duration};

use domain::{
    Coordinate, DistrictId,
    live::{
        Aggregation, Datastream, DatastreamId, FeedId, Property, Thing, ThingId, ThingKind,
        VehicleClass,
    },
};
use portal::ports::StoreError;
use sqlx::AssertSqlSafe;

use super::{
    bulk::{ROWS, numbered, storable},
    described::Described,
    transaction::{Transaction, within},
};

const THINGS: &str = "SELECT key, id, feed, kind, name, lat, lon, district, facts FROM thing \
                      WHERE feed = $1 AND sequence > $2 ORDER BY id";
const STREAMS: &str = "SELECT d.key, d.id, t.id, d.property, d.aggregation, d.period_ms, d.class, \
                       d.direction, d.expected_every_ms, d.stale_after_ms, d.plausible_low, \
                       d.plausible_high FROM thing t JOIN datastream d ON d.thing = t.key \
                       WHERE t.feed = $1 AND d.sequence > $2 ORDER BY d.id";

type ThingRow = (
    i32,
    String,
    String,
    String,
    String,
    Option<f64>,
    Option<f64>,
    Option<String>,
    String,
);
type StreamRow = (
    i32,
    String,
    String,
    String,
    String,
    Option<i64>,
    Option<String>,
    Option<String>,
    i64,
    i64,
    f64,
    f64,
);

/// Everything the tables know of a feed.
pub(super) async fn of_feed(
    transaction: &mut Transaction,
    feed: &FeedId,
    sequence: i64,
) -> Result<Described, StoreError> {
    let things = things(transaction, feed, 0).await?;
    let streams = streams(transaction, feed, 0).await?;
    Ok(Described {
        sequence,
        things: things
            .into_iter()
            .map(|(key, thing)| (thing.id.clone(), (key, thing)))
            .collect(),
        streams: streams
            .into_iter()
            .map(|(key, one)| (one.id.clone(), (key, one)))
            .collect(),
    })
}

/// Things of a feed that changed after a number, with their keys.
pub(super) async fn things(
    transaction: &mut Transaction,
    feed: &FeedId,
    after: i64,
) -> Result<Vec<(i32, Thing)>, StoreError> {
    let rows: Vec<ThingRow> = within!(transaction, t => {
        sqlx::query_as(THINGS).bind(feed.as_str()).bind(after).fetch_all(t).await
    })?;
    rows.into_iter().map(read_thing).collect()
}

/// Datastreams of a feed that changed after a number, with their keys.
pub(super) async fn streams(
    transaction: &mut Transaction,
    feed: &FeedId,
    after: i64,
) -> Result<Vec<(i32, Datastream)>, StoreError> {
    let rows: Vec<StreamRow> = within!(transaction, t => {
        sqlx::query_as(STREAMS).bind(feed.as_str()).bind(after).fetch_all(t).await
    })?;
    rows.into_iter().map(read_stream).collect()
}

/// Keys of the written things. Those that belong to another feed are not written and have none.
pub(super) async fn write_things(
    transaction: &mut Transaction,
    things: &[&Thing],
    number: i64,
) -> Result<HashMap<String, i32>, StoreError> {
    let mut keys = HashMap::with_capacity(things.len());
    for things in things.chunks(ROWS) {
        let sql = format!(
            "INSERT INTO thing (id, feed, kind, name, lat, lon, district, facts, sequence) \
             VALUES {} ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, \
             lat = excluded.lat, lon = excluded.lon, district = excluded.district, \
             facts = excluded.facts, sequence = excluded.sequence \
             WHERE thing.feed = excluded.feed RETURNING id, key",
            numbered(things.len(), 9)
        );
        let facts = things
            .iter()
            .map(|thing| serde_json::to_string(&thing.facts));
        let facts: Vec<String> = facts.collect::<Result<_, _>>().map_err(unwritable)?;
        let written: Vec<(String, i32)> = within!(transaction, t => {
            let mut statement = sqlx::query_as(AssertSqlSafe(sql));
            for (thing, facts) in things.iter().zip(facts) {
                statement = statement
                    .bind(storable(thing.id.as_str()))
                    .bind(thing.feed.as_str())
                    .bind(thing.kind.as_str())
                    .bind(storable(&thing.name))
                    .bind(thing.position.map(Coordinate::lat))
                    .bind(thing.position.map(Coordinate::lon))
                    .bind(thing.district.as_ref().map(DistrictId::as_str))
                    .bind(facts)
                    .bind(number);
            }
            statement.fetch_all(t).await
        })?;
        let stored = things.iter().map(|thing| thing.id.as_str());
        keys.extend(by_id(stored, written));
    }
    Ok(keys)
}

/// Keys of the written datastreams, which come with the keys of their things. Those that belong to
/// another thing are not written and have none.
pub(super) async fn write_streams(
    transaction: &mut Transaction,
    streams: &[(i32, &Datastream)],
    number: i64,
) -> Result<HashMap<String, i32>, StoreError> {
    let mut keys = HashMap::with_capacity(streams.len());
    for streams in streams.chunks(ROWS) {
        let sql = format!(
            "INSERT INTO datastream (id, thing, property, aggregation, period_ms, class, direction, \
             expected_every_ms, stale_after_ms, plausible_low, plausible_high, sequence) VALUES {} \
             ON CONFLICT (id) DO UPDATE SET property = excluded.property, \
             aggregation = excluded.aggregation, period_ms = excluded.period_ms, \
             class = excluded.class, direction = excluded.direction, \
             expected_every_ms = excluded.expected_every_ms, \
             stale_after_ms = excluded.stale_after_ms, plausible_low = excluded.plausible_low, \
             plausible_high = excluded.plausible_high, sequence = excluded.sequence \
             WHERE datastream.thing = excluded.thing RETURNING id, key",
            numbered(streams.len(), 12)
        );
        let written: Vec<(String, i32)> = within!(transaction, t => {
            let mut statement = sqlx::query_as(AssertSqlSafe(sql));
            for (thing, stream) in streams {
                statement = statement
                    .bind(storable(stream.id.as_str()))
                    .bind(*thing)
                    .bind(stream.property.as_str())
                    .bind(stream.aggregation.as_str())
                    .bind(stream.period.map(millis))
                    .bind(stream.class.map(VehicleClass::as_str))
                    .bind(stream.direction.as_deref().map(storable))
                    .bind(millis(stream.expected_every))
                    .bind(millis(stream.stale_after))
                    .bind(stream.plausible.0)
                    .bind(stream.plausible.1)
                    .bind(number);
            }
            statement.fetch_all(t).await
        })?;
        let stored = streams.iter().map(|(_, stream)| stream.id.as_str());
        keys.extend(by_id(stored, written));
    }
    Ok(keys)
}

/// The keys under the identifiers of the batch, which may hold what cannot be stored.
fn by_id<'a>(
    ids: impl Iterator<Item = &'a str>,
    written: Vec<(String, i32)>,
) -> Vec<(String, i32)> {
    let keys: HashMap<String, i32> = written.into_iter().collect();
    ids.filter_map(|id| Some((id.to_owned(), *keys.get(&storable(id))?)))
        .collect()
}

fn read_thing(row: ThingRow) -> Result<(i32, Thing), StoreError> {
    let (key, id, feed, kind, name, lat, lon, district, facts) = row;
    let unknown = |what: &str| unreadable(&id, format!("`{what}` has no meaning").into());
    let position = match lat.zip(lon) {
        Some((lat, lon)) => {
            Some(Coordinate::new(lat, lon).map_err(|error| unreadable(&id, error.into()))?)
        }
        None => None,
    };
    let thing = Thing {
        id: ThingId::new(&id),
        feed: FeedId::new(&feed),
        kind: ThingKind::parse(&kind).ok_or_else(|| unknown(&kind))?,
        name,
        position,
        district: district.map(|id| DistrictId::new(&id)),
        facts: serde_json::from_str(&facts).map_err(|error| unreadable(&id, error.into()))?,
    };
    Ok((key, thing))
}

fn read_stream(row: StreamRow) -> Result<(i32, Datastream), StoreError> {
    let (key, id, thing, property, aggregation, period, class, direction, every, stale, low, high) =
        row;
    let unknown = |what: &str| unreadable(&id, format!("`{what}` has no meaning").into());
    let class = match class {
        Some(class) => Some(VehicleClass::parse(&class).ok_or_else(|| unknown(&class))?),
        None => None,
    };
    let stream = Datastream {
        id: DatastreamId::new(&id),
        thing: ThingId::new(&thing),
        property: Property::parse(&property).ok_or_else(|| unknown(&property))?,
        aggregation: Aggregation::parse(&aggregation).ok_or_else(|| unknown(&aggregation))?,
        period: period.map(duration),
        class,
        direction,
        expected_every: duration(every),
        stale_after: duration(stale),
        plausible: (low, high),
    };
    Ok((key, stream))
}

pub(super) fn unreadable(
    record: &str,
    source: Box<dyn std::error::Error + Send + Sync>,
) -> StoreError {
    StoreError::Unreadable {
        record: record.to_owned(),
        source,
    }
}

pub(super) fn unwritable(error: serde_json::Error) -> StoreError {
    StoreError::Database(Box::new(error))
}

pub(super) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

pub(super) fn duration(millis: i64) -> Duration {
    Duration::from_millis(millis.unsigned_abs())
}
