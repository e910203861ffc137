//! Observations of a batch: looked up and written.

use std::collections::HashMap;

use portal::ports::StoreError;
use sqlx::AssertSqlSafe;

use super::{
    bulk::{SQLITE_ROWS, anonymous, column},
    plan::{Dirty, Row, Stored},
    transaction::Transaction,
};
use crate::pool::failed;

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
                     VALUES {}",
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
                 $5::BIGINT[], $6::BIGINT[])",
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
