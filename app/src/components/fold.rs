//! A part of a long list, folded away.

use leptos::prelude::*;

use crate::written::{Html, Written};

/// What stands behind a line that says what it is. A reader finds words in it as in the rest of the
/// page, and what is unfolded stays so when the server draws the part anew (`frontend/swap.js`):
/// `name` tells it apart from the others on the page.
pub fn fold(name: String, summary: impl IntoView, content: impl IntoView) -> Html {
    view! {
        <details class="fold" data-fold=name>
            <summary>{summary}</summary>
            {content}
        </details>
    }
    .written()
}
