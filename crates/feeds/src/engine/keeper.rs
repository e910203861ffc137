//! What all tasks of the engine share.

use std::sync::Arc;

use domain::{
    City,
    live::{Feed, FeedBatch, FeedRun, IngestReport, Outcome},
};
use jiff::Timestamp;
use portal::ports::{Clock, LiveStore, StoreError};

use super::{budget, reading::Reading};
use crate::{Connector, Context, Http, OptionsError};

/// Looks an environment variable up.
pub type Secrets = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Makes the connector of a feed.
pub(super) type Connect =
    Box<dyn Fn(&Feed) -> Result<Box<dyn Connector>, OptionsError> + Send + Sync>;

/// City, store, client and clock.
pub(super) struct Keeper {
    pub(super) city: Arc<City>,
    pub(super) store: Arc<dyn LiveStore>,
    pub(super) http: Arc<dyn Http>,
    pub(super) clock: Arc<dyn Clock>,
    /// Who holds the leases of this node.
    pub(super) owner: String,
    pub(super) secrets: Secrets,
    pub(super) connect: Connect,
}

impl Keeper {
    pub(super) fn context<'a>(&'a self, feed: &'a Feed, now: Timestamp) -> Context<'a> {
        Context {
            feed,
            zone: &self.city.time_zone,
            area: &self.city.places_box,
            districts: &self.city.districts,
            now,
        }
    }

    /// The key of a feed's source.
    pub(super) fn secret(&self, feed: &Feed) -> Option<String> {
        let secret = feed.secret.as_ref()?;
        (self.secrets)(&secret.variable).filter(|value| !value.is_empty())
    }

    /// The variable that a feed waits for.
    pub(super) fn missing_key<'f>(&self, feed: &'f Feed) -> Option<&'f str> {
        let secret = feed.secret.as_ref()?;
        self.secret(feed).is_none().then_some(&*secret.variable)
    }

    /// Stores what a reading brought, or that it brought nothing, and says how it went in the end.
    pub(super) async fn store(&self, feed: &Feed, reading: Reading) -> Result<Stored, StoreError> {
        let stored = self.store_or_fail(feed, reading).await;
        match &stored {
            Ok(Stored { run, .. }) if run.outcome.is_success() => self.http.stored(&feed.id),
            _ => self.http.forget(&feed.id),
        }
        stored
    }

    async fn store_or_fail(&self, feed: &Feed, reading: Reading) -> Result<Stored, StoreError> {
        let mut run = reading.run;
        let Some(harvest) = reading.harvest else {
            return self.record(run).await;
        };
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
        let report = self.store.ingest(&batch, &self.city.time_zone).await?;
        (batch.run.new, batch.run.revised) = (report.new, report.revised);
        Ok(Stored {
            run: batch.run,
            report,
        })
    }

    async fn record(&self, run: FeedRun) -> Result<Stored, StoreError> {
        self.store.record(&run).await?;
        Ok(Stored {
            run,
            report: IngestReport::default(),
        })
    }
}

/// What became of a reading.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) run: FeedRun,
    pub(super) report: IngestReport,
}
