//! What a store remembers of live data between two statements.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicBool},
};

use domain::live::FeedId;
use tokio::sync::watch;

use super::{described::Described, plan::Stored};

/// The newest stored observation of datastreams of a feed by their keys; `None` when there is none.
pub(super) type Newest = HashMap<i32, Option<(i64, Stored)>>;

/// What a store remembers. The database is right; this only saves asking it.
#[derive(Debug)]
pub(crate) struct Known {
    described: Mutex<HashMap<FeedId, Arc<Described>>>,
    /// With the change that last touched them.
    latest: Mutex<HashMap<FeedId, (i64, Newest)>>,
    /// The newest sequence number this program knows.
    pub(super) newest: watch::Sender<i64>,
    /// Whether somebody already looks for newer numbers.
    pub(super) followed: AtomicBool,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            described: Mutex::default(),
            latest: Mutex::default(),
            newest: watch::Sender::new(0),
            followed: AtomicBool::new(false),
        }
    }
}

impl Known {
    /// What was last known of a feed's things and datastreams.
    pub(super) fn described(&self, feed: &FeedId) -> Arc<Described> {
        let described = self
            .described
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        described.get(feed).cloned().unwrap_or_default()
    }

    /// Remembers a feed's things and datastreams, after they were committed.
    pub(super) fn remember(&self, feed: &FeedId, described: Arc<Described>) {
        let mut all = self
            .described
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        all.insert(feed.clone(), described);
    }

    /// Takes out what is remembered of a feed's newest observations. It is not right any more when
    /// another change than this one last touched them in the database.
    pub(super) fn take_latest(&self, feed: &FeedId, sequence: i64) -> Newest {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        match latest.remove(feed) {
            Some((remembered, newest)) if remembered == sequence => newest,
            _ => Newest::new(),
        }
    }

    /// Remembers a feed's newest observations as of a change, after they were committed.
    pub(super) fn remember_latest(&self, feed: &FeedId, sequence: i64, newest: Newest) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.insert(feed.clone(), (sequence, newest));
    }

    /// Tells everybody about a number that was committed.
    pub(super) fn announce(&self, number: i64) {
        self.newest.send_if_modified(|newest| {
            let newer = number > *newest;
            *newest = number.max(*newest);
            newer
        });
    }
}
