//! The card of a chosen place whose row is not to be seen.

use domain::Locale;
use i18n::isles as text;
use leptos::prelude::*;
use web_sys::Element;

use crate::isles::{icon::icon, store::store};

/// What a card shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Card {
    pub(super) name: String,
    pub(super) href: String,
    /// Class and words of the opening state, as in the row.
    pub(super) state: Option<(String, String)>,
    pub(super) address: Option<String>,
}

impl Card {
    /// What a row says, in short.
    pub(super) fn of_row(row: &Element) -> Option<Self> {
        let link = row.query_selector("h3 a").ok().flatten()?;
        let find = |selector| row.query_selector(selector).ok().flatten();
        let words = |element: Element| element.text_content().unwrap_or_default();
        Some(Self {
            name: words(link.clone()),
            href: link.get_attribute("href")?,
            state: find(".st").map(|state| (state.class_name(), words(state))),
            address: find(".muted").map(words),
        })
    }

    /// A place that is on another page of the list.
    pub(super) fn elsewhere(id: &str, name: &str, locale: Locale) -> Self {
        Self {
            name: if name.is_empty() {
                text::nameless(locale)
            } else {
                name
            }
            .to_owned(),
            href: format!("{}/orte/{id}", locale.prefix()),
            state: None,
            address: None,
        }
    }
}

pub(super) fn card_view(card: Card, locale: Locale) -> impl IntoView {
    let close = |_| {
        store().selection.try_set(None);
    };
    view! {
        <div class="map-card">
            <h3>
                <a href=card.href>{card.name}</a>
            </h3>
            {card.state.map(|(class, words)| view! { <p class=class>{words}</p> })}
            {card.address.map(|address| view! { <p class="muted">{address}</p> })}
            <button class="close" type="button" aria-label=text::close(locale) on:click=close>
                {icon("close")}
            </button>
        </div>
    }
}
