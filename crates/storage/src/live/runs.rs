//! Readings of feeds.

use domain::live::{FeedId, FeedRun, Outcome};
use jiff::Timestamp;
use portal::ports::StoreError;

use super::{
    bulk::storable,
    described_rows::unreadable,
    health::{self, instant},
    sequence,
    transaction::{Transaction, within},
};
use crate::pool::{Store, failed, on};

const ADD: &str = "INSERT INTO feed_run (feed, started, ended, outcome, http_status, bytes, seen, \
                   rejected, brought, revised, error, next_try) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const NEWEST: &str = "SELECT started, ended, outcome, http_status, bytes, seen, rejected, brought, \
                      revised, error, next_try FROM feed_run WHERE feed = $1 \
                      ORDER BY started DESC, key DESC LIMIT $2";
const FIRST: &str = "SELECT MIN(started) FROM feed_run WHERE feed = $1";
const BROUGHT: &str = "SELECT CAST(COALESCE(SUM(brought + revised), 0) AS BIGINT) FROM feed_run \
                       WHERE feed = $1 AND started >= $2";

type RunRow = (
    i64,
    i64,
    String,
    Option<i32>,
    i64,
    i64,
    i64,
    i64,
    i64,
    Option<String>,
    i64,
);

/// Adds a reading.
pub(super) async fn add(transaction: &mut Transaction, run: &FeedRun) -> Result<(), StoreError> {
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    within!(transaction, t => {
        sqlx::query(ADD)
            .bind(run.feed.as_str())
            .bind(run.started.as_millisecond())
            .bind(run.ended.as_millisecond())
            .bind(run.outcome.as_str())
            .bind(run.http_status.map(i32::from))
            .bind(count(run.bytes))
            .bind(i64::from(run.seen))
            .bind(i64::from(run.rejected))
            .bind(count(run.new))
            .bind(count(run.revised))
            .bind(run.error.as_deref().map(storable))
            .bind(run.next_try.as_millisecond())
            .execute(t)
            .await
            .map(|_| ())
    })
}

/// Records a reading that brought nothing. Followers hear of it, because the health changes.
pub(super) async fn record(store: &Store, run: &FeedRun) -> Result<(), StoreError> {
    let mut transaction = Transaction::write(&store.writer).await?;
    let number = sequence::next(&mut transaction).await?;
    let mut state = health::of_feed(&mut transaction, &run.feed).await?;
    state.health = state.health.after(run);
    state.health_sequence = number;
    health::write(&mut transaction, &state).await?;
    add(&mut transaction, run).await?;
    sequence::commit(transaction, &store.known, number).await
}

pub(super) async fn newest(
    store: &Store,
    feed: &FeedId,
    limit: u32,
) -> Result<Vec<FeedRun>, StoreError> {
    let rows: Vec<RunRow> = on!(&store.readers, pool => {
        sqlx::query_as(NEWEST).bind(feed.as_str()).bind(i64::from(limit)).fetch_all(pool).await
    })
    .map_err(failed)?;
    rows.into_iter().map(|row| read(feed, row)).collect()
}

pub(super) async fn first(store: &Store, feed: &FeedId) -> Result<Option<Timestamp>, StoreError> {
    let started: Option<i64> = on!(&store.readers, pool => {
        sqlx::query_scalar(FIRST).bind(feed.as_str()).fetch_one(pool).await
    })
    .map_err(failed)?;
    started
        .map(|started| instant(feed.as_str(), started))
        .transpose()
}

pub(super) async fn rows_since(
    store: &Store,
    feed: &FeedId,
    since: Timestamp,
) -> Result<u64, StoreError> {
    let rows: i64 = on!(&store.readers, pool => {
        sqlx::query_scalar(BROUGHT)
            .bind(feed.as_str())
            .bind(since.as_millisecond())
            .fetch_one(pool)
            .await
    })
    .map_err(failed)?;
    Ok(rows.unsigned_abs())
}

fn read(feed: &FeedId, row: RunRow) -> Result<FeedRun, StoreError> {
    let (started, ended, outcome, status, bytes, seen, rejected, new, revised, error, next) = row;
    let record = feed.as_str();
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(FeedRun {
        feed: feed.clone(),
        started: instant(record, started)?,
        ended: instant(record, ended)?,
        outcome: Outcome::parse(&outcome)
            .ok_or_else(|| unreadable(record, format!("`{outcome}` is not an outcome").into()))?,
        http_status: status.and_then(|status| u16::try_from(status).ok()),
        bytes: bytes.unsigned_abs(),
        seen: count(seen),
        rejected: count(rejected),
        new: new.unsigned_abs(),
        revised: revised.unsigned_abs(),
        error,
        next_try: instant(record, next)?,
    })
}
