//! What stands around live values: the way to them, and the bar that keeps them up to date.

use domain::{Locale, live::Topic};
use leptos::prelude::*;

use crate::{
    isle::mount,
    isles::LiveIsle,
    routes::Route,
    site::Site,
    written::{Html, Written},
};

/// The way to everything that is live, and on to a topic.
pub(in crate::pages) fn way(locale: Locale, topic: Option<Topic>) -> Vec<(String, String)> {
    let all = (i18n::live::title(locale), Route::Live(None));
    let topic = topic.map(|one| (i18n::observed::topic(locale, one), Route::Live(Some(one))));
    let way = [Some(all), topic].into_iter().flatten();
    way.map(|(name, route)| (name.to_owned(), route.href(locale)))
        .collect()
}

/// Renews what is on the page whenever one of its topics changes; `None` where nothing is read.
pub(in crate::pages) fn live_bar(site: &Site, locale: Locale, topics: &[Topic]) -> Option<Html> {
    site.portal.live()?;
    let isle = LiveIsle {
        locale,
        topics: topics
            .iter()
            .map(|topic| topic.as_str().to_owned())
            .collect(),
        time_zone: zone_name(site),
    };
    Some(view! { {mount(isle)} }.written())
}

/// The IANA name of the city's time zone.
fn zone_name(site: &Site) -> String {
    let zone = &site.city().time_zone;
    zone.iana_name().unwrap_or("UTC").to_owned()
}
