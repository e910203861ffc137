//! Rolling up buckets whose observations changed.

use jiff::Timestamp;
use portal::ports::StoreError;
use sqlx::AssertSqlSafe;

use super::{
    roll_up_sql::{BUCKETS, DAYS, REMEMBER_DAYS, Step},
    transaction::{Transaction, within},
};
use crate::pool::{Store, failed, on};

const DIRTY: &str = "SELECT (SELECT count(*) FROM (SELECT 1 FROM dirty_bucket LIMIT 1) AS one) \
                     + (SELECT count(*) FROM (SELECT 1 FROM dirty_day WHERE past <= $1 LIMIT 1) AS one)";
const LAST_BUCKET: &str = "SELECT key FROM dirty_bucket ORDER BY key LIMIT 1 OFFSET $1";
const BUCKETS_DONE: &str = "DELETE FROM dirty_bucket WHERE key <= $1";
const LAST_DAY: &str = "SELECT CAST(datastream AS BIGINT), start FROM dirty_day WHERE past <= $1 \
                        ORDER BY datastream, start LIMIT 1 OFFSET $2";
const DAYS_DONE: &str = "DELETE FROM dirty_day \
                         WHERE past <= $1 AND (datastream, start) <= (CAST($2 AS BIGINT), $3)";

/// Rolls up at most `limit` buckets of the shortest level of their datastream together with the
/// longer ones around them, and days that are over `now`; says how many.
pub(super) async fn roll_up(store: &Store, now: Timestamp, limit: u32) -> Result<u64, StoreError> {
    let now = now.as_millisecond();
    // Most calls find nothing to do, and need not wait for a writer.
    let dirty: i64 = on!(&store.readers, pool => {
        sqlx::query_scalar(DIRTY).bind(now).fetch_one(pool).await
    })
    .map_err(failed)?;
    if limit == 0 || dirty == 0 {
        return Ok(0);
    }
    let mut transaction = Transaction::write(&store.writer).await?;
    let limit = u64::from(limit);
    let mut done = buckets(&mut transaction, limit).await?;
    if done < limit {
        done += days(&mut transaction, now, limit - done).await?;
    }
    transaction.commit().await?;
    Ok(done)
}

/// The first `limit` dirty buckets, and the days around them are dirty from now on.
async fn buckets(transaction: &mut Transaction, limit: u64) -> Result<u64, StoreError> {
    let last: Option<i64> = within!(transaction, t => {
        sqlx::query_scalar(LAST_BUCKET).bind(offset(limit)).fetch_optional(t).await
    })?;
    // Fewer than that: all of them.
    let taken = [last.unwrap_or(i64::MAX)];
    for step in BUCKETS {
        write(transaction, step, &taken).await?;
    }
    run(transaction, REMEMBER_DAYS, &taken).await?;
    run(transaction, BUCKETS_DONE, &taken).await
}

/// The first `limit` dirty days that are over.
async fn days(transaction: &mut Transaction, now: i64, limit: u64) -> Result<u64, StoreError> {
    let last: Option<(i64, i64)> = within!(transaction, t => {
        sqlx::query_as(LAST_DAY).bind(now).bind(offset(limit)).fetch_optional(t).await
    })?;
    let (datastream, start) = last.unwrap_or((i64::MAX, i64::MAX));
    let taken = [now, datastream, start];
    write(transaction, DAYS, &taken).await?;
    run(transaction, DAYS_DONE, &taken).await
}

fn offset(limit: u64) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX) - 1
}

async fn write(transaction: &mut Transaction, step: Step, taken: &[i64]) -> Result<(), StoreError> {
    let buckets: i64 = within!(transaction, t => {
        let mut count = sqlx::query_scalar(AssertSqlSafe(step.count));
        for value in taken {
            count = count.bind(*value);
        }
        count.fetch_one(t).await
    })?;
    let written = run(transaction, step.write, taken).await?;
    // In some of them nothing counts any more.
    if written != buckets.unsigned_abs() {
        run(transaction, step.forget, taken).await?;
        run(transaction, step.write, taken).await?;
    }
    Ok(())
}

async fn run(
    transaction: &mut Transaction,
    sql: &'static str,
    taken: &[i64],
) -> Result<u64, StoreError> {
    within!(transaction, t => {
        let mut statement = sqlx::query(AssertSqlSafe(sql));
        for value in taken {
            statement = statement.bind(*value);
        }
        statement.execute(t).await.map(|done| done.rows_affected())
    })
}
