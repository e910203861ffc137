//! What is said about simulated values, on every page that shows one.

use std::collections::HashSet;

use domain::{
    Locale,
    live::{FeedId, Origin},
};
use leptos::prelude::*;

use crate::{
    site::Site,
    written::{Html, Written},
};

/// The feeds whose values are made up.
pub(in crate::pages) fn simulated(site: &Site) -> HashSet<FeedId> {
    let feeds = site.portal.feeds().iter();
    feeds
        .filter(|feed| feed.origin == Origin::Simulated)
        .map(|feed| feed.id.clone())
        .collect()
}

/// The banner above simulated values.
pub(in crate::pages) fn banner(locale: Locale) -> Html {
    view! {
        <div class="kern-alert kern-alert--warning simulation" role="note">
            <p><b>{i18n::live::simulation_title(locale)}</b></p>
            <p>{i18n::live::simulation_text(locale)}</p>
        </div>
    }
    .written()
}

/// The word beside a simulated value.
pub(in crate::pages) fn badge(locale: Locale) -> impl IntoView {
    view! { " "<span class="tag">{i18n::live::simulation(locale)}</span> }
}
