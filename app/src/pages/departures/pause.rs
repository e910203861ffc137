//! The button that stops what is drawn anew every half a minute, for pages without a live bar.

use domain::Locale;
use leptos::prelude::*;

use crate::written::{Html, Written};

/// The button; `nav.js` asks it, and exchanges its two names.
pub(super) fn pause(locale: Locale) -> Html {
    view! {
        <p class="needs-js">
            <button
                class="kern-btn kern-btn--tertiary" type="button" data-pause=""
                data-other=i18n::live::resume(locale) aria-pressed="false"
            >{i18n::live::pause(locale)}</button>
        </p>
    }
    .written()
}
