//! Which program reads a feed.

use domain::live::FeedId;
use jiff::Timestamp;
use portal::ports::StoreError;

use crate::pool::{Store, failed, on};

/// Anybody takes a lease that nobody holds or that ran out; only its owner prolongs it.
const TAKE: &str = "INSERT INTO feed_lease (feed, owner, held_until) VALUES ($1, $2, $4) \
                    ON CONFLICT (feed) DO UPDATE SET owner = excluded.owner, \
                    held_until = excluded.held_until \
                    WHERE feed_lease.owner = excluded.owner OR feed_lease.held_until <= $3";
const RELEASE: &str = "DELETE FROM feed_lease WHERE feed = $1 AND owner = $2";

pub(super) async fn take(
    store: &Store,
    feed: &FeedId,
    owner: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, StoreError> {
    on!(&store.writer, pool => {
        sqlx::query(TAKE)
            .bind(feed.as_str())
            .bind(owner)
            .bind(now.as_millisecond())
            .bind(until.as_millisecond())
            .execute(pool)
            .await
            .map(|done| done.rows_affected() > 0)
    })
    .map_err(failed)
}

pub(super) async fn release(store: &Store, feed: &FeedId, owner: &str) -> Result<(), StoreError> {
    on!(&store.writer, pool => {
        sqlx::query(RELEASE).bind(feed.as_str()).bind(owner).execute(pool).await.map(|_| ())
    })
    .map_err(failed)
}
