//! Rolling up buckets whose observations changed.

use portal::ports::StoreError;
use sqlx::AssertSqlSafe;

use super::{
    roll_up_sql::{
        DAYS_FROM_HOURS, HOURS_FROM_QUARTERS, LONG_FROM_OBSERVATIONS, SHORT_FROM_OBSERVATIONS, Step,
    },
    transaction::{Transaction, within},
};
use crate::pool::{Store, failed};

/// In this order, because each step reads what the ones before it wrote.
const STEPS: [Step; 4] = [
    SHORT_FROM_OBSERVATIONS,
    HOURS_FROM_QUARTERS,
    LONG_FROM_OBSERVATIONS,
    DAYS_FROM_HOURS,
];

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
        // Every join goes from a list of buckets along a primary key. Without this the planner
        // reads whole tables whenever its statistics are older than the list.
        sqlx::raw_sql(
            "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
             SET LOCAL enable_seqscan = off; SET LOCAL jit = off",
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
        for sql in [step.write, step.forget] {
            run(&mut transaction, sql, bound).await?;
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
