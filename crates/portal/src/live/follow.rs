//! Following the store.

use std::{sync::Arc, time::Duration};

use arc_swap::ArcSwap;
use tokio::sync::watch;

use super::{LiveBoard, PastBoard};
use crate::ports::{LiveStore, StoreError};

/// How long to wait after the store failed.
const PAUSE: Duration = Duration::from_secs(1);

/// The board is replaced at once, and then not again for this long: several feeds often come in
/// the same moment, and nobody reads faster.
const AT_MOST_EVERY: Duration = Duration::from_millis(250);

/// The sequence number up to which the board has been replaced.
pub type TopicsChanged = watch::Receiver<i64>;

/// The board of this node, kept up with the store.
pub struct Live {
    store: Arc<dyn LiveStore>,
    board: ArcSwap<LiveBoard>,
    past: ArcSwap<PastBoard>,
    changed: watch::Sender<i64>,
}

impl Live {
    /// A board with everything the store holds now.
    pub async fn open(store: Arc<dyn LiveStore>) -> Result<Self, StoreError> {
        let live = Self {
            store,
            board: ArcSwap::default(),
            past: ArcSwap::default(),
            changed: watch::Sender::new(0),
        };
        live.catch_up().await?;
        Ok(live)
    }

    /// The newest state.
    pub fn board(&self) -> Arc<LiveBoard> {
        self.board.load_full()
    }

    /// What was before, as far as it has been learned.
    pub fn past(&self) -> Arc<PastBoard> {
        self.past.load_full()
    }

    pub(super) fn set_past(&self, past: PastBoard) {
        self.past.store(Arc::new(past));
    }

    /// Where history is kept.
    pub fn store(&self) -> &dyn LiveStore {
        &*self.store
    }

    /// Wakes with every replacement of the board.
    pub fn changed(&self) -> TopicsChanged {
        self.changed.subscribe()
    }

    /// Takes over what changed in the store.
    pub async fn catch_up(&self) -> Result<(), StoreError> {
        let board = self.board();
        let changes = self.store.changes_since(board.sequence()).await?;
        if changes.sequence != board.sequence() || changes.complete || !changes.health.is_empty() {
            let next = board.after(changes);
            let sequence = next.sequence();
            self.board.store(Arc::new(next));
            self.changed.send_replace(sequence);
        }
        Ok(())
    }

    /// Follows the store until it closes.
    pub async fn follow(&self) {
        let mut sequence = self.store.sequence();
        // A look at the start, for what came between opening and now.
        sequence.mark_changed();
        while sequence.changed().await.is_ok() {
            if let Err(error) = self.catch_up().await {
                tracing::warn!(%error, "the newest values could not be read");
                tokio::time::sleep(PAUSE).await;
                sequence.mark_changed();
            }
            tokio::time::sleep(AT_MOST_EVERY).await;
        }
    }
}
