//! What is written to clients, made once for all of them.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use axum::body::Bytes;
use domain::live::{FeedId, Topic};
use portal::live::LiveBoard;

use super::TopicState;

/// Clients that fell behind by different numbers of changes; those that are further behind get
/// the whole state.
const REMEMBERED: usize = 8;

/// Set of topics, one bit for each of `Topic::ALL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Topics(u16);

impl Topics {
    /// Reads `parking,water`; the error is what is no topic.
    pub(crate) fn parse(text: &str) -> Result<Self, &str> {
        let names = text
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        let mut topics = Self(0);
        for name in names {
            topics.0 |= 1 << Topic::parse(name).ok_or(name)? as u16;
        }
        Ok(topics)
    }

    /// The topics, in their own order.
    pub(crate) fn iter(self) -> impl Iterator<Item = Topic> {
        Topic::ALL
            .into_iter()
            .filter(move |topic| self.0 & (1 << *topic as u16) != 0)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The frames of one state of the board.
#[derive(Default)]
pub(super) struct Frames {
    pub(super) board: Arc<LiveBoard>,
    /// Frames of each topic by the change after which they go on.
    made: [Mutex<Vec<(i64, Bytes)>>; Topic::ALL.len()],
    /// Set when the server stops: clients say goodbye.
    pub(super) closing: bool,
}

impl Frames {
    pub(super) fn new(board: Arc<LiveBoard>) -> Self {
        Self {
            board,
            ..Self::default()
        }
    }

    /// The frames after which there are no more.
    pub(super) fn last(board: Arc<LiveBoard>) -> Self {
        Self {
            closing: true,
            ..Self::new(board)
        }
    }

    /// What a client that knows everything up to `since` has to be told about a topic.
    pub(super) fn after(
        &self,
        since: i64,
        topic: Topic,
        simulated: &HashSet<FeedId>,
    ) -> Option<Bytes> {
        let board = &self.board;
        // 0 asks for everything. A number of another life of the database is no number of ours.
        let known = since > 0 && since >= board.complete_since() && since <= board.sequence();
        let since = if known { since } else { 0 };
        if since > 0 && board.changed(topic) <= since {
            return None;
        }
        let mut made = self.made[topic as usize]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((_, frame)) = made.iter().find(|(after, _)| *after == since) {
            return Some(frame.clone());
        }
        let since = if made.len() < REMEMBERED { since } else { 0 };
        let frame = frame(&TopicState::of(board, topic, since, simulated));
        made.retain(|(after, _)| *after != since);
        made.push((since, frame.clone()));
        Some(frame)
    }
}

/// One event of the stream: <https://html.spec.whatwg.org/multipage/server-sent-events.html>.
fn frame(state: &TopicState<'_>) -> Bytes {
    // The state is made of plain values, which can always be written, on one line.
    let data = serde_json::to_string(state).unwrap_or_default();
    format!("data: {data}\n\n").into()
}
