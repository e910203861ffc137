//! What sources send by themselves.

use std::collections::HashMap;

use domain::live::FeedId;
use thiserror::Error;
use tokio::sync::mpsc;

/// How many notifications of a feed may wait.
const WAITING: usize = 256;

/// Why a notification was not taken.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Undelivered {
    /// Nobody reads such a feed here.
    #[error("there is no such feed")]
    Unknown,
    /// Too many are waiting already.
    #[error("too many notifications are waiting")]
    Full,
}

/// Takes notifications in for the feeds that are read.
#[derive(Clone, Debug, Default)]
pub struct Inbox(HashMap<FeedId, mpsc::Sender<Vec<u8>>>);

impl Inbox {
    /// Opens a slot for a feed.
    pub(super) fn open(&mut self, feed: &FeedId) -> mpsc::Receiver<Vec<u8>> {
        let (sender, receiver) = mpsc::channel(WAITING);
        self.0.insert(feed.clone(), sender);
        receiver
    }

    /// The slot of a feed, for its own connector.
    pub(super) fn slot(&self, feed: &FeedId) -> Option<mpsc::Sender<Vec<u8>>> {
        self.0.get(feed).cloned()
    }

    /// Takes a notification of a feed in; returns at once.
    pub fn deliver(&self, feed: &FeedId, body: Vec<u8>) -> Result<(), Undelivered> {
        let slot = self.0.get(feed).ok_or(Undelivered::Unknown)?;
        slot.try_send(body).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => Undelivered::Full,
            mpsc::error::TrySendError::Closed(_) => Undelivered::Unknown,
        })
    }
}
