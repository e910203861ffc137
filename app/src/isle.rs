//! Isles: the interactive parts of a page.
//!
//! An isle is a serialisable struct with a view. The server writes the view with the struct beside
//! it; the browser reads the struct, wakes the same view in place, and drops it for good (effects,
//! listeners, references) when its element has left the page.

use leptos::prelude::*;
use serde::Serialize;

use crate::props::Props;

/// An interactive part of a page. Its view must be the same on the server and in the browser: no
/// clock, no random numbers, no window while rendering. What only a browser can do stands in effects
/// and event handlers, which the server never runs.
pub trait Isle: Serialize + Props + 'static {
    /// The name under which the browser finds it.
    const NAME: &'static str;

    /// What it shows.
    fn view(self) -> impl IntoView + 'static;
}

/// Puts an isle into a page, complete as HTML.
pub fn mount<I: Isle>(isle: I) -> impl IntoView {
    let props = serde_json::to_string(&isle).unwrap_or_default();
    view! {
        <div class="isle" data-isle=I::NAME data-props=props>
            {isle.view()}
        </div>
    }
}
