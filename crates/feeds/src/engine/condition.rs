//! How a feed is doing, told once for each change.

use domain::live::{Feed, FeedRun};
use jiff::Timestamp;
use portal::ports::StoreError;

/// What was told last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Told {
    #[default]
    Nothing,
    Fine,
    Failing,
    Open,
}

/// How a feed is doing.
#[derive(Debug, Default)]
pub(super) struct Condition {
    told: Told,
    since: Option<Timestamp>,
    store_fails: bool,
}

impl Condition {
    /// Tells how a reading went, if that is news.
    pub(super) fn tell(&mut self, feed: &Feed, run: &FeedRun, open: bool) {
        self.store_fails = false;
        let now = match (run.outcome.is_success(), open) {
            (true, _) => Told::Fine,
            (false, false) if self.told == Told::Open => Told::Open,
            (false, false) => Told::Failing,
            (false, true) => Told::Open,
        };
        let before = std::mem::replace(&mut self.told, now);
        if before == now {
            return;
        }
        let (feed, outcome) = (&feed.id, run.outcome.as_str());
        let error = run.error.as_deref().unwrap_or_default();
        match (before, now) {
            (Told::Nothing, Told::Fine) => {
                tracing::info!(%feed, observations = run.new, rejected = run.rejected, "a feed is read");
            }
            (_, Told::Fine) => {
                let failed_s = self
                    .since
                    .take()
                    .map_or(0, |since| run.ended.duration_since(since).as_secs());
                tracing::info!(%feed, failed_s, "a feed is read again");
            }
            (_, Told::Open) => {
                tracing::warn!(%feed, outcome, error, "a feed fails again and again, and is asked only now and then");
            }
            _ => tracing::warn!(%feed, outcome, error, "a feed cannot be read"),
        }
        if now != Told::Fine {
            self.since = self.since.or(Some(run.started));
        }
    }

    /// Tells that the store failed, if that is news.
    pub(super) fn store_failed(&mut self, feed: &Feed, error: &StoreError) {
        if !std::mem::replace(&mut self.store_fails, true) {
            tracing::error!(feed = %feed.id, %error, cause = ?std::error::Error::source(error), "a reading cannot be stored");
        }
    }
}
