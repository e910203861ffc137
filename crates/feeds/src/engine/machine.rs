//! The engine: all feeds together.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::live::{Feed, FeedId, FeedRun};
use portal::ports::{IdGenerator, LiveStore, StoreError};
use thiserror::Error;
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
};

use super::{
    equipment::Equipment,
    inbox::Inbox,
    keeper::{Connect, Keeper},
    reading::read,
    task::FeedTask,
    upkeep,
};
use crate::{Connector, OptionsError, connector};

/// What the engine is made of.
pub struct EngineParts {
    /// What readings need.
    pub equipment: Equipment,
    /// The feeds that are read: real or simulated ones.
    pub feeds: Vec<Feed>,
    /// Where everything is kept.
    pub store: Arc<dyn LiveStore>,
    /// Names this node.
    pub ids: Arc<dyn IdGenerator>,
}

/// Why a feed could not be read and stored.
#[derive(Debug, Error)]
pub enum OnceError {
    /// Its options are wrong.
    #[error(transparent)]
    Options(#[from] OptionsError),
    /// The store failed.
    #[error("the reading cannot be stored")]
    Store(#[from] StoreError),
}

/// Reads feeds and stores what they bring.
pub struct Engine {
    keeper: Arc<Keeper>,
    feeds: Vec<(Feed, mpsc::Receiver<Vec<u8>>)>,
    inbox: Inbox,
    /// Of the feeds that were read once: what a connector reads after a start, it reads once.
    connected: Mutex<HashMap<FeedId, Arc<dyn Connector>>>,
}

impl Engine {
    /// An engine that has not begun.
    pub fn new(parts: EngineParts) -> Self {
        Self::connecting(parts, Box::new(connector))
    }

    /// An engine with connectors of another kind.
    pub(super) fn connecting(parts: EngineParts, connect: Connect) -> Self {
        let keeper = Keeper {
            equipment: parts.equipment,
            store: parts.store,
            owner: parts.ids.next(),
            connect,
        };
        let mut inbox = Inbox::default();
        let feeds = parts.feeds.into_iter().map(|feed| {
            let pushes = inbox.open(&feed.id);
            (feed, pushes)
        });
        Self {
            keeper: Arc::new(keeper),
            feeds: feeds.collect(),
            inbox,
            connected: Mutex::default(),
        }
    }

    /// Where notifications of sources are taken in.
    pub fn inbox(&self) -> Inbox {
        self.inbox.clone()
    }

    /// Reads every feed until it is told to stop, finishes what is being stored, and gives the
    /// feeds back for other nodes.
    pub async fn run(self, stopped: watch::Receiver<bool>) {
        let mut tasks = JoinSet::new();
        tasks.spawn(upkeep::run(Arc::clone(&self.keeper), stopped.clone()));
        for (feed, pushes) in self.feeds {
            if let Some(variable) = self.keeper.equipment.missing_key(&feed) {
                tracing::info!(feed = %feed.id, variable, "a feed waits for its key");
                continue;
            }
            let Some(slot) = self.inbox.slot(&feed.id) else {
                continue;
            };
            match FeedTask::new(Arc::clone(&self.keeper), feed, slot, pushes) {
                Ok(task) => {
                    tasks.spawn(task.run(stopped.clone()));
                }
                Err(error) => tracing::error!(%error, "a feed is left out"),
            }
        }
        while let Some(ended) = tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a task of the engine broke; its feed is not read any more");
            }
        }
    }

    /// Reads a feed now, stores what it brings and rolls it up.
    pub async fn read_once(&self, feed: &Feed) -> Result<FeedRun, OnceError> {
        let connector = self.connector(feed)?;
        let reading = read(&self.keeper.equipment, feed, &*connector).await;
        let run = self.keeper.store(feed, reading).await?;
        upkeep::roll_up(&self.keeper).await?;
        Ok(run)
    }

    fn connector(&self, feed: &Feed) -> Result<Arc<dyn Connector>, OptionsError> {
        let connected = self.connected.lock();
        let mut connected = connected.unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = connected.get(&feed.id) {
            return Ok(Arc::clone(known));
        }
        let new: Arc<dyn Connector> = Arc::from((self.keeper.connect)(feed)?);
        connected.insert(feed.id.clone(), Arc::clone(&new));
        Ok(new)
    }
}
