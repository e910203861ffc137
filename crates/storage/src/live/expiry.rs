//! Deleting what is kept no longer.

use std::time::Duration;

use domain::live::{Level, Retention};
use jiff::{SignedDuration, Timestamp};
use portal::ports::StoreError;

use super::{
    described_rows::duration,
    partitions,
    slots::{rollup_slots, slots},
    transaction::{Transaction, within},
};
use crate::pool::Store;

const INTERVALS: &str = "SELECT d.expected_every_ms, MAX(e.slot) FROM datastream d \
                         LEFT JOIN observation_expiry e ON e.expected_every_ms = d.expected_every_ms \
                         GROUP BY d.expected_every_ms ORDER BY d.expected_every_ms";
const WAITING: &str = "SELECT count(*) FROM dirty_bucket WHERE day_start < $1";
const ALL_OBSERVATIONS: &str = "DELETE FROM observation WHERE (slot, datastream, t_end) IN \
                                (SELECT slot, datastream, t_end FROM observation WHERE slot < $1 \
                                ORDER BY slot, datastream, t_end LIMIT $2)";
const OLDEST: &str = "SELECT min(slot) FROM observation";
const OBSERVATIONS: &str = "DELETE FROM observation WHERE (slot, datastream, t_end) IN \
                            (SELECT o.slot, o.datastream, o.t_end FROM datastream d \
                            CROSS JOIN observation o WHERE d.expected_every_ms = $3 \
                            AND o.slot = $1 AND o.datastream = d.key LIMIT $2)";
const EXPIRED_TO: &str = "INSERT INTO observation_expiry (expected_every_ms, slot) VALUES ($1, $2) \
                          ON CONFLICT (expected_every_ms) DO UPDATE SET slot = excluded.slot";
const REVISIONS: &str = "DELETE FROM observation_revision WHERE (slot, datastream, t_end, revised_at) IN \
                         (SELECT r.slot, r.datastream, r.t_end, r.revised_at \
                         FROM observation_revision r JOIN datastream d ON d.key = r.datastream \
                         WHERE r.slot < $1 AND d.expected_every_ms = $3 LIMIT $2)";
const ROLLUPS: &str = "DELETE FROM rollup WHERE (level, slot, datastream, start) IN \
                       (SELECT level, slot, datastream, start FROM rollup \
                       WHERE level = $1 AND slot < $2 LIMIT $3)";
const EVENTS: &str = "DELETE FROM event WHERE id IN \
                      (SELECT id FROM event WHERE gone_at IS NOT NULL AND valid_to < $1 LIMIT $2)";
const RUNS: &str = "DELETE FROM feed_run WHERE key IN \
                    (SELECT key FROM feed_run WHERE ended < $1 LIMIT $2)";

/// Deletes at most `limit` rows; whole months of observations count as one step.
pub(super) async fn delete(store: &Store, now: Timestamp, limit: u32) -> Result<u64, StoreError> {
    let mut transaction = Transaction::write(&store.writer).await?;
    let mut expiry = Expiry {
        transaction: &mut transaction,
        now,
        left: i64::from(limit),
        deleted: 0,
    };
    expiry.observations().await?;
    expiry.rollups().await?;
    let (events, runs) = (
        expiry.before(Retention::EVENTS),
        expiry.before(Retention::RUNS),
    );
    expiry
        .delete(EVENTS, [events.as_millisecond(), expiry.left])
        .await?;
    expiry
        .delete(RUNS, [runs.as_millisecond(), expiry.left])
        .await?;
    let deleted = expiry.deleted;
    transaction.commit().await?;
    Ok(deleted)
}

struct Expiry<'a> {
    transaction: &'a mut Transaction,
    now: Timestamp,
    /// How many rows may still be deleted.
    left: i64,
    deleted: u64,
}

impl Expiry<'_> {
    /// The instant so long ago.
    fn before(&self, age: Duration) -> Timestamp {
        let age = SignedDuration::try_from(age).unwrap_or(SignedDuration::MAX);
        self.now.checked_sub(age).unwrap_or(Timestamp::MIN)
    }

    async fn delete<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [i64; N],
    ) -> Result<u64, StoreError> {
        if self.left <= 0 {
            return Ok(0);
        }
        let deleted = within!(&mut *self.transaction, t => {
            let mut statement = sqlx::query(sql);
            for value in values {
                statement = statement.bind(value);
            }
            statement.execute(t).await.map(|done| done.rows_affected())
        })?;
        self.left -= i64::try_from(deleted).unwrap_or(i64::MAX);
        self.deleted += deleted;
        Ok(deleted)
    }

    /// Single observations, slot by slot.
    async fn observations(&mut self) -> Result<(), StoreError> {
        let intervals: Vec<(i64, Option<i32>)> =
            within!(&mut *self.transaction, t => sqlx::query_as(INTERVALS).fetch_all(t).await)?;
        let mut intervals: Vec<(Duration, i64, Option<i32>)> = intervals
            .into_iter()
            .map(|(every, done)| (Retention::every(duration(every)).raw, every, done))
            .collect();
        intervals.sort_unstable();
        let (Some((shortest, ..)), Some((longest, ..))) = (intervals.first(), intervals.last())
        else {
            return Ok(());
        };
        let (youngest, oldest) = (self.before(*shortest), self.before(*longest));
        // What is not rolled up yet has to wait; it will be at once.
        let waiting: i64 = within!(&mut *self.transaction, t => {
            sqlx::query_scalar(WAITING).bind(youngest.as_millisecond()).fetch_one(t).await
        })?;
        if waiting > 0 {
            return Ok(());
        }
        let past = slots(oldest, oldest).0;
        if let Transaction::Postgres(t) = &mut *self.transaction {
            let dropped = partitions::drop_before(t, past).await?;
            self.deleted += dropped;
        }
        self.delete(ALL_OBSERVATIONS, [past.into(), self.left])
            .await?;
        for (raw, every, done) in intervals {
            let until = slots(self.before(raw), self.before(raw)).0;
            self.observations_every(every, done, until).await?;
            self.delete(REVISIONS, [until.into(), self.left, every])
                .await?;
        }
        Ok(())
    }

    /// Observations before a slot of datastreams with a value every so often, from where the last
    /// call ended.
    async fn observations_every(
        &mut self,
        every: i64,
        done: Option<i32>,
        until: i32,
    ) -> Result<(), StoreError> {
        let oldest: Option<i32> =
            within!(&mut *self.transaction, t => sqlx::query_scalar(OLDEST).fetch_one(t).await)?;
        let Some(oldest) = oldest else {
            return Ok(());
        };
        let mut slot = done.unwrap_or(oldest).max(oldest);
        while slot < until && self.left > 0 {
            self.delete(OBSERVATIONS, [slot.into(), self.left, every])
                .await?;
            // With nothing left to delete there may be more in this slot.
            if self.left > 0 {
                slot += 1;
            }
        }
        within!(&mut *self.transaction, t => {
            sqlx::query(EXPIRED_TO).bind(every).bind(slot).execute(t).await.map(|_| ())
        })
    }

    async fn rollups(&mut self) -> Result<(), StoreError> {
        for level in Level::ALL {
            let Some(age) = Retention::USUAL.of_level(level) else {
                continue;
            };
            let before = self.before(age);
            let slot = rollup_slots(level, before, before).0;
            self.delete(ROLLUPS, [level.code().into(), slot.into(), self.left])
                .await?;
        }
        Ok(())
    }
}
