//! What the tab follows: it outlives pages, so that a page change keeps the connection.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::VisibilityState;

use super::{Connection, LiveState, Message};

/// The tab's live values.
#[derive(Clone, Copy)]
pub(in crate::isles) struct LiveFeed {
    /// The last thing the server said.
    pub(in crate::isles) message: RwSignal<Option<Message>>,
    /// How values arrive.
    pub(in crate::isles) state: RwSignal<LiveState>,
    topics: RwSignal<Vec<String>>,
    paused: RwSignal<bool>,
    visible: RwSignal<bool>,
}

impl LiveFeed {
    /// Follows nothing yet. The signals belong to the owner that is current: the tab's.
    pub(in crate::isles) fn new() -> Self {
        let feed = Self {
            message: RwSignal::new(None),
            state: RwSignal::new(LiveState::Connecting),
            topics: RwSignal::new(Vec::new()),
            paused: RwSignal::new(false),
            visible: RwSignal::new(is_visible()),
        };
        feed.connect();
        feed.watch_visibility();
        feed
    }

    /// Follows these topics instead of those before.
    pub(in crate::isles) fn follow(self, topics: Vec<String>) {
        // The same topics keep their connection.
        if self.topics.try_with_untracked(|before| *before == topics) == Some(false) {
            self.message.try_set(None);
            self.topics.try_set(topics);
        }
    }

    /// Stops or goes on.
    pub(in crate::isles) fn pause(self, paused: bool) {
        if self.paused.try_get_untracked() != Some(paused) {
            self.paused.try_set(paused);
        }
    }

    /// Opens a connection when something is followed by somebody who looks, and closes it otherwise.
    fn connect(self) {
        let open: Rc<RefCell<Option<Connection>>> = Rc::default();
        Effect::new(move |_| {
            let topics = self.topics.get();
            let wanted = !topics.is_empty() && self.visible.get() && !self.paused.get();
            // The old one is closed first: there is one connection for each tab.
            open.borrow_mut().take();
            if wanted {
                let connection = Connection::open(&topics, self.message, self.state);
                *open.borrow_mut() = Some(connection);
            }
        });
    }

    fn watch_visibility(self) {
        let changed = Closure::<dyn FnMut()>::new(move || {
            self.visible.try_set(is_visible());
        });
        document().set_onvisibilitychange(Some(changed.as_ref().unchecked_ref()));
        // It lives as long as the tab.
        changed.forget();
    }
}

fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}
