//! The port of live data, answered by a database.

use async_trait::async_trait;
use domain::live::{
    DatastreamId, Event, FeedBatch, FeedId, FeedRun, IngestReport, Level, Observation,
};
use jiff::{Timestamp, tz::TimeZone};
use portal::ports::{Changes, LiveStore, RolledUp, StoreError};
use tokio::sync::watch;

use super::{changes, events, expiry, ingest, lease, removal, roll_up, runs, series};
use crate::pool::Store;

#[async_trait]
impl LiveStore for Store {
    async fn ingest(&self, batch: &FeedBatch, zone: &TimeZone) -> Result<IngestReport, StoreError> {
        ingest::ingest(self, batch, zone).await
    }

    async fn record(&self, run: &FeedRun) -> Result<(), StoreError> {
        runs::record(self, run).await
    }

    async fn changes_since(&self, sequence: i64) -> Result<Changes, StoreError> {
        changes::since(self, sequence).await
    }

    fn sequence(&self) -> watch::Receiver<i64> {
        self.follow()
    }

    async fn observations(
        &self,
        stream: &DatastreamId,
        from: Timestamp,
        to: Timestamp,
        limit: u32,
    ) -> Result<Vec<Observation>, StoreError> {
        series::observations(self, stream, from, to, limit).await
    }

    async fn rollups(
        &self,
        stream: &DatastreamId,
        level: Level,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<RolledUp>, StoreError> {
        series::rollups(self, stream, level, from, to).await
    }

    async fn roll_up(&self, now: Timestamp, limit: u32) -> Result<u64, StoreError> {
        roll_up::roll_up(self, now, limit).await
    }

    async fn events(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Event>, StoreError> {
        events::between(self, from, to).await
    }

    async fn runs(&self, feed: &FeedId, limit: u32) -> Result<Vec<FeedRun>, StoreError> {
        runs::newest(self, feed, limit).await
    }

    async fn first_run(&self, feed: &FeedId) -> Result<Option<Timestamp>, StoreError> {
        runs::first(self, feed).await
    }

    async fn counts(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<(FeedId, u64)>, StoreError> {
        series::counts(self, from, to).await
    }

    async fn rows_since(&self, feed: &FeedId, since: Timestamp) -> Result<u64, StoreError> {
        runs::rows_since(self, feed, since).await
    }

    async fn lease(
        &self,
        feed: &FeedId,
        owner: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        lease::take(self, feed, owner, now, until).await
    }

    async fn release(&self, feed: &FeedId, owner: &str) -> Result<(), StoreError> {
        lease::release(self, feed, owner).await
    }

    async fn delete_expired(&self, now: Timestamp, limit: u32) -> Result<u64, StoreError> {
        expiry::delete(self, now, limit).await
    }

    async fn remove_simulated(&self) -> Result<u64, StoreError> {
        removal::simulated(self).await
    }
}
