//! Search boxes; plain GET forms.

use domain::Locale;
use leptos::prelude::*;
use ui::icon;

use crate::routes::Route;

/// The large box of the home page and the results.
pub fn search_box(locale: Locale, text: &str) -> impl IntoView + use<> {
    let words = i18n::common::search_for(locale);
    let text = text.to_owned();
    view! {
        <form class="joined big-search" role="search" action=Route::Search.href(locale)>
            <input
                class="kern-form-input__input" id="q" type="search" name="q" value=text
                aria-label=words placeholder=words autocomplete="off" enterkeyhint="search"
            />
            <button class="kern-btn kern-btn--primary">
                {icon("search")} {i18n::common::search_do(locale)}
            </button>
        </form>
    }
}

/// The small box of the header, and the link that stands for it on phones.
pub fn header_search(locale: Locale) -> impl IntoView {
    let action = Route::Search.href(locale);
    view! {
        <form
            class="head-search joined" role="search" action=action.clone()
            aria-label=i18n::common::search_portal(locale)
        >
            <input
                class="kern-form-input__input" type="search" name="q" autocomplete="off"
                aria-label=i18n::common::search_word(locale)
                placeholder=i18n::common::search_do(locale)
            />
            <button class="kern-btn kern-btn--icon" aria-label=i18n::common::search_do(locale)>
                {icon("search")}
            </button>
        </form>
        <a class="tool tool-search" href=action aria-label=i18n::common::search(locale)>
            {icon("search")}
        </a>
    }
}
