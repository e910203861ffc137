//! The timetable that is shown, as fresh as the store.

use std::sync::Arc;

use arc_swap::ArcSwap;
use domain::{live::FeedId, timetable::TripUpdates};
use tokio::sync::Mutex;

use super::{TimetableDirectory, heard::Heard};
use crate::ports::{StoreError, TimetableStore, TripBoard};

/// The timetable in memory; replaced as a whole after an import.
pub struct Timetables {
    store: Arc<dyn TimetableStore>,
    directory: ArcSwap<TimetableDirectory>,
    /// What is heard of its trips; outlives an import.
    heard: Arc<Heard>,
    /// One look at a time.
    refreshing: Mutex<()>,
}

impl Timetables {
    /// Opens what the store holds.
    pub async fn open(store: Arc<dyn TimetableStore>) -> Result<Self, StoreError> {
        let heard = Arc::<Heard>::default();
        let directory = load(&*store).await?.listening(Arc::clone(&heard));
        Ok(Self {
            store,
            heard,
            directory: ArcSwap::from_pointee(directory),
            refreshing: Mutex::new(()),
        })
    }

    /// The timetable as it is at the moment.
    pub fn directory(&self) -> Arc<TimetableDirectory> {
        self.directory.load_full()
    }

    /// Takes over what changed in the store since the last look, and says whether anything did.
    pub async fn refresh(&self) -> Result<bool, StoreError> {
        let _one_at_a_time = self.refreshing.lock().await;
        let revision = self.store.timetable_revision().await?;
        if revision == self.directory.load().revision() {
            return Ok(false);
        }
        let directory = load(&*self.store).await?;
        let directory = directory.listening(Arc::clone(&self.heard));
        self.directory.store(Arc::new(directory));
        Ok(true)
    }
}

impl TripBoard for Timetables {
    fn knows(&self, trip: &str) -> bool {
        self.directory.load().knows_trip(trip)
    }

    fn hear(&self, feed: &FeedId, updates: TripUpdates) {
        self.heard.hear(feed, updates);
    }
}

async fn load(store: &dyn TimetableStore) -> Result<TimetableDirectory, StoreError> {
    // In this order a change in between is only looked at once more.
    let revision = store.timetable_revision().await?;
    let timetable = store.timetable().await?.unwrap_or_default();
    Ok(TimetableDirectory::new(timetable, revision))
}
