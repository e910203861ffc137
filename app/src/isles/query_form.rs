//! The filter form answers at once, without its button.

use std::time::Duration;

use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlFormElement};

use super::listener::{PARTS, QUERY_FORM, closest, listen};
use crate::{isle::Isle, props::props};

/// Sends the filter form on every change and announces how many places were found. It shows nothing:
/// the form is the page's, and works without it.
#[derive(Serialize)]
pub struct QueryFormIsle {}

/// While somebody types.
const TYPING: Duration = Duration::from_millis(300);
/// Before a screen reader is told, so that it hears the last answer only.
const QUIET: Duration = Duration::from_millis(500);

props!(QueryFormIsle {});

impl Isle for QueryFormIsle {
    const NAME: &'static str = "query-form";

    fn view(self) -> impl IntoView + 'static {
        Effect::new(|_| {
            // Without page swaps every answer is a new document: then only the button sends.
            if js_sys::Reflect::has(&window(), &"navigation".into()).unwrap_or(false) {
                attach();
            }
        });
        // An isle without any node has nothing to wake.
        view! { <span hidden></span> }
    }
}

fn attach() {
    let typing = Timer::new();
    let field = Timer::new();
    let quiet = Timer::new();
    listen("change", move |event| {
        let Some((form, kind)) = changed(&event) else {
            return;
        };
        match kind.as_str() {
            "checkbox" | "radio" | "select-one" => send(&form),
            // Enter has sent the form already when this comes due.
            "text" => field.start(Duration::ZERO, move || send(&form)),
            _ => {}
        }
    });
    listen("input", move |event| {
        if let Some((form, kind)) = changed(&event)
            && kind == "search"
        {
            typing.start(TYPING, move || send(&form));
        }
    });
    listen("submit", move |event| {
        if closest(&event, QUERY_FORM).is_some() {
            typing.stop();
            field.stop();
        }
    });
    // A finger leaves the field and meets a link in one moment: whoever follows a link asks no more.
    listen("click", move |event| {
        if closest(&event, "a[href]").is_some() {
            typing.stop();
            field.stop();
        }
    });
    listen(PARTS, move |_| quiet.start(QUIET, announce));
}

/// The form and the kind of field of an event.
fn changed(event: &Event) -> Option<(HtmlFormElement, String)> {
    let form = closest(event, QUERY_FORM)?.dyn_into().ok()?;
    let kind = js_sys::Reflect::get(event.target()?.as_ref(), &"type".into())
        .ok()?
        .as_string()?;
    Some((form, kind))
}

fn send(form: &HtmlFormElement) {
    if form.is_connected() {
        let _ = form.request_submit();
    }
}

/// Repeats the number of places where a screen reader listens.
fn announce() {
    let said = document()
        .query_selector("[data-count], #zahl")
        .ok()
        .flatten()
        .and_then(|count| count.text_content());
    let status = document().get_element_by_id("announce");
    if let (Some(said), Some(status)) = (said, status) {
        status.set_text_content(Some(said.trim()));
    }
}

/// One delayed call; a new start forgets the last.
#[derive(Clone, Copy)]
struct Timer(StoredValue<Option<TimeoutHandle>>);

impl Timer {
    fn new() -> Self {
        let timer = Self(StoredValue::new(None));
        on_cleanup(move || timer.stop());
        timer
    }

    fn stop(self) {
        if let Some(Some(handle)) = self.0.try_update_value(Option::take) {
            handle.clear();
        }
    }

    fn start(self, delay: Duration, act: impl FnOnce() + 'static) {
        self.stop();
        let handle = set_timeout_with_handle(act, delay).ok();
        self.0.try_update_value(|timer| *timer = handle);
    }
}
