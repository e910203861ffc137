//! Time series on their way to a chart.

use domain::live::{DatastreamId, FeedId, Level, Observation, Rollup};
use jiff::Timestamp;
use portal::ports::{RolledUp, StoreError};

use super::{
    changes::observation,
    health::instant,
    roll_up_sql::ASKED_DAYS,
    slots::{rollup_slots, slots},
};
use crate::pool::{Store, failed, on};

/// The key of a datastream, and the slots there are at all.
const STREAM: &str = "SELECT key, (SELECT min(slot) FROM observation), \
                      (SELECT max(slot) FROM observation) FROM datastream WHERE id = $1";
const OBSERVATIONS: &str = "WITH RECURSIVE slots (slot) AS \
                            (SELECT CAST($2 AS INTEGER) UNION ALL SELECT slot + 1 FROM slots WHERE slot < $3) \
                            SELECT o.t_end, o.value, o.quality FROM slots CROSS JOIN observation o \
                            WHERE o.slot = slots.slot AND o.datastream = $1 \
                            AND o.t_end >= $4 AND o.t_end < $5 ORDER BY o.t_end LIMIT $6";
const ROLLUP_STREAM: &str = "SELECT key, (SELECT min(slot) FROM rollup WHERE level = $2), \
                             (SELECT max(slot) FROM rollup WHERE level = $2) \
                             FROM datastream WHERE id = $1";
const ROLLUPS: &str = "WITH RECURSIVE slots (slot) AS \
                       (SELECT CAST($2 AS INTEGER) UNION ALL SELECT slot + 1 FROM slots WHERE slot < $3) \
                       SELECT r.start, r.n, r.expected_n, r.sum, r.min, r.max, r.last \
                       FROM slots CROSS JOIN rollup r WHERE r.level = $6 AND r.slot = slots.slot \
                       AND r.datastream = $1 AND r.start >= $4 AND r.start < $5 ORDER BY r.start";
const COUNTS: &str = "SELECT t.feed, CAST(SUM(r.n) AS BIGINT) FROM rollup r \
                      JOIN datastream d ON d.key = r.datastream JOIN thing t ON t.key = d.thing \
                      WHERE r.level = 3600 AND r.slot >= $1 AND r.slot <= $2 \
                      AND r.start >= $3 AND r.start < $4 GROUP BY t.feed ORDER BY t.feed";

/// The key of a datastream, with the first and the last slot of all datastreams.
type StreamRow = (i32, Option<i32>, Option<i32>);

pub(super) async fn observations(
    store: &Store,
    stream: &DatastreamId,
    from: Timestamp,
    to: Timestamp,
    limit: u32,
) -> Result<Vec<Observation>, StoreError> {
    let found: Option<StreamRow> = on!(&store.readers, pool => {
        sqlx::query_as(STREAM).bind(stream.as_str()).fetch_optional(pool).await
    })
    .map_err(failed)?;
    let Some((key, first, last)) = within_slots(found, slots(from, to)) else {
        return Ok(Vec::new());
    };
    let rows: Vec<(i64, Option<f64>, i16)> = on!(&store.readers, pool => {
        sqlx::query_as(OBSERVATIONS)
            .bind(key)
            .bind(first)
            .bind(last)
            .bind(from.as_millisecond())
            .bind(to.as_millisecond())
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await
    })
    .map_err(failed)?;
    let rows = rows.into_iter();
    rows.map(|(end, value, quality)| observation(stream.as_str(), end, value, quality))
        .collect()
}

pub(super) async fn rollups(
    store: &Store,
    stream: &DatastreamId,
    level: Level,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<RolledUp>, StoreError> {
    let found: Option<StreamRow> = on!(&store.readers, pool => {
        sqlx::query_as(ROLLUP_STREAM)
            .bind(stream.as_str())
            .bind(level.code())
            .fetch_optional(pool)
            .await
    })
    .map_err(failed)?;
    let Some(stream_row) = found else {
        return Ok(Vec::new());
    };
    let (sql, stored) = match level {
        // A day that is not rolled up yet needs no stored one beside it.
        Level::Day => (ASKED_DAYS, Some((stream_row.0, 0, 0))),
        Level::Quarter | Level::Hour => (ROLLUPS, None),
    };
    let asked = rollup_slots(level, from, to);
    let Some((key, first, last)) = within_slots(found, asked).or(stored) else {
        return Ok(Vec::new());
    };
    let rows: Vec<(i64, i32, i32, f64, f64, f64, f64)> = on!(&store.readers, pool => {
        sqlx::query_as(sql)
            .bind(key)
            .bind(first)
            .bind(last)
            .bind(from.as_millisecond())
            .bind(to.as_millisecond())
            .bind(level.code())
            .fetch_all(pool)
            .await
    })
    .map_err(failed)?;
    let rows = rows
        .into_iter()
        .map(|(start, n, expected_n, sum, min, max, last)| {
            let rollup = Rollup {
                n: n.unsigned_abs(),
                expected_n: expected_n.unsigned_abs(),
                sum,
                min,
                max,
                last,
            };
            Ok(RolledUp {
                start: instant(stream.as_str(), start)?,
                rollup,
            })
        });
    rows.collect()
}

pub(super) async fn counts(
    store: &Store,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<(FeedId, u64)>, StoreError> {
    let (first, last) = rollup_slots(Level::Hour, from, to);
    let rows: Vec<(String, i64)> = on!(&store.readers, pool => {
        sqlx::query_as(COUNTS)
            .bind(first)
            .bind(last)
            .bind(from.as_millisecond())
            .bind(to.as_millisecond())
            .fetch_all(pool)
            .await
    })
    .map_err(failed)?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(feed, n)| (FeedId::new(&feed), n.unsigned_abs()))
        .collect())
}

/// The slots of a question that exist: a question may ask from the beginning of time.
fn within_slots(found: Option<StreamRow>, (first, last): (i32, i32)) -> Option<(i32, i32, i32)> {
    let (key, oldest, newest) = found?;
    let (first, last) = (first.max(oldest?), last.min(newest?));
    (first <= last).then_some((key, first, last))
}
