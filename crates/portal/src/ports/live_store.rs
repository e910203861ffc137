//! Where feeds, things and time series are kept.

use async_trait::async_trait;
use domain::live::{
    Datastream, DatastreamId, Event, FeedBatch, FeedHealth, FeedId, FeedRun, IngestReport, Latest,
    Level, Observation, Rollup, Thing,
};
use jiff::{Timestamp, tz::TimeZone};
use tokio::sync::watch;

use super::StoreError;

/// What changed since a sequence number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The newest change that is in here; where to go on from.
    pub sequence: i64,
    /// Whether everything is in here, so that what is not has to be forgotten: at the beginning,
    /// and after something was removed.
    pub complete: bool,
    /// New things, and those with other facts.
    pub things: Vec<Thing>,
    /// New datastreams, and those with other settings.
    pub datastreams: Vec<Datastream>,
    /// Newest observations that changed.
    pub latest: Vec<(DatastreamId, Latest)>,
    /// All events that a feed tells about, also those that have just ended, of every feed whose
    /// events changed.
    pub events: Vec<(FeedId, Vec<Event>)>,
    /// Health of feeds that were read.
    pub health: Vec<FeedHealth>,
}

/// Roll-up of one bucket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RolledUp {
    /// First instant of the bucket.
    pub start: Timestamp,
    /// What it comes to.
    pub rollup: Rollup,
}

/// Keeps time series and events, and tells every node about their changes.
#[async_trait]
pub trait LiveStore: Send + Sync {
    /// Stores one reading in one transaction: all of it or nothing. Observations that are already
    /// there with the same value change nothing; with another value they are revised. Those that are
    /// too old to be kept (`domain::live::Retention`, by the end of the run) are counted as rejected
    /// in the run. Days of the roll-ups are those of the time zone.
    async fn ingest(&self, batch: &FeedBatch, zone: &TimeZone) -> Result<IngestReport, StoreError>;

    /// Records a reading that brought nothing. Its health is a change with a number of its own.
    async fn record(&self, run: &FeedRun) -> Result<(), StoreError>;

    /// What changed after a sequence number; everything after 0.
    async fn changes_since(&self, sequence: i64) -> Result<Changes, StoreError>;

    /// The newest sequence number, whichever node it comes from; 0 until it is known.
    fn sequence(&self) -> watch::Receiver<i64>;

    /// Observations whose end lies in `from..to`, the oldest first, at most `limit`.
    async fn observations(
        &self,
        stream: &DatastreamId,
        from: Timestamp,
        to: Timestamp,
        limit: u32,
    ) -> Result<Vec<Observation>, StoreError>;

    /// Roll-ups of buckets that start in `from..to`, the oldest first. A day that waits to be rolled up
    /// is made of its hours.
    async fn rollups(
        &self,
        stream: &DatastreamId,
        level: Level,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<RolledUp>, StoreError>;

    /// Rolls up at most `limit` buckets whose observations changed, together with the longer ones
    /// around them, and says how many. 0 when everything is rolled up. Days that consist of hours wait
    /// until they are over `now`, because they change with every value.
    async fn roll_up(&self, now: Timestamp, limit: u32) -> Result<u64, StoreError>;

    /// Events, also past ones, that hold at some instant of `from..to`.
    async fn events(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Event>, StoreError>;

    /// The newest readings of a feed first, at most `limit`.
    async fn runs(&self, feed: &FeedId, limit: u32) -> Result<Vec<FeedRun>, StoreError>;

    /// When the first reading of a feed began, among those that are kept.
    async fn first_run(&self, feed: &FeedId) -> Result<Option<Timestamp>, StoreError>;

    /// How many observations of each feed end in `from..to`, by its roll-ups of an hour.
    async fn counts(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<(FeedId, u64)>, StoreError>;

    /// How many observations a feed has brought since an instant, by its runs.
    async fn rows_since(&self, feed: &FeedId, since: Timestamp) -> Result<u64, StoreError>;

    /// Takes or prolongs the right to read a feed; `false` when another owner has it.
    async fn lease(
        &self,
        feed: &FeedId,
        owner: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Gives the right to read a feed back.
    async fn release(&self, feed: &FeedId, owner: &str) -> Result<(), StoreError>;

    /// Deletes at most `limit` rows whose time has come (`domain::live::Retention`), and says how
    /// many. 0 when nothing is left to delete, or when observations wait to be rolled up first.
    async fn delete_expired(&self, now: Timestamp, limit: u32) -> Result<u64, StoreError>;

    /// Removes every simulated feed with its things, observations and events; says how many things.
    async fn remove_simulated(&self) -> Result<u64, StoreError>;
}
