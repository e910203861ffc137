//! The wasm client: wakes the isles of a page, and those of every page that comes after it.

mod crash;

use std::time::Duration;

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by `nav.js` when the client is loaded.
#[wasm_bindgen]
pub fn start() {
    crash::report_to_log();
    sync();
    // One task later every effect of the isles has run: tests wait for this.
    set_timeout(
        || {
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("data-hydrated", "");
            }
        },
        Duration::ZERO,
    );
}

/// Called by `nav.js` after every page swap.
#[wasm_bindgen]
pub fn sync() {
    app::wake::sync();
}
