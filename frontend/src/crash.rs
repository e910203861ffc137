//! What happens when the client crashes: it says so and leaves the page alone.
//!
//! Every page is complete without the client. `nav.js` sees the mark and loads the next page for
//! real, with a fresh client.

use std::panic::{PanicHookInfo, set_hook};

use leptos::prelude::{document, window};

/// Takes crashes for the server's log.
const ADDRESS: &str = "/api/v1/client-errors";
const LONGEST: usize = 500;

pub(crate) fn report_to_log() {
    set_hook(Box::new(report));
}

/// Place in the source and message: no address of the page, nothing that was typed.
fn report(crash: &PanicHookInfo<'_>) {
    let message = crash.to_string();
    web_sys::console::error_1(&message.as_str().into());
    let Some(root) = document().document_element() else {
        return;
    };
    // A crash ends the client, and those that follow from it say nothing new.
    if root.has_attribute("data-dead") {
        return;
    }
    let _ = root.set_attribute("data-dead", "");
    let short: String = message.chars().take(LONGEST).collect();
    let _ = window()
        .navigator()
        .send_beacon_with_opt_str(ADDRESS, Some(&short));
}
