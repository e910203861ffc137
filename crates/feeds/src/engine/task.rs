//! The task of one feed.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use domain::live::{Feed, Outcome};
use futures_util::FutureExt;
use jiff::{SignedDuration, Timestamp};
use portal::ports::StoreError;
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
    time::{Instant, sleep, sleep_until, timeout_at},
};

use super::{
    chance::chance,
    condition::Condition,
    figures,
    keeper::Keeper,
    pace::Pace,
    reading::{Reading, patience, read, receive},
};
use crate::{Connector, OptionsError};

/// How often a lease is prolonged while nothing is read.
const PROLONG: Duration = Duration::from_mins(1);
/// How much longer than until the next prolongation a lease holds.
const MARGIN: Duration = Duration::from_secs(30);
/// How often a feed is claimed that another node reads, or that could not be stored.
const CLAIM: Duration = Duration::from_secs(30);
/// The least time between two readings.
const LEAST: Duration = Duration::from_secs(1);
/// Feeds begin within this time, not all at once.
const SPREAD: Duration = Duration::from_secs(2);
/// How long notifications are gathered.
const GATHER: Duration = Duration::from_secs(1);
/// How many notifications are taken together.
const TOGETHER: usize = 256;

/// One feed and everything that is remembered between two readings of it.
pub(super) struct FeedTask {
    keeper: Arc<Keeper>,
    feed: Feed,
    connector: Arc<dyn Connector>,
    slot: mpsc::Sender<Vec<u8>>,
    pushes: mpsc::Receiver<Vec<u8>>,
    pace: Pace,
    condition: Condition,
    /// Whether this node reads the feed.
    mine: bool,
    due: Instant,
    /// The same on the clock.
    next_try: Timestamp,
    /// The connector's own task, which listens; ends with this one.
    listening: JoinSet<()>,
}

impl FeedTask {
    pub(super) fn new(
        keeper: Arc<Keeper>,
        feed: Feed,
        slot: mpsc::Sender<Vec<u8>>,
        pushes: mpsc::Receiver<Vec<u8>>,
    ) -> Result<Self, OptionsError> {
        Ok(Self {
            connector: (keeper.connect)(&feed)?.into(),
            pace: Pace::new(feed.interval),
            condition: Condition::default(),
            mine: false,
            due: Instant::now(),
            next_try: keeper.now(),
            listening: JoinSet::new(),
            keeper,
            feed,
            slot,
            pushes,
        })
    }

    /// Reads the feed until the engine is stopped.
    pub(super) async fn run(mut self, mut stopped: watch::Receiver<bool>) {
        let spread = SPREAD.min(self.feed.interval / 10);
        let mut wake = Instant::now() + spread.mul_f64(chance());
        loop {
            tokio::select! {
                biased;
                () = stop(&mut stopped) => break,
                Some(first) = self.pushes.recv() => self.take_pushes(first).await,
                () = sleep_until(wake) => wake = self.turn(&mut stopped).await,
            }
        }
        self.listening.shutdown().await;
        if self.mine
            && let Err(error) = self
                .keeper
                .store
                .release(&self.feed.id, &self.keeper.owner)
                .await
        {
            tracing::warn!(feed = %self.feed.id, %error, "the feed could not be given back");
        }
    }

    /// Claims the feed, reads it if it is due, and says when to look again.
    async fn turn(&mut self, stopped: &mut watch::Receiver<bool>) -> Instant {
        let now = self.keeper.now();
        let claim = Instant::now() + CLAIM.min(self.feed.interval);
        let reads = !self.mine || Instant::now() >= self.due;
        let reading = if reads {
            patience(&self.feed)
        } else {
            Duration::ZERO
        };
        let hold = reading + PROLONG + MARGIN;
        let until = now + SignedDuration::try_from(hold).unwrap_or_default();
        match self.lease(now, until).await {
            Ok(true) if self.mine => {}
            Ok(true) => self.take_over(now).await,
            Ok(false) => {
                self.give_up();
                return claim;
            }
            Err(error) => {
                self.condition.store_failed(&self.feed, &error);
                return claim;
            }
        }
        if Instant::now() >= self.due {
            self.read(stopped).await;
        }
        self.due.min(Instant::now() + PROLONG)
    }

    /// Asks to be the only node that reads the feed, unless every node has to.
    async fn lease(&self, now: Timestamp, until: Timestamp) -> Result<bool, StoreError> {
        if self.feed.connector.is_kept_in_memory() {
            return Ok(true);
        }
        let (store, owner) = (&self.keeper.store, &self.keeper.owner);
        store.lease(&self.feed.id, owner, now, until).await
    }

    /// This node reads the feed from now on; after a reading that went well it waits its turn.
    async fn take_over(&mut self, now: Timestamp) {
        self.mine = true;
        (self.due, self.next_try) = (Instant::now(), now);
        self.listen();
        if self.feed.connector.is_kept_in_memory() {
            return;
        }
        let runs = self
            .keeper
            .store
            .runs(&self.feed.id, 1)
            .await
            .unwrap_or_default();
        if let Some(last) = runs.first().filter(|last| last.outcome.is_success()) {
            let wait = Duration::try_from(last.next_try.duration_since(now)).unwrap_or_default();
            self.wait(Instant::now(), now, wait.min(self.feed.interval));
        }
    }

    /// Another node reads the feed.
    fn give_up(&mut self) {
        if std::mem::take(&mut self.mine) {
            tracing::info!(feed = %self.feed.id, "another node reads this feed");
            self.listening = JoinSet::new();
            self.keeper.equipment.http.forget(&self.feed.id);
        }
    }

    async fn read(&mut self, stopped: &mut watch::Receiver<bool>) {
        let began = Instant::now();
        let mut reading = tokio::select! {
            biased;
            () = stop(stopped) => return,
            reading = read(&self.keeper.equipment, &self.feed, &*self.connector) => reading,
        };
        let wait = if reading.run.outcome.is_success() {
            self.pace.after_success(chance())
        } else {
            self.pace.after_failure(reading.retry_after, chance())
        };
        self.wait(began, reading.run.started, wait);
        reading.run.next_try = self.next_try;
        self.renew_if_broken(&reading);
        self.store(reading).await;
    }

    /// The next reading begins so long after the last one began.
    fn wait(&mut self, began: Instant, started: Timestamp, wait: Duration) {
        self.due = (began + wait).max(Instant::now() + LEAST);
        let wait = SignedDuration::try_from(self.due.duration_since(began)).unwrap_or_default();
        self.next_try = started + wait;
    }

    async fn store(&mut self, reading: Reading) {
        match self.keeper.store(&self.feed, reading).await {
            Ok(run) => {
                figures::count(&self.feed, &run, self.pace.is_open());
                self.condition.tell(&self.feed, &run, self.pace.is_open());
            }
            Err(error) => {
                self.condition.store_failed(&self.feed, &error);
                self.due = self.due.min(Instant::now() + CLAIM);
            }
        }
    }

    /// Gathers notifications for a moment and stores what they bring.
    async fn take_pushes(&mut self, first: Vec<u8>) {
        let end = Instant::now() + GATHER;
        let mut bodies = vec![first];
        while bodies.len() < TOGETHER
            && let Ok(Some(body)) = timeout_at(end, self.pushes.recv()).await
        {
            bodies.push(body);
        }
        let mut reading = receive(
            &self.keeper.equipment,
            &self.feed,
            &*self.connector,
            &bodies,
        );
        reading.run.next_try = self.next_try;
        self.renew_if_broken(&reading);
        if reading.run.outcome == Outcome::Read {
            self.store(reading).await;
        }
    }

    fn renew_if_broken(&mut self, reading: &Reading) {
        if reading.broken
            && let Ok(connector) = (self.keeper.connect)(&self.feed)
        {
            self.connector = connector.into();
            self.listening = JoinSet::new();
            if self.mine {
                self.listen();
            }
        }
    }

    /// Lets the connector listen to what its source sends by itself.
    fn listen(&mut self) {
        let (connector, feed, slot) =
            (self.connector.clone(), self.feed.clone(), self.slot.clone());
        self.listening = JoinSet::new();
        self.listening.spawn(async move {
            let listen = || AssertUnwindSafe(connector.listen(&feed, slot.clone())).catch_unwind();
            while listen().await.is_err() {
                tracing::error!(feed = %feed.id, "listening broke and begins again");
                sleep(feed.interval).await;
            }
        });
    }
}

/// Ends when the engine is stopped.
pub(super) async fn stop(stopped: &mut watch::Receiver<bool>) {
    // Whoever lets go of the switch has stopped too.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
