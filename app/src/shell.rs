//! The document around every page.

use leptos::prelude::*;

use crate::site::{Page, Site};

/// Writes a page as a document. `nonce` is that of the answer's content security policy.
pub fn document(_site: &Site, page: Page, _nonce: &str) -> impl IntoView + use<> {
    view! { <main>{(page.body)()}</main> }
}
