//! What all tasks of the engine share.

use std::sync::Arc;

use domain::live::{Feed, FeedBatch, FeedRun, Outcome};
use jiff::Timestamp;
use portal::ports::{LiveStore, StoreError};

use super::{budget, equipment::Equipment, reading::Reading};
use crate::{Connector, OptionsError};

/// Makes the connector of a feed.
pub(super) type Connect =
    Box<dyn Fn(&Feed) -> Result<Box<dyn Connector>, OptionsError> + Send + Sync>;

/// Equipment, store and connectors.
pub(super) struct Keeper {
    pub(super) equipment: Equipment,
    pub(super) store: Arc<dyn LiveStore>,
    /// Who holds the leases of this node.
    pub(super) owner: String,
    pub(super) connect: Connect,
}

impl Keeper {
    pub(super) fn now(&self) -> Timestamp {
        self.equipment.clock.now()
    }

    /// Stores what a reading brought, or that it brought nothing, and says how it went in the end.
    pub(super) async fn store(&self, feed: &Feed, reading: Reading) -> Result<FeedRun, StoreError> {
        let stored = self.store_or_fail(feed, reading).await;
        match &stored {
            Ok(run) if run.outcome.is_success() => self.equipment.http.stored(&feed.id),
            _ => self.equipment.http.forget(&feed.id),
        }
        stored
    }

    async fn store_or_fail(&self, feed: &Feed, reading: Reading) -> Result<FeedRun, StoreError> {
        let mut run = reading.run;
        let Some(mut harvest) = reading.harvest else {
            return self.record(run).await;
        };
        if let Some((trips, board)) = harvest.trips.take().zip(self.equipment.trips.as_ref()) {
            board.hear(&feed.id, trips);
        }
        if let Some(refusal) = budget::refusal(&*self.store, feed, &harvest, run.ended).await? {
            run.outcome = Outcome::OverBudget;
            run.error = Some(refusal);
            return self.record(run).await;
        }
        let mut batch = FeedBatch {
            feed: feed.id.clone(),
            origin: feed.origin,
            harvest,
            run,
        };
        let report = self
            .store
            .ingest(&batch, &self.equipment.city.time_zone)
            .await?;
        (batch.run.new, batch.run.revised) = (report.new, report.revised);
        Ok(batch.run)
    }

    async fn record(&self, run: FeedRun) -> Result<FeedRun, StoreError> {
        self.store.record(&run).await?;
        Ok(run)
    }
}
