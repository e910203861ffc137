//! The tab's one connection to the server: pushed while that works, asked once a minute otherwise.

use std::time::Duration;

use futures_channel::oneshot;
use futures_util::{
    StreamExt,
    future::{Either, select},
};
use gloo_net::{
    eventsource::{State, futures::EventSource},
    http::Request,
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

use super::Message;
use crate::props::{Props, field};

/// How values arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::isles) enum LiveState {
    Connecting,
    Listening,
    Polling,
}

/// How often the server is asked while it does not push.
const POLL: Duration = Duration::from_mins(1);

/// After so many questions pushing is tried again.
const POLLS: u32 = 5;

/// How often a quiet connection is looked at: the browser reconnects without telling anybody.
const LOOK: Duration = Duration::from_secs(2);

/// An open connection; dropping it closes it.
pub(in crate::isles) struct Connection {
    _open: oneshot::Sender<()>,
}

impl Connection {
    /// Connects to these topics. Messages and changes of the state are written into the signals.
    pub(in crate::isles) fn open(
        topics: Vec<String>,
        message: RwSignal<Option<Message>>,
        state: RwSignal<LiveState>,
    ) -> Self {
        let (open, closed) = oneshot::channel();
        let keep = Box::pin(keep(topics.join(","), message, state));
        spawn_local(async move {
            // When the other end is dropped, everything that is under way is dropped too.
            select(keep, closed).await;
        });
        Self { _open: open }
    }
}

/// Listens, and asks while listening does not work.
async fn keep(topics: String, message: RwSignal<Option<Message>>, state: RwSignal<LiveState>) {
    loop {
        state.try_set(LiveState::Connecting);
        listen(&topics, message, state).await;
        state.try_set(LiveState::Polling);
        for _ in 0..POLLS {
            for told in poll(&topics).await.unwrap_or_default() {
                message.try_set(Some(told));
            }
            sleep(POLL).await;
        }
    }
}

/// Listens until the server does not take us any more.
async fn listen(topics: &str, message: RwSignal<Option<Message>>, state: RwSignal<LiveState>) {
    let Ok(mut source) = EventSource::new(&format!("/api/v1/live?topics={topics}")) else {
        return;
    };
    let Ok(mut events) = source.subscribe("message") else {
        return;
    };
    loop {
        match select(events.next(), Box::pin(sleep(LOOK))).await {
            Either::Left((Some(Ok((_, event))), _)) => {
                if let Some(told) = event.data().as_string().and_then(|text| parse(&text)) {
                    state.try_set(LiveState::Listening);
                    message.try_set(Some(told));
                }
            }
            Either::Left(_) => return,
            Either::Right(_) => {
                let now = match source.state() {
                    State::Open => LiveState::Listening,
                    State::Connecting => LiveState::Connecting,
                    State::Closed => return,
                };
                if state.try_get_untracked() != Some(now) {
                    state.try_set(now);
                }
            }
        }
    }
}

fn parse(text: &str) -> Option<Message> {
    Message::read(&js_sys::JSON::parse(text).ok()?)
}

async fn poll(topics: &str) -> Option<Vec<Message>> {
    let url = format!("/api/v1/latest?topics={topics}");
    let answer = Request::get(&url).send().await.ok()?;
    let state: JsValue = js_sys::JSON::parse(&answer.text().await.ok()?).ok()?;
    field(&state, "topics")
}

async fn sleep(time: Duration) {
    let (over, wait) = oneshot::channel();
    let wake = move || {
        // Nobody waits any more when the connection was closed meanwhile.
        let _ = over.send(());
    };
    set_timeout(wake, time);
    let _ = wait.await;
}
