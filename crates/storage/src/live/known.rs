//! What a store remembers of live data between two statements.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicBool},
};

use domain::live::FeedId;
use tokio::sync::watch;

use super::described::Described;

/// What a store remembers. The database is right; this only saves asking it.
#[derive(Debug)]
pub(crate) struct Known {
    described: Mutex<HashMap<FeedId, Arc<Described>>>,
    /// The newest sequence number this program knows.
    pub(super) newest: watch::Sender<i64>,
    /// Whether somebody already looks for newer numbers.
    pub(super) followed: AtomicBool,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            described: Mutex::default(),
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

    /// Tells everybody about a number that was committed.
    pub(super) fn announce(&self, number: i64) {
        self.newest.send_if_modified(|newest| {
            let newer = number > *newest;
            *newest = number.max(*newest);
            newer
        });
    }
}
