//! Listening beyond an isle's own elements, for as long as the isle lives.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// Said by the navigation when only parts of the page have been replaced.
pub(super) const PARTS: &str = "portal:parts";

/// Calls `act` for every event of this name that reaches the window, until the owner goes.
pub(super) fn listen(name: &str, act: impl Fn(Event) + 'static) {
    let handle = window_event_listener_untyped(name, act);
    on_cleanup(move || handle.remove());
}

/// The nearest element around an event's target that matches.
pub(super) fn closest(event: &Event, selector: &str) -> Option<Element> {
    event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest(selector)
        .ok()?
}

/// The form that asks for places.
pub(super) const QUERY_FORM: &str = "form[data-query]";
