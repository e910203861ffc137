//! Light, dark, or as the device has it.

use domain::Locale;
use i18n::isles as text;
use leptos::prelude::*;
use serde::Serialize;

use super::store::store;
use crate::{isle::Isle, props::props};

/// The choice of the colour scheme; it stands in the header and survives page swaps.
#[derive(Serialize)]
pub struct ThemeSwitchIsle {
    /// Language of the page.
    pub locale: Locale,
}

/// Under this name the browser remembers it; `theme.js` reads it before the first paint.
const KEY: &str = "theme";
const ATTRIBUTE: &str = "data-theme";

props!(ThemeSwitchIsle { locale });

impl Isle for ThemeSwitchIsle {
    const NAME: &'static str = "theme-switch";

    fn view(self) -> impl IntoView + 'static {
        let locale = self.locale;
        let theme = RwSignal::new("system".to_owned());
        Effect::new(move |_| {
            if let Some(chosen) = chosen() {
                theme.try_set(chosen);
            }
        });
        let symbol = move || match theme.get().as_str() {
            "light" => "/icons.svg#sun",
            "dark" => "/icons.svg#moon",
            _ => "/icons.svg#system",
        };
        view! {
            <label class="tool needs-js">
                <svg class="kern-icon" aria-hidden="true">
                    <use href=symbol></use>
                </svg>
                <span class="kern-sr-only">{text::theme(locale)}</span>
                <select
                    data-theme-select=""
                    prop:value=move || theme.get()
                    on:change:target=move |event| {
                        let chosen = event.target().value();
                        choose(&chosen);
                        theme.try_set(chosen);
                    }
                >
                    <option value="system">{text::theme_system(locale)}</option>
                    <option value="light">{text::theme_light(locale)}</option>
                    <option value="dark">{text::theme_dark(locale)}</option>
                </select>
            </label>
        }
    }
}

/// What `theme.js` found before the first paint.
fn chosen() -> Option<String> {
    document().document_element()?.get_attribute(ATTRIBUTE)
}

fn choose(theme: &str) {
    let storage = window().local_storage().ok().flatten();
    let Some(root) = document().document_element() else {
        return;
    };
    if theme == "system" {
        let _ = root.remove_attribute(ATTRIBUTE);
        let _ = storage.map(|storage| storage.remove_item(KEY));
    } else {
        let _ = root.set_attribute(ATTRIBUTE, theme);
        let _ = storage.map(|storage| storage.set_item(KEY, theme));
    }
    store().theme_changed();
}
