//! The newest observation of each datastream.

use portal::ports::StoreError;
use sqlx::{AssertSqlSafe, PgConnection};

use super::{
    bulk::{SQLITE_ROWS, anonymous, column, json_list},
    known::Newest,
    plan::Row,
    transaction::Transaction,
};
use crate::pool::failed;

const UPDATE: &str = "UPDATE latest l SET t_end = n.t_end, value = n.value, quality = n.quality, \
                      received_at = $5, sequence = $6 FROM \
                      UNNEST($1::INTEGER[], $2::BIGINT[], $3::DOUBLE PRECISION[], $4::SMALLINT[]) \
                      AS n (datastream, t_end, value, quality) WHERE l.datastream = n.datastream";
const INSERT: &str = "INSERT INTO latest (datastream, t_end, value, quality, received_at, sequence) \
                      SELECT *, $5, $6 FROM \
                      UNNEST($1::INTEGER[], $2::BIGINT[], $3::DOUBLE PRECISION[], $4::SMALLINT[]) \
                      ON CONFLICT DO NOTHING";

/// Looks up the newest stored observation of datastreams of which it is not known yet.
pub(super) async fn look_up(
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

/// Writes what is newest now.
pub(super) async fn write(
    transaction: &mut Transaction,
    rows: &[Row],
    received_at: i64,
    number: i64,
) -> Result<(), StoreError> {
    match transaction {
        Transaction::Sqlite(t) => {
            for rows in rows.chunks(SQLITE_ROWS) {
                let sql = format!(
                    "INSERT INTO latest (datastream, t_end, value, quality, received_at, sequence) \
                     VALUES {} ON CONFLICT (datastream) DO UPDATE SET t_end = excluded.t_end, \
                     value = excluded.value, quality = excluded.quality, \
                     received_at = excluded.received_at, sequence = excluded.sequence",
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
            // Most of them are there already; then ON CONFLICT would take twice as long.
            let updated = run(t, UPDATE, rows, received_at, number).await?;
            if updated < rows.len() as u64 {
                run(t, INSERT, rows, received_at, number).await?;
            }
        }
    }
    Ok(())
}

async fn run(
    connection: &mut PgConnection,
    sql: &'static str,
    rows: &[Row],
    received_at: i64,
    number: i64,
) -> Result<u64, StoreError> {
    sqlx::query(sql)
        .bind(column(rows, |row| row.key))
        .bind(column(rows, |row| row.end))
        .bind(column(rows, |row| row.observation.value))
        .bind(column(rows, |row| row.observation.quality.code()))
        .bind(received_at)
        .bind(number)
        .execute(connection)
        .await
        .map(|done| done.rows_affected())
        .map_err(failed)
}
