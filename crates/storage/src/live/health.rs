//! How each feed has been doing, and the numbers of its newest changes.

use domain::live::{FeedHealth, FeedId, Origin};
use jiff::Timestamp;
use portal::ports::StoreError;

use super::{
    bulk::storable,
    described_rows::unreadable,
    transaction::{Transaction, within},
};

const ONE: &str = "SELECT feed, origin, last_attempt, last_success, failing_since, next_try, \
                   rejected, last_error, health_sequence, described_sequence, latest_sequence, \
                   events_sequence FROM feed_state WHERE feed = $1";
const ALL: &str = "SELECT feed, origin, last_attempt, last_success, failing_since, next_try, \
                   rejected, last_error, health_sequence, described_sequence, latest_sequence, \
                   events_sequence FROM feed_state ORDER BY feed";
const WRITE: &str = "INSERT INTO feed_state (feed, origin, last_attempt, last_success, \
                     failing_since, next_try, rejected, last_error, health_sequence, \
                     described_sequence, latest_sequence, events_sequence) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
                     ON CONFLICT (feed) DO UPDATE SET origin = excluded.origin, \
                     last_attempt = excluded.last_attempt, last_success = excluded.last_success, \
                     failing_since = excluded.failing_since, next_try = excluded.next_try, \
                     rejected = excluded.rejected, last_error = excluded.last_error, \
                     health_sequence = excluded.health_sequence, \
                     described_sequence = excluded.described_sequence, \
                     latest_sequence = excluded.latest_sequence, \
                     events_sequence = excluded.events_sequence";

/// What is known of a feed as a whole.
#[derive(Clone, Debug)]
pub(super) struct FeedState {
    pub(super) health: FeedHealth,
    /// `None` until it brought something.
    pub(super) origin: Option<Origin>,
    /// The change that last touched its health.
    pub(super) health_sequence: i64,
    /// The change that last touched its things and datastreams.
    pub(super) described: i64,
    /// The change that last touched the newest values.
    pub(super) latest: i64,
    /// The change that last touched its events.
    pub(super) events: i64,
}

type StateRow = (
    String,
    Option<String>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    i64,
    Option<String>,
    i64,
    i64,
    i64,
    i64,
);

/// The state of a feed; a new one when it was never read.
pub(super) async fn of_feed(
    transaction: &mut Transaction,
    feed: &FeedId,
) -> Result<FeedState, StoreError> {
    let row: Option<StateRow> = within!(transaction, t => {
        sqlx::query_as(ONE).bind(feed.as_str()).fetch_optional(t).await
    })?;
    match row {
        Some(row) => read(row),
        None => Ok(FeedState {
            health: FeedHealth::new(feed.clone()),
            origin: None,
            health_sequence: 0,
            described: 0,
            latest: 0,
            events: 0,
        }),
    }
}

/// The state of every feed.
pub(super) async fn all(transaction: &mut Transaction) -> Result<Vec<FeedState>, StoreError> {
    let rows: Vec<StateRow> = within!(transaction, t => sqlx::query_as(ALL).fetch_all(t).await)?;
    rows.into_iter().map(read).collect()
}

/// Writes the state of a feed.
pub(super) async fn write(
    transaction: &mut Transaction,
    state: &FeedState,
) -> Result<(), StoreError> {
    let millis = |instant: Option<Timestamp>| instant.map(Timestamp::as_millisecond);
    let health = &state.health;
    within!(transaction, t => {
        sqlx::query(WRITE)
            .bind(health.feed.as_str())
            .bind(state.origin.map(Origin::as_str))
            .bind(millis(health.last_attempt))
            .bind(millis(health.last_success))
            .bind(millis(health.failing_since))
            .bind(millis(health.next_try))
            .bind(i64::from(health.rejected))
            .bind(health.last_error.as_deref().map(storable))
            .bind(state.health_sequence)
            .bind(state.described)
            .bind(state.latest)
            .bind(state.events)
            .execute(t)
            .await
            .map(|_| ())
    })
}

fn read(row: StateRow) -> Result<FeedState, StoreError> {
    let (
        feed,
        origin,
        attempt,
        success,
        failing,
        next,
        rejected,
        last_error,
        health,
        things,
        latest,
        events,
    ) = row;
    let origin = match origin {
        None => None,
        Some(origin) => Some(
            Origin::parse(&origin)
                .ok_or_else(|| unreadable(&feed, format!("`{origin}` is not an origin").into()))?,
        ),
    };
    let instant = |millis: Option<i64>| millis.map(|millis| instant(&feed, millis)).transpose();
    Ok(FeedState {
        health: FeedHealth {
            last_attempt: instant(attempt)?,
            last_success: instant(success)?,
            failing_since: instant(failing)?,
            next_try: instant(next)?,
            rejected: u32::try_from(rejected).unwrap_or(u32::MAX),
            last_error,
            feed: FeedId::new(&feed),
        },
        origin,
        health_sequence: health,
        described: things,
        latest,
        events,
    })
}

/// An instant from a column.
pub(super) fn instant(record: &str, millis: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(millis).map_err(|error| unreadable(record, error.into()))
}
