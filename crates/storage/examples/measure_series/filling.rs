//! Readings, and rows that would take too long to come by readings.

use std::time::Duration;

use domain::live::{
    Aggregation, Datastream, FeedBatch, FeedId, FeedRun, Harvest, Origin, Outcome as Ending,
    Property, Quality, Thing, ThingFacts, ThingId, ThingKind,
};
use jiff::{SignedDuration, Timestamp};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use crate::{Outcome, table::is_sqlite};

/// A feed of counters, read again and again.
pub(crate) struct Counters {
    feed: FeedId,
    things: Vec<Thing>,
    streams: Vec<Datastream>,
    random: u32,
}

impl Counters {
    pub(crate) fn new(feed: &str, streams: u32, every: Duration) -> Self {
        let feed = FeedId::new(feed);
        let things: Vec<Thing> = (0..streams).map(|number| thing(&feed, number)).collect();
        let stream = |thing: &Thing| {
            Datastream::instant(&thing.id, Property::VehicleCount, every, 2 * every)
                .over(Aggregation::Count, every)
        };
        Self {
            streams: things.iter().map(stream).collect(),
            feed,
            things,
            random: 1,
        }
    }

    pub(crate) fn streams(&self) -> &[Datastream] {
        &self.streams
    }

    /// One value of every counter: every second one a whole number, the others with a fraction.
    pub(crate) fn tick(&mut self, end: Timestamp) -> FeedBatch {
        let mut harvest = Harvest::default();
        harvest.things.clone_from(&self.things);
        for stream in &self.streams {
            let position = harvest.datastream(stream.clone());
            self.random = self
                .random
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223);
            let number = f64::from(self.random >> 22);
            let value = if position.is_multiple_of(2) {
                number
            } else {
                number / 10.0
            };
            harvest.observe(position, end, Some(value), Quality::Ok);
        }
        FeedBatch {
            feed: self.feed.clone(),
            origin: Origin::Live,
            harvest,
            run: FeedRun {
                feed: self.feed.clone(),
                started: end,
                ended: end,
                outcome: Ending::Read,
                http_status: Some(200),
                bytes: 100_000,
                seen: 1_000,
                rejected: 0,
                new: 0,
                revised: 0,
                error: None,
                next_try: end + SignedDuration::from_mins(15),
            },
        }
    }
}

fn thing(feed: &FeedId, number: u32) -> Thing {
    Thing {
        id: ThingId::of(feed, &number.to_string()),
        feed: feed.clone(),
        kind: ThingKind::TrafficCounter,
        name: format!("Zählstelle {number}"),
        position: None,
        district: None,
        facts: ThingFacts::default(),
    }
}

/// Writes roll-ups of an hour or a day as they would be, for every datastream of a feed.
/// `first` and `past` are in milliseconds since 1970.
pub(crate) async fn rollups(
    url: &str,
    feed: &str,
    level: i64,
    first: i64,
    past: i64,
) -> Outcome<()> {
    let (length, slot) = (level * 1_000, level * 8_000);
    let sql = format!(
        "WITH RECURSIVE starts (start) AS (SELECT CAST({first} AS BIGINT) UNION ALL \
         SELECT start + {length} FROM starts WHERE start + {length} < {past}) \
         INSERT INTO rollup (level, slot, datastream, start, n, expected_n, sum, min, max, last) \
         SELECT {level}, start / {slot}, d.key, start, 12, 12, 1234.5 + start % 97, 20.5, 200.5, 100.5 \
         FROM starts CROSS JOIN datastream d JOIN thing t ON t.key = d.thing \
         WHERE t.feed = '{feed}' ORDER BY 2, 3, 4 ON CONFLICT DO NOTHING"
    );
    execute(url, &sql).await
}

/// Runs SQL past the store.
pub(crate) async fn execute(url: &str, sql: &str) -> Outcome<()> {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    if is_sqlite(url) {
        let mut connection = SqliteConnection::connect(url).await?;
        sql.execute(&mut connection).await?;
        connection.close().await?;
    } else {
        let mut connection = PgConnection::connect(url).await?;
        sql.execute(&mut connection).await?;
        connection.close().await?;
    }
    Ok(())
}

/// Bytes of all observations on disk, without and with the index.
pub(crate) async fn observation_bytes(url: &str) -> Outcome<i64> {
    Ok(if is_sqlite(url) {
        let mut connection = SqliteConnection::connect(url).await?;
        sqlx::query_scalar(
            "SELECT CAST(SUM(pgsize) AS INTEGER) FROM dbstat WHERE name = 'observation'",
        )
        .fetch_one(&mut connection)
        .await?
    } else {
        let mut connection = PgConnection::connect(url).await?;
        sqlx::query_scalar(
            "SELECT CAST(SUM(pg_total_relation_size(inhrelid)) AS BIGINT) FROM pg_inherits \
             WHERE inhparent = 'observation'::regclass",
        )
        .fetch_one(&mut connection)
        .await?
    })
}
