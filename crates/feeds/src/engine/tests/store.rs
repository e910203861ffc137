//! A store in memory that can fail.

use std::{
    collections::HashMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use async_trait::async_trait;
use domain::live::{
    DatastreamId, Event, FeedBatch, FeedId, FeedRun, IngestReport, Level, Observation, Outcome,
};
use jiff::{Timestamp, tz::TimeZone};
use portal::ports::{Changes, LiveStore, RolledUp, StoreError};
use tokio::sync::watch;

#[derive(Default)]
pub(super) struct MemoryStore {
    pub(super) batches: Mutex<Vec<FeedBatch>>,
    runs: Mutex<Vec<FeedRun>>,
    pub(super) leases: Mutex<HashMap<FeedId, (String, Timestamp)>>,
    pub(super) fails: AtomicBool,
    pub(super) dirty: Mutex<u64>,
    sequence: watch::Sender<i64>,
}

impl MemoryStore {
    /// Every reading so far of a feed, the oldest first.
    pub(super) fn runs_of(&self, feed: &str) -> Vec<FeedRun> {
        let runs = self.runs.lock().unwrap();
        runs.iter()
            .filter(|run| run.feed.as_str() == feed)
            .cloned()
            .collect()
    }

    pub(super) fn outcomes(&self, feed: &str) -> Vec<Outcome> {
        self.runs_of(feed).iter().map(|run| run.outcome).collect()
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.fails.load(Ordering::Relaxed) {
            return Err(StoreError::Database("it is away".into()));
        }
        Ok(())
    }
}

#[async_trait]
impl LiveStore for MemoryStore {
    async fn ingest(&self, batch: &FeedBatch, _: &TimeZone) -> Result<IngestReport, StoreError> {
        self.check()?;
        let new = batch.harvest.observations.len() as u64;
        let mut run = batch.run.clone();
        run.new = new;
        self.runs.lock().unwrap().push(run);
        self.batches.lock().unwrap().push(batch.clone());
        *self.dirty.lock().unwrap() += new;
        self.sequence.send_modify(|sequence| *sequence += 1);
        let sequence = Some(*self.sequence.borrow());
        Ok(IngestReport {
            new,
            sequence,
            ..IngestReport::default()
        })
    }

    async fn record(&self, run: &FeedRun) -> Result<(), StoreError> {
        self.check()?;
        self.runs.lock().unwrap().push(run.clone());
        Ok(())
    }

    async fn changes_since(&self, _: i64) -> Result<Changes, StoreError> {
        Ok(Changes::default())
    }

    fn sequence(&self) -> watch::Receiver<i64> {
        self.sequence.subscribe()
    }

    async fn observations(
        &self,
        _: &DatastreamId,
        _: Timestamp,
        _: Timestamp,
        _: u32,
    ) -> Result<Vec<Observation>, StoreError> {
        Ok(Vec::new())
    }

    async fn rollups(
        &self,
        _: &DatastreamId,
        _: Level,
        _: Timestamp,
        _: Timestamp,
    ) -> Result<Vec<RolledUp>, StoreError> {
        Ok(Vec::new())
    }

    async fn roll_up(&self, _: Timestamp, limit: u32) -> Result<u64, StoreError> {
        self.check()?;
        let mut dirty = self.dirty.lock().unwrap();
        let done = (*dirty).min(limit.into());
        *dirty -= done;
        Ok(done)
    }

    async fn events(&self, _: Timestamp, _: Timestamp) -> Result<Vec<Event>, StoreError> {
        Ok(Vec::new())
    }

    async fn runs(&self, feed: &FeedId, limit: u32) -> Result<Vec<FeedRun>, StoreError> {
        let newest = self.runs_of(feed.as_str()).into_iter().rev();
        Ok(newest.take(limit as usize).collect())
    }

    async fn first_run(&self, feed: &FeedId) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.runs_of(feed.as_str()).first().map(|run| run.started))
    }

    async fn counts(&self, _: Timestamp, _: Timestamp) -> Result<Vec<(FeedId, u64)>, StoreError> {
        Ok(Vec::new())
    }

    async fn rows_since(&self, feed: &FeedId, since: Timestamp) -> Result<u64, StoreError> {
        let runs = self.runs_of(feed.as_str()).into_iter();
        Ok(runs
            .filter(|run| run.started >= since)
            .map(|run| run.new)
            .sum())
    }

    async fn lease(
        &self,
        feed: &FeedId,
        owner: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        self.check()?;
        let mut leases = self.leases.lock().unwrap();
        let free = leases
            .get(feed)
            .is_none_or(|(holder, held)| holder == owner || *held <= now);
        if free {
            leases.insert(feed.clone(), (owner.to_owned(), until));
        }
        Ok(free)
    }

    async fn release(&self, feed: &FeedId, owner: &str) -> Result<(), StoreError> {
        self.leases
            .lock()
            .unwrap()
            .retain(|held, (holder, _)| held != feed || holder != owner);
        Ok(())
    }

    async fn delete_expired(&self, _: Timestamp, _: u32) -> Result<u64, StoreError> {
        Ok(0)
    }

    async fn remove_simulated(&self) -> Result<u64, StoreError> {
        Ok(0)
    }
}
