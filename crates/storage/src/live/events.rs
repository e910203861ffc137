//! Events: the state of a feed's events is replaced as a whole, and what has ended is kept.

use std::collections::BTreeMap;

use domain::live::{Event, FeedId};
use jiff::Timestamp;
use portal::ports::StoreError;

use super::{
    bulk::storable,
    described::mixed,
    described_rows::{unreadable, unwritable},
    health::instant,
    transaction::{Transaction, within},
};
use crate::pool::{Store, failed, on};

const TOLD: &str = "SELECT id, body FROM event WHERE feed = $1 AND gone_at IS NULL ORDER BY id";
const WRITE: &str = "INSERT INTO event (id, feed, valid_from, valid_to, gone_at, body) \
                     VALUES ($1, $2, $3, $4, NULL, $5) ON CONFLICT (id) DO UPDATE SET \
                     valid_from = excluded.valid_from, valid_to = excluded.valid_to, \
                     gone_at = NULL, body = excluded.body WHERE event.feed = excluded.feed";
const NEVER_HELD: &str = "DELETE FROM event WHERE id = $1 AND valid_from > $2";
const ENDED: &str = "UPDATE event SET gone_at = $2, valid_to = CASE WHEN valid_to <= $2 \
                     THEN valid_to ELSE $2 END WHERE id = $1";
const BETWEEN: &str = "SELECT id, valid_to, body FROM event \
                       WHERE (valid_from IS NULL OR valid_from < $2) \
                       AND (valid_to IS NULL OR valid_to > $1) ORDER BY valid_from, id";

/// Makes these the feed's events. What it tells about no longer has ended now; what had not begun
/// is forgotten. Says whether anything changed.
pub(super) async fn replace(
    transaction: &mut Transaction,
    feed: &FeedId,
    events: &[Event],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let told: Vec<(String, String)> = within!(transaction, t => {
        sqlx::query_as(TOLD).bind(feed.as_str()).fetch_all(t).await
    })?;
    let mut told: BTreeMap<String, String> = told.into_iter().collect();
    // By their identifiers: of two the later one stays.
    let events: BTreeMap<String, &Event> = events
        .iter()
        .map(|event| (storable(event.id.as_str()), event))
        .collect();
    let mut changed = false;
    for (id, event) in &events {
        let body = serde_json::to_string(event).map_err(unwritable)?;
        if told.remove(id).is_some_and(|old| old == body) {
            continue;
        }
        changed = true;
        let millis = |instant: Option<Timestamp>| instant.map(Timestamp::as_millisecond);
        let written = within!(transaction, t => {
            sqlx::query(WRITE)
                .bind(id)
                .bind(feed.as_str())
                .bind(millis(event.valid_from))
                .bind(millis(event.valid_to))
                .bind(body)
                .execute(t)
                .await
                .map(|done| done.rows_affected())
        })?;
        if written == 0 || event.feed != *feed {
            return Err(mixed(feed, id));
        }
    }
    for id in told.keys() {
        changed = true;
        for sql in [NEVER_HELD, ENDED] {
            within!(transaction, t => {
                sqlx::query(sql).bind(id).bind(now.as_millisecond()).execute(t).await
                    .map(|_| ())
            })?;
        }
    }
    Ok(changed)
}

/// The events a feed tells about.
pub(super) async fn told(
    transaction: &mut Transaction,
    feed: &FeedId,
) -> Result<Vec<Event>, StoreError> {
    let rows: Vec<(String, String)> = within!(transaction, t => {
        sqlx::query_as(TOLD).bind(feed.as_str()).fetch_all(t).await
    })?;
    rows.into_iter()
        .map(|(id, body)| read(&id, &body))
        .collect()
}

/// Events, also past ones, that hold at some instant of `from..to`.
pub(super) async fn between(
    store: &Store,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Event>, StoreError> {
    let rows: Vec<(String, Option<i64>, String)> = on!(&store.readers, pool => {
        sqlx::query_as(BETWEEN)
            .bind(from.as_millisecond())
            .bind(to.as_millisecond())
            .fetch_all(pool)
            .await
    })
    .map_err(failed)?;
    let rows = rows.into_iter().map(|(id, valid_to, body)| {
        // It may have ended earlier than the feed once said.
        let valid_to = valid_to.map(|end| instant(&id, end)).transpose()?;
        Ok(Event {
            valid_to,
            ..read(&id, &body)?
        })
    });
    rows.collect()
}

fn read(id: &str, body: &str) -> Result<Event, StoreError> {
    serde_json::from_str(body).map_err(|error| unreadable(id, error.into()))
}
