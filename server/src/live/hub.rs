//! The hub: hands every replacement of the board to all clients that listen.

use std::{collections::HashSet, net::IpAddr, sync::Arc, time::Duration};

use axum::body::Bytes;
use domain::live::FeedId;
use portal::{Portal, live::Live};
use tokio::{
    sync::watch,
    time::{Instant, sleep_until},
};

use crate::state::SharedState;

use super::{
    Admission,
    clients::Clients,
    frames::{Frames, Topics},
    topic_state::simulated,
};

/// A comment is sent after so much silence, so that proxies keep the connection open and a client
/// that went away is noticed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How long a client may listen before it has to come again: between these two.
const LEASE: std::ops::Range<u64> = 600..900;

/// How long clients wait before they come again, in milliseconds: between these two.
const RETRY: std::ops::Range<u64> = 3_000..10_000;

/// Hands changes to clients. Each client has nothing of its own but the number of the last change
/// it was told: what is not read in time is told later, all in one.
pub struct Hub {
    frames: watch::Sender<Arc<Frames>>,
    clients: Arc<Clients>,
    simulated: HashSet<FeedId>,
}

impl Hub {
    /// The hub of a portal; nobody listens yet.
    pub fn new(portal: &Portal) -> Self {
        let board = portal.live().map(|live| live.board()).unwrap_or_default();
        Self {
            frames: watch::Sender::new(Arc::new(Frames::new(board))),
            clients: Arc::default(),
            simulated: simulated(portal),
        }
    }

    /// Follows the board for ever.
    pub async fn follow(&self, live: &Live) {
        let mut changed = live.changed();
        // A look at the start, for what came before.
        changed.mark_changed();
        while changed.changed().await.is_ok() {
            self.frames
                .send_replace(Arc::new(Frames::new(live.board())));
            metrics::gauge!("live_clients").set(f64::from(self.clients.count()));
        }
    }

    /// Says goodbye to all clients.
    pub fn close(&self) {
        self.frames.send_modify(|frames| {
            *frames = Arc::new(Frames::last(Arc::clone(&frames.board)));
        });
    }

    /// Takes one more client; `None` when there are too many. Without an address only the whole is
    /// counted.
    pub(crate) fn admit(&self, address: Option<IpAddr>) -> Option<Admission> {
        self.clients.admit(address)
    }

    /// What a client is told: first the state of its topics, or what it missed since the change it
    /// names, then every change.
    pub(crate) fn listen(
        self: &Arc<Self>,
        topics: Topics,
        since: i64,
        admission: Admission,
    ) -> Client {
        Client {
            hub: Arc::clone(self),
            frames: self.frames.subscribe(),
            topics,
            since,
            ends: Instant::now() + Duration::from_secs(between(LEASE)),
            step: Step::Greeting,
            _admission: admission,
        }
    }
}

/// Keeps the newest values up to date and hands their changes on, until the server ends.
pub async fn follow(state: SharedState) {
    if let Some(live) = state.site.portal.live() {
        tokio::join!(live.follow(), state.hub.follow(live));
    }
}

/// Where a client stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Greeting,
    Listening,
    Over,
}

/// Somebody who listens.
pub(crate) struct Client {
    hub: Arc<Hub>,
    frames: watch::Receiver<Arc<Frames>>,
    topics: Topics,
    since: i64,
    pub(super) ends: Instant,
    step: Step,
    _admission: Admission,
}

impl Client {
    /// What to write next, as soon as there is something; `None` at the end.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        if self.step == Step::Over {
            return None;
        }
        if self.step == Step::Greeting {
            self.step = Step::Listening;
            self.frames.mark_unchanged();
            let retry = format!("retry: {}\n\n", between(RETRY));
            return Some([retry.as_bytes(), &self.news()].concat().into());
        }
        loop {
            let quiet = Instant::now() + KEEP_ALIVE;
            tokio::select! {
                changed = self.frames.changed() => {
                    if changed.is_err() || self.frames.borrow_and_update().closing {
                        return Some(self.goodbye());
                    }
                    let news = self.news();
                    if !news.is_empty() {
                        return Some(news);
                    }
                }
                () = sleep_until(quiet.min(self.ends)) => {
                    if Instant::now() >= self.ends {
                        return Some(self.goodbye());
                    }
                    return Some(Bytes::from_static(b":\n\n"));
                }
            }
        }
    }

    /// Everything this client does not know yet, one event for each topic. The number of the change
    /// comes last, so that a client that reads half of it asks for all of it again.
    fn news(&mut self) -> Bytes {
        let frames = Arc::clone(&self.frames.borrow());
        let mut told: Vec<Bytes> = self
            .topics
            .iter()
            .filter_map(|topic| frames.after(self.since, topic, &self.hub.simulated))
            .collect();
        self.since = frames.board.sequence();
        if told.is_empty() {
            return Bytes::new();
        }
        told.push(format!("id: {}\n\n", self.since).into());
        told.concat().into()
    }

    fn goodbye(&mut self) -> Bytes {
        self.step = Step::Over;
        Bytes::from_static(b"event: bye\ndata: {}\n\n")
    }
}

/// A number of a range, so that not all clients come again in the same moment.
fn between(range: std::ops::Range<u64>) -> u64 {
    let random = getrandom::u64().unwrap_or_default();
    range.start + random % (range.end - range.start)
}
