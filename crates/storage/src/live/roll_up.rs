//! Rolling up buckets whose observations changed.

use portal::ports::StoreError;
use sqlx::AssertSqlSafe;

use super::{
    roll_up_sql::STEPS,
    transaction::{Transaction, within},
};
use crate::pool::{Store, failed, on};

const DIRTY: &str = "SELECT count(*) FROM (SELECT 1 FROM dirty_bucket LIMIT 1) AS one";
const BOUND: &str = "SELECT datastream, level, start, day_start FROM dirty_bucket \
                     ORDER BY datastream, level, start, day_start LIMIT 1 OFFSET $1";
const DONE: &str =
    "DELETE FROM dirty_bucket WHERE (datastream, level, start, day_start) <= ($1, $2, $3, $4)";

/// The key of the last dirty bucket that is taken.
type Bound = (i32, i32, i64, i64);

/// Rolls up at most `limit` buckets of the shortest level of their datastream together with the
/// longer ones around them, and says how many.
pub(super) async fn roll_up(store: &Store, limit: u32) -> Result<u64, StoreError> {
    // Most calls find nothing to do, and need not wait for a writer.
    let dirty: i64 = on!(&store.readers, pool => {
        sqlx::query_scalar(DIRTY).fetch_one(pool).await
    })
    .map_err(failed)?;
    if limit == 0 || dirty == 0 {
        return Ok(0);
    }
    let mut transaction = Transaction::write(&store.writer).await?;
    let bound: Option<Bound> = within!(&mut transaction, t => {
        sqlx::query_as(BOUND).bind(i64::from(limit) - 1).fetch_optional(t).await
    })?;
    // Fewer than that: all of them.
    let bound = bound.unwrap_or((i32::MAX, i32::MAX, i64::MAX, i64::MAX));
    for step in STEPS {
        let buckets: i64 = within!(&mut transaction, t => {
            sqlx::query_scalar(AssertSqlSafe(step.count))
                .bind(bound.0)
                .bind(bound.1)
                .bind(bound.2)
                .bind(bound.3)
                .fetch_one(t)
                .await
        })?;
        let written = run(&mut transaction, step.write, bound).await?;
        // In some of them nothing counts any more.
        if written != buckets.unsigned_abs() {
            run(&mut transaction, step.forget, bound).await?;
            run(&mut transaction, step.write, bound).await?;
        }
    }
    let done = run(&mut transaction, DONE, bound).await?;
    transaction.commit().await?;
    Ok(done)
}

async fn run(
    transaction: &mut Transaction,
    sql: &'static str,
    (datastream, level, start, day_start): Bound,
) -> Result<u64, StoreError> {
    within!(transaction, t => {
        sqlx::query(AssertSqlSafe(sql))
            .bind(datastream)
            .bind(level)
            .bind(start)
            .bind(day_start)
            .execute(t)
            .await
            .map(|done| done.rows_affected())
    })
}
