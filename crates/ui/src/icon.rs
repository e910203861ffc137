//! Icons of the sprite `public/icons.svg`; always decoration beside words.

use leptos::prelude::*;

/// An icon of 24 px by its name in the sprite.
pub fn icon(name: &str) -> impl IntoView + use<> {
    view! {
        <svg class="kern-icon" aria-hidden="true">
            <use href=format!("/icons.svg#{name}")/>
        </svg>
    }
}

/// An icon of 40 px by its name in the sprite.
pub fn large_icon(name: &str) -> impl IntoView + use<> {
    view! {
        <svg class="kern-icon kern-icon--large" aria-hidden="true">
            <use href=format!("/icons.svg#{name}")/>
        </svg>
    }
}
