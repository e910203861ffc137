//! A picture of the sprite.

use leptos::prelude::*;

/// A picture of the sprite by its name, for the eye only.
pub(super) fn icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="kern-icon" aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
