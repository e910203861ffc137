//! The device's position, asked for only on a click.

use domain::Locale;
use i18n::isles as text;
use leptos::{html::Button, prelude::*};
use serde::Serialize;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    HtmlElement, HtmlFormElement, HtmlInputElement, Position, PositionError, PositionOptions,
};

use super::{icon::icon, listener::QUERY_FORM};
use crate::{isle::Isle, props::props};

/// The button "my location" beside the field for a near address.
#[derive(Serialize)]
pub struct PositionIsle {
    /// Language of the page.
    pub locale: Locale,
}

const TIMEOUT_MS: u32 = 10_000;
const DECIMALS: u8 = 3;
const MAX_AGE_MS: u32 = 60_000;
/// `PositionError.PERMISSION_DENIED` and `TIMEOUT`.
const DENIED: u16 = 1;
const TIMEOUT: u16 = 3;

props!(PositionIsle { locale });

impl Isle for PositionIsle {
    const NAME: &'static str = "position";

    fn view(self) -> impl IntoView + 'static {
        let locale = self.locale;
        let busy = RwSignal::new(false);
        let fault = RwSignal::new("");
        let button = NodeRef::<Button>::new();
        let ask = move |_| {
            fault.try_set("");
            busy.try_set(true);
            locate(move |found| {
                busy.try_set(false);
                match found {
                    Ok(position) => send(button, &position),
                    Err(code) => {
                        fault.try_set(explain(code, locale));
                    }
                }
            });
        };
        let label = move || {
            if busy.get() {
                text::locating(locale)
            } else {
                text::locate(locale)
            }
        };
        view! {
            <button
                class="kern-btn kern-btn--tertiary needs-js"
                type="button"
                data-locate=""
                aria-busy=move || busy.get().then_some("true")
                node_ref=button
                on:click=ask
            >
                {icon("locate")}
                {label}
            </button>
            <p class="kern-error" role="alert" hidden=move || fault.get().is_empty()>
                {move || fault.get()}
            </p>
        }
    }
}

fn explain(code: u16, locale: Locale) -> &'static str {
    match code {
        DENIED => text::locate_denied(locale),
        TIMEOUT => text::locate_timeout(locale),
        _ => text::locate_unavailable(locale),
    }
}

/// Asks the device. The answer comes rounded to three decimals, which is about 100 metres: near
/// enough for a list by distance, and no address of a home.
fn locate(done: impl Fn(Result<String, u16>) + Clone + 'static) {
    let Ok(geolocation) = window().navigator().geolocation() else {
        return done(Err(0));
    };
    let options = PositionOptions::new();
    options.set_timeout(TIMEOUT_MS);
    options.set_maximum_age(MAX_AGE_MS);
    let failed = done.clone();
    let found = Closure::once_into_js(move |position: Position| {
        let place = position.coords();
        done(Ok(format!(
            "{},{}",
            rounded(place.latitude()),
            rounded(place.longitude())
        )));
    });
    let not_found = Closure::once_into_js(move |error: PositionError| failed(Err(error.code())));
    let _ = geolocation.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(not_found.unchecked_ref()),
        &options,
    );
}

fn rounded(degrees: f64) -> String {
    let text = js_sys::Number::from(degrees).to_fixed(DECIMALS);
    text.map(String::from).unwrap_or_default()
}

/// Writes the position into the field of the form around the button and asks for the places near it.
fn send(button: NodeRef<Button>, position: &str) {
    let Some(button) = button.try_get_untracked().flatten() else {
        return;
    };
    let button: &HtmlElement = &button;
    let Some(form) = button
        .closest(QUERY_FORM)
        .ok()
        .flatten()
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
    else {
        return;
    };
    let field = form.query_selector("[name=nahe]").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(position);
        let _ = form.request_submit();
    }
}
