//! Removing simulated feeds with everything they brought.

use domain::live::{FeedId, Origin};
use portal::ports::StoreError;

use super::{
    sequence,
    transaction::{Transaction, within},
};
use crate::pool::Store;

/// Feeds that are simulated; one that never brought anything is known by its key.
const FEEDS: &str =
    "SELECT feed FROM feed_state WHERE origin = $1 OR (origin IS NULL AND feed LIKE $2)";

/// What goes before the things go, in this order. `$1` is a feed.
const STEPS: [&str; 11] = [
    "DELETE FROM observation WHERE datastream IN (SELECT d.key FROM thing t JOIN datastream d ON d.thing = t.key WHERE t.feed = $1)",
    "DELETE FROM observation_revision WHERE datastream IN (SELECT d.key FROM thing t JOIN datastream d ON d.thing = t.key WHERE t.feed = $1)",
    "DELETE FROM rollup WHERE datastream IN (SELECT d.key FROM thing t JOIN datastream d ON d.thing = t.key WHERE t.feed = $1)",
    "DELETE FROM dirty_bucket WHERE datastream IN (SELECT d.key FROM thing t JOIN datastream d ON d.thing = t.key WHERE t.feed = $1)",
    "DELETE FROM dirty_day WHERE datastream IN (SELECT d.key FROM thing t JOIN datastream d ON d.thing = t.key WHERE t.feed = $1)",
    "DELETE FROM latest WHERE datastream IN (SELECT d.key FROM thing t JOIN datastream d ON d.thing = t.key WHERE t.feed = $1)",
    "DELETE FROM datastream WHERE thing IN (SELECT key FROM thing WHERE feed = $1)",
    "DELETE FROM event WHERE feed = $1",
    "DELETE FROM feed_run WHERE feed = $1",
    "DELETE FROM feed_lease WHERE feed = $1",
    "DELETE FROM feed_state WHERE feed = $1",
];
const THINGS: &str = "DELETE FROM thing WHERE feed = $1";
const REMOVED: &str = "UPDATE live_sequence SET removed = $1";

pub(super) async fn simulated(store: &Store) -> Result<u64, StoreError> {
    let mut transaction = Transaction::write(&store.writer).await?;
    let feeds: Vec<String> = within!(&mut transaction, t => {
        sqlx::query_scalar(FEEDS)
            .bind(Origin::Simulated.as_str())
            .bind(format!("{}%", FeedId::SIMULATED))
            .fetch_all(t)
            .await
    })?;
    if feeds.is_empty() {
        return Ok(0);
    }
    let number = sequence::next(&mut transaction).await?;
    let mut things = 0;
    for feed in &feeds {
        for sql in STEPS {
            run(&mut transaction, sql, feed).await?;
        }
        things += run(&mut transaction, THINGS, feed).await?;
    }
    within!(&mut transaction, t => {
        sqlx::query(REMOVED).bind(number).execute(t).await.map(|_| ())
    })?;
    sequence::commit(transaction, &store.known, number).await?;
    Ok(things)
}

async fn run(
    transaction: &mut Transaction,
    sql: &'static str,
    feed: &str,
) -> Result<u64, StoreError> {
    within!(transaction, t => {
        sqlx::query(sql).bind(feed).execute(t).await.map(|done| done.rows_affected())
    })
}
