//! Sharing and printing a page.

use domain::Locale;
use i18n::isles as text;
use leptos::{prelude::*, task::spawn_local};
use serde::Serialize;
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

use super::icon::icon;
use crate::{isle::Isle, props::props};

/// The buttons that share the page's address and print the page.
#[derive(Serialize)]
pub struct ShareIsle {
    /// Language of the page.
    pub locale: Locale,
}

props!(ShareIsle { locale });

impl Isle for ShareIsle {
    const NAME: &'static str = "share";

    fn view(self) -> impl IntoView + 'static {
        let locale = self.locale;
        let said = RwSignal::new("");
        let share = move |_| {
            said.try_set("");
            spawn_local(async move {
                said.try_set(share(locale).await);
            });
        };
        let print = |_| {
            let _ = window().print();
        };
        view! {
            <button class="kern-btn needs-js" type="button" data-share="" on:click=share>
                {icon("share")}
                {text::share(locale)}
            </button>
            <button class="kern-btn needs-js" type="button" data-print="" on:click=print>
                {icon("print")}
                {text::print(locale)}
            </button>
            <div class=move || said_class(said.get()) role="status">{move || said.get()}</div>
        }
    }
}

/// Nothing to say is nothing to see.
fn said_class(said: &str) -> &'static str {
    if said.is_empty() {
        "kern-sr-only"
    } else {
        "toast"
    }
}

/// Shares by the device's own dialog, or copies the address. Answers what to say about it.
async fn share(locale: Locale) -> &'static str {
    let address = address();
    let navigator = window().navigator();
    if js_sys::Reflect::has(&navigator, &"share".into()).unwrap_or(false) {
        let data = ShareData::new();
        data.set_title(&document().title());
        data.set_url(&address);
        // Whether it was sent or given up, the device has said so.
        let _ = JsFuture::from(navigator.share_with_data(&data)).await;
        return "";
    }
    // There is no clipboard outside of secure contexts.
    if js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_object())
        && JsFuture::from(navigator.clipboard().write_text(&address))
            .await
            .is_ok()
    {
        return text::share_copied(locale);
    }
    text::share_failed(locale)
}

/// The address that stands for the page.
fn address() -> String {
    document()
        .query_selector("link[rel=canonical]")
        .ok()
        .flatten()
        .and_then(|link| link.get_attribute("href"))
        .filter(|href| href.starts_with("http"))
        .or_else(|| window().location().href().ok())
        .unwrap_or_default()
}
