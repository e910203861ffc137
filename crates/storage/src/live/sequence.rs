//! The number of the newest change, and how everybody hears of it.

use std::{
    sync::{Arc, Weak, atomic::Ordering},
    time::Duration,
};

use portal::ports::StoreError;
use sqlx::{PgPool, postgres::PgListener};
use tokio::{sync::watch, time::timeout};

use super::{
    Known,
    transaction::{Transaction, within},
};
use crate::pool::{Pool, Store, failed, on};

/// Notifications are heard in the whole database, also by programs on another schema; so the
/// number is always read from the table.
const CHANNEL: &str = "live_sequence";

/// The number is read this often even if nobody says that it has changed: other programs on one
/// SQLite file say nothing, and notifications get lost with their connection.
const POLL: Duration = Duration::from_secs(1);

/// The number of this change.
pub(super) async fn next(transaction: &mut Transaction) -> Result<i64, StoreError> {
    within!(transaction, t => {
        sqlx::query_scalar("UPDATE live_sequence SET number = number + 1 RETURNING number")
            .fetch_one(t)
            .await
    })
}

/// Everything is kept, and every program on this database hears of it.
pub(super) async fn commit(
    mut transaction: Transaction,
    known: &Known,
    number: i64,
) -> Result<(), StoreError> {
    if let Transaction::Postgres(t) = &mut transaction {
        sqlx::query("SELECT pg_notify($1, $2)")
            .bind(CHANNEL)
            .bind(number.to_string())
            .execute(&mut **t)
            .await
            .map_err(failed)?;
    }
    transaction.commit().await?;
    known.announce(number);
    Ok(())
}

impl Store {
    /// The newest number; the first caller makes this program listen.
    pub(super) fn follow(&self) -> watch::Receiver<i64> {
        if !self.known.followed.swap(true, Ordering::Relaxed) {
            tokio::spawn(follow(self.readers.clone(), Arc::downgrade(&self.known)));
        }
        self.known.newest.subscribe()
    }
}

/// Ends when the store is closed or dropped.
async fn follow(pool: Pool, known: Weak<Known>) {
    let mut ears = Ears::default();
    while !on!(&pool, pool => pool.is_closed()) {
        // Listens before it reads, so that nothing is missed in between.
        ears.open(&pool).await;
        let newest = on!(&pool, pool => {
            sqlx::query_scalar("SELECT number FROM live_sequence").fetch_one(pool).await
        });
        let Some(known) = known.upgrade() else {
            return;
        };
        // A database that cannot be reached is asked again; its other users tell what is wrong.
        if let Ok(number) = newest {
            known.announce(number);
        }
        drop(known);
        ears.wait(&pool).await;
    }
}

/// What hears that something changed.
#[derive(Default)]
struct Ears(Option<PgListener>);

impl Ears {
    async fn open(&mut self, pool: &Pool) {
        if let (Pool::Postgres(pool), None) = (pool, &self.0) {
            self.0 = listen(pool).await.ok();
        }
    }

    /// Until something changed or the store is closed, and no longer than [`POLL`].
    async fn wait(&mut self, pool: &Pool) {
        let Some(listener) = &mut self.0 else {
            let closed = on!(pool, pool => pool.close_event());
            let _ = timeout(POLL, closed).await;
            return;
        };
        if let Ok(Err(_)) = timeout(POLL, listener.try_recv()).await {
            self.0 = None;
            let closed = on!(pool, pool => pool.close_event());
            let _ = timeout(POLL, closed).await;
        }
    }
}

async fn listen(pool: &PgPool) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}
