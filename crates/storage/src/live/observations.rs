//! Observations of a batch: looked up, written, and remembered as the newest.

use std::collections::HashMap;

use portal::ports::StoreError;
use sqlx::AssertSqlSafe;

use super::{
    bulk::{SQLITE_ROWS, anonymous, json_list},
    known::Newest,
    plan::{Dirty, Row, Stored},
    transaction::Transaction,
};
use crate::pool::failed;

/// Looks up the newest stored observation of datastreams of which it is not known yet.
pub(super) async fn look_up_latest(
    transaction: &mut Transaction,
    keys: &[i32],
    newest: &mut Newest,
) -> Result<(), StoreError> {
    let keys: Vec<i32> = keys
        .iter()
        .copied()
        .filter(|key| !newest.contains_key(key))
        .collect();
    if keys.is_empty() {
        return Ok(());
    }
    let rows: Vec<(i32, i64, Option<f64>, i16)> =
        match transaction {
            Transaction::Sqlite(t) => {
                sqlx::query_as(
                    "SELECT l.datastream, l.t_end, l.value, l.quality FROM json_each($1) AS wanted \
                 CROSS JOIN latest l WHERE l.datastream = wanted.value",
                )
                .bind(json_list(&keys))
                .fetch_all(&mut **t)
                .await
            }
            Transaction::Postgres(t) => sqlx::query_as(
                "SELECT datastream, t_end, value, quality FROM latest WHERE datastream = ANY($1)",
            )
            .bind(&keys)
            .fetch_all(&mut **t)
            .await,
        }
        .map_err(failed)?;
    newest.extend(keys.into_iter().map(|key| (key, None)));
    let rows = rows.into_iter();
    newest.extend(rows.map(|(key, end, value, quality)| (key, Some((end, (value, quality))))));
    Ok(())
}

/// What is stored under the datastream and time of these rows.
pub(super) async fn stored(
    transaction: &mut Transaction,
    rows: &[Row],
) -> Result<HashMap<(i32, i64), Stored>, StoreError> {
    let found: Vec<(i32, i64, Option<f64>, i16)> = match transaction {
        Transaction::Sqlite(t) => {
            let keys: Vec<(i32, i32, i64)> =
                rows.iter().map(|row| (row.slot, row.key, row.end)).collect();
            let keys = serde_json::to_string(&keys);
            sqlx::query_as(
                "SELECT o.datastream, o.t_end, o.value, o.quality FROM json_each($1) AS wanted \
                 CROSS JOIN observation o WHERE o.slot = wanted.value ->> 0 \
                 AND o.datastream = wanted.value ->> 1 AND o.t_end = wanted.value ->> 2",
            )
            .bind(keys.map_err(super::described_rows::unwritable)?)
            .fetch_all(&mut **t)
            .await
        }
        Transaction::Postgres(t) => {
            sqlx::query_as(
                "SELECT o.datastream, o.t_end, o.value, o.quality \
                 FROM UNNEST($1::INTEGER[], $2::INTEGER[], $3::BIGINT[]) AS wanted (slot, datastream, t_end) \
                 JOIN observation o ON o.slot = wanted.slot \
                 AND o.datastream = wanted.datastream AND o.t_end = wanted.t_end",
            )
            .bind(column(rows, |row| row.slot))
            .bind(column(rows, |row| row.key))
            .bind(column(rows, |row| row.end))
            .fetch_all(&mut **t)
            .await
        }
    }
    .map_err(failed)?;
    let found = found.into_iter();
    Ok(found
        .map(|(key, end, value, quality)| ((key, end), (value, quality)))
        .collect())
}

/// Writes rows that are not there yet.
pub(super) async fn insert(transaction: &mut Transaction, rows: &[Row]) -> Result<(), StoreError> {
    match transaction {
        Transaction::Sqlite(t) => {
            for rows in rows.chunks(SQLITE_ROWS) {
                let sql = format!(
                    "INSERT INTO observation (slot, datastream, t_end, value, quality) VALUES {}",
                    anonymous(rows.len(), 5)
                );
                let mut statement =
                    sqlx::query(AssertSqlSafe(sql)).persistent(rows.len() == SQLITE_ROWS);
                for row in rows {
                    statement = statement
                        .bind(row.slot)
                        .bind(row.key)
                        .bind(row.end)
                        .bind(row.observation.value)
                        .bind(row.observation.quality.code());
                }
                statement.execute(&mut **t).await.map_err(failed)?;
            }
        }
        Transaction::Postgres(t) => {
            sqlx::query(
                "INSERT INTO observation (slot, datastream, t_end, value, quality) SELECT * FROM \
                 UNNEST($1::INTEGER[], $2::INTEGER[], $3::BIGINT[], $4::DOUBLE PRECISION[], $5::SMALLINT[])",
            )
            .bind(column(rows, |row| row.slot))
            .bind(column(rows, |row| row.key))
            .bind(column(rows, |row| row.end))
            .bind(column(rows, |row| row.observation.value))
            .bind(column(rows, |row| row.observation.quality.code()))
            .execute(&mut **t)
            .await
            .map_err(failed)?;
        }
    }
    Ok(())
}

/// Writes what is newest now.
pub(super) async fn write_latest(
    transaction: &mut Transaction,
    rows: &[Row],
    received_at: i64,
    number: i64,
) -> Result<(), StoreError> {
    const SET: &str = "ON CONFLICT (datastream) DO UPDATE SET t_end = excluded.t_end, \
                       value = excluded.value, quality = excluded.quality, \
                       received_at = excluded.received_at, sequence = excluded.sequence";
    match transaction {
        Transaction::Sqlite(t) => {
            for rows in rows.chunks(SQLITE_ROWS) {
                let sql = format!(
                    "INSERT INTO latest (datastream, t_end, value, quality, received_at, sequence) \
                     VALUES {} {SET}",
                    anonymous(rows.len(), 6)
                );
                let mut statement =
                    sqlx::query(AssertSqlSafe(sql)).persistent(rows.len() == SQLITE_ROWS);
                for row in rows {
                    statement = statement
                        .bind(row.key)
                        .bind(row.end)
                        .bind(row.observation.value)
                        .bind(row.observation.quality.code())
                        .bind(received_at)
                        .bind(number);
                }
                statement.execute(&mut **t).await.map_err(failed)?;
            }
        }
        Transaction::Postgres(t) => {
            let sql = format!(
                "INSERT INTO latest (datastream, t_end, value, quality, received_at, sequence) \
                 SELECT *, $5, $6 FROM \
                 UNNEST($1::INTEGER[], $2::BIGINT[], $3::DOUBLE PRECISION[], $4::SMALLINT[]) {SET}"
            );
            sqlx::query(AssertSqlSafe(sql))
                .bind(column(rows, |row| row.key))
                .bind(column(rows, |row| row.end))
                .bind(column(rows, |row| row.observation.value))
                .bind(column(rows, |row| row.observation.quality.code()))
                .bind(received_at)
                .bind(number)
                .execute(&mut **t)
                .await
                .map_err(failed)?;
        }
    }
    Ok(())
}

/// Remembers that buckets have to be rolled up.
pub(super) async fn mark_dirty(
    transaction: &mut Transaction,
    buckets: &[Dirty],
) -> Result<(), StoreError> {
    match transaction {
        Transaction::Sqlite(t) => {
            for buckets in buckets.chunks(SQLITE_ROWS) {
                let sql = format!(
                    "INSERT INTO dirty_bucket (datastream, level, start, past, day_start, day_past) \
                     VALUES {} ON CONFLICT DO NOTHING",
                    anonymous(buckets.len(), 6)
                );
                let mut statement =
                    sqlx::query(AssertSqlSafe(sql)).persistent(buckets.len() == SQLITE_ROWS);
                for Dirty { key, bucket, day } in buckets {
                    statement = statement.bind(*key).bind(bucket.level.code());
                    for instant in [bucket.start, bucket.end, day.start, day.end] {
                        statement = statement.bind(instant.as_millisecond());
                    }
                }
                statement.execute(&mut **t).await.map_err(failed)?;
            }
        }
        Transaction::Postgres(t) => {
            sqlx::query(
                "INSERT INTO dirty_bucket (datastream, level, start, past, day_start, day_past) \
                 SELECT * FROM UNNEST($1::INTEGER[], $2::INTEGER[], $3::BIGINT[], $4::BIGINT[], \
                 $5::BIGINT[], $6::BIGINT[]) ON CONFLICT DO NOTHING",
            )
            .bind(column(buckets, |dirty| dirty.key))
            .bind(column(buckets, |dirty| dirty.bucket.level.code()))
            .bind(column(buckets, |dirty| dirty.bucket.start.as_millisecond()))
            .bind(column(buckets, |dirty| dirty.bucket.end.as_millisecond()))
            .bind(column(buckets, |dirty| dirty.day.start.as_millisecond()))
            .bind(column(buckets, |dirty| dirty.day.end.as_millisecond()))
            .execute(&mut **t)
            .await
            .map_err(failed)?;
        }
    }
    Ok(())
}

fn column<R, T>(rows: &[R], value: impl Fn(&R) -> T) -> Vec<T> {
    rows.iter().map(value).collect()
}
