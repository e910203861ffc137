//! The tab's one connection to the server: pushed while that works, asked once a minute otherwise.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use futures_util::StreamExt;
use gloo_net::{
    eventsource::{State, futures::EventSource},
    http::Request,
};
use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*, task::spawn_local};
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

/// How often the connection is looked at: the browser reconnects without telling anybody.
const LOOK: Duration = Duration::from_secs(1);

/// The server is asked at every so many looks while it does not push.
const POLL: u32 = 60;

/// After so many looks pushing is tried again.
const AGAIN: u32 = 300;

/// An open connection; dropping it closes it.
pub(in crate::isles) struct Connection {
    source: Rc<RefCell<Option<EventSource>>>,
    /// An answer that comes after the end is nobody's.
    is_open: Rc<Cell<bool>>,
    looking: Option<IntervalHandle>,
}

impl Connection {
    /// Connects to these topics. Messages and changes of the state are written into the signals.
    pub(in crate::isles) fn open(
        topics: &[String],
        message: RwSignal<Option<Message>>,
        state: RwSignal<LiveState>,
    ) -> Self {
        let topics: Rc<str> = topics.join(",").into();
        let source = Rc::new(RefCell::new(listen(&topics, message, state)));
        state.try_set(LiveState::Connecting);
        let looked_at = Rc::clone(&source);
        let is_open = Rc::new(Cell::new(true));
        let still_open = Rc::clone(&is_open);
        // Looks in a row at which the server did not push.
        let silent = Cell::new(0_u32);
        let look = move || {
            let ready = looked_at.borrow().as_ref().map(EventSource::state);
            let now = match ready {
                Some(State::Open) => LiveState::Listening,
                Some(State::Connecting) => LiveState::Connecting,
                _ => LiveState::Polling,
            };
            if state.try_get_untracked() != Some(now) {
                state.try_set(now);
            }
            if now != LiveState::Polling {
                return silent.set(0);
            }
            if silent.get().is_multiple_of(POLL) {
                spawn_local(poll(Rc::clone(&topics), Rc::clone(&still_open), message));
            }
            silent.set(silent.get() + 1);
            if silent.get() == AGAIN {
                *looked_at.borrow_mut() = listen(&topics, message, state);
            }
        };
        Self {
            source,
            is_open,
            looking: set_interval_with_handle(look, LOOK).ok(),
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(looking) = self.looking.take() {
            looking.clear();
        }
        self.is_open.set(false);
        self.source.take();
    }
}

/// Listens until the server does not take us any more, or until the answer is dropped.
fn listen(
    topics: &str,
    message: RwSignal<Option<Message>>,
    state: RwSignal<LiveState>,
) -> Option<EventSource> {
    let mut source = EventSource::new(&format!("/api/v1/live?topics={topics}")).ok()?;
    let mut events = source.subscribe("message").ok()?;
    spawn_local(async move {
        while let Some(Ok((_, event))) = events.next().await {
            if let Some(told) = event.data().as_string().and_then(|text| parse(&text)) {
                state.try_set(LiveState::Listening);
                message.try_set(Some(told));
            }
        }
    });
    Some(source)
}

fn parse(text: &str) -> Option<Message> {
    Message::read(&js_sys::JSON::parse(text).ok()?)
}

async fn poll(topics: Rc<str>, is_open: Rc<Cell<bool>>, message: RwSignal<Option<Message>>) {
    let told = ask(&topics).await.unwrap_or_default();
    for one in told.into_iter().filter(|_| is_open.get()) {
        message.try_set(Some(one));
    }
}

async fn ask(topics: &str) -> Option<Vec<Message>> {
    let url = format!("/api/v1/latest?topics={topics}");
    let answer = Request::get(&url).send().await.ok()?;
    let state: JsValue = js_sys::JSON::parse(&answer.text().await.ok()?).ok()?;
    field(&state, "topics")
}
