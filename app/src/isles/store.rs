//! What outlives a page: one store for the tab, in the browser only.
//!
//! It belongs to an owner that is never dropped, so that an isle which goes cannot take it along.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};

use super::{live::LiveFeed, view_switch::PlacesView};

/// Who chose a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// The page, when it came.
    ByPage,
    /// A row's button.
    InList,
    /// A marker.
    OnMap,
}

/// The chosen place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selection {
    /// Identifier of the place.
    pub(super) id: String,
    /// Who chose it.
    pub(super) chosen: Chosen,
}

/// Signals that every isle of the tab may read and write.
#[derive(Clone, Copy)]
pub(super) struct Store {
    /// The chosen place.
    pub(super) selection: RwSignal<Option<Selection>>,
    /// What phones show.
    pub(super) places_view: RwSignal<PlacesView>,
    /// Whether colours are dark.
    pub(super) dark: RwSignal<bool>,
    /// What is observed in the city right now.
    pub(super) live: LiveFeed,
}

thread_local! {
    static STORE: (Owner, Store) = Store::new();
}

/// The tab's store. Only for effects and event handlers: the server has none.
pub(super) fn store() -> Store {
    STORE.with(|(_, store)| *store)
}

impl Store {
    fn new() -> (Owner, Self) {
        let running = Owner::current();
        let owner = Owner::new_root(None);
        let store = owner.with(|| Self {
            selection: RwSignal::new(None),
            places_view: RwSignal::new(PlacesView::List),
            dark: RwSignal::new(is_dark()),
            live: LiveFeed::new(),
        });
        store.follow_device();
        // A new root makes itself the current owner.
        if let Some(running) = running {
            running.set();
        }
        (owner, store)
    }

    /// The theme was chosen or the device changed it.
    pub(super) fn theme_changed(self) {
        let dark = is_dark();
        if self.dark.try_get_untracked() != Some(dark) {
            self.dark.try_set(dark);
        }
    }

    fn follow_device(self) {
        let Ok(Some(query)) = window().match_media(DARK) else {
            return;
        };
        let changed = Closure::<dyn FnMut()>::new(move || self.theme_changed());
        query.set_onchange(Some(changed.as_ref().unchecked_ref()));
        // Both live as long as the tab.
        changed.forget();
        std::mem::forget(query);
    }
}

const DARK: &str = "(prefers-color-scheme: dark)";

fn is_dark() -> bool {
    let chosen = document()
        .document_element()
        .and_then(|root| root.get_attribute("data-theme"));
    match chosen.as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => window()
            .match_media(DARK)
            .ok()
            .flatten()
            .is_some_and(|query| query.matches()),
    }
}
