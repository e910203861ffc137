//! One request at a time for each host.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::live::Feed;
use reqwest::Url;
use tokio::sync::OwnedMutexGuard;

/// The queues before each host.
#[derive(Default)]
pub(super) struct Turns(Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>);

/// Nobody else asks this host until it is dropped.
pub(super) struct Turn {
    place: String,
    _guard: OwnedMutexGuard<()>,
}

impl Turns {
    /// Waits until it is this feed's turn.
    pub(super) async fn take(&self, url: &Url, feed: &Feed) -> Turn {
        let place = place(url, feed);
        let queue = {
            let mut queues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(queues.entry(place.clone()).or_default())
        };
        Turn {
            place,
            _guard: queue.lock_owned().await,
        }
    }
}

impl Turn {
    /// Whether it is a turn for this address too.
    pub(super) fn covers(&self, url: &Url, feed: &Feed) -> bool {
        self.place == place(url, feed)
    }
}

/// A machine of our own may answer several feeds at once: only others are spared.
fn place(url: &Url, feed: &Feed) -> String {
    let host = url.host_str().unwrap_or_default();
    if feed.private_address {
        format!("{host} {}", feed.id)
    } else {
        host.to_owned()
    }
}
