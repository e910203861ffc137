//! Rolling up buckets whose observations changed.

use portal::ports::StoreError;
use sqlx::AssertSqlSafe;

use super::{
    roll_up_sql::STEPS,
    transaction::{Transaction, within},
};
use crate::pool::{Store, failed};

const BOUND: &str = "SELECT datastream, level, start FROM dirty_bucket \
                     ORDER BY datastream, level, start LIMIT 1 OFFSET $1";
const DONE: &str = "DELETE FROM dirty_bucket WHERE (datastream, level, start) <= ($1, $2, $3)";

/// Rolls up at most `limit` buckets of the shortest level of their datastream together with the
/// longer ones around them, and says how many.
pub(super) async fn roll_up(store: &Store, limit: u32) -> Result<u64, StoreError> {
    if limit == 0 {
        return Ok(0);
    }
    let mut transaction = Transaction::write(&store.writer).await?;
    if let Transaction::Postgres(t) = &mut transaction {
        // Every join goes from a list of buckets along a primary key, whatever the planner believes:
        // its statistics are always older than the list.
        sqlx::raw_sql(
            "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
             SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; \
             SET LOCAL enable_material = off; SET LOCAL enable_sort = off; SET LOCAL jit = off; \
             SET LOCAL work_mem = '64MB'",
        )
        .execute(&mut **t)
        .await
        .map_err(failed)?;
    }
    let bound: Option<(i32, i32, i64)> = within!(&mut transaction, t => {
        sqlx::query_as(BOUND).bind(i64::from(limit) - 1).fetch_optional(t).await
    })?;
    // Fewer than that: all of them.
    let bound = bound.unwrap_or((i32::MAX, i32::MAX, i64::MAX));
    for step in STEPS {
        let buckets: i64 = within!(&mut transaction, t => {
            sqlx::query_scalar(AssertSqlSafe(step.count))
                .bind(bound.0)
                .bind(bound.1)
                .bind(bound.2)
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
    (datastream, level, start): (i32, i32, i64),
) -> Result<u64, StoreError> {
    within!(transaction, t => {
        sqlx::query(AssertSqlSafe(sql))
            .bind(datastream)
            .bind(level)
            .bind(start)
            .execute(t)
            .await
            .map(|done| done.rows_affected())
    })
}
