//! Warnings and other reports as a list without a map.

use domain::{Locale, live::Topic};
use leptos::prelude::*;
use portal::Near;

use super::simulation;
use crate::{
    pages::events::{EventRow, Listed, Reports, row},
    site::Site,
    written::{Html, Written},
};

/// The events of a topic that hold now or will hold, and whether one of them is simulated.
pub(in crate::pages) fn list(site: &Site, locale: Locale, topic: Topic) -> (Html, bool) {
    if site.portal.live().is_none() {
        let words = i18n::live::nothing_read(locale);
        return (view! { <p>{words}</p> }.written(), false);
    }
    let reports = Reports::of(site, topic, &Near::NotAsked);
    let words = i18n::live::no_events(locale);
    rows(site, locale, reports.all()).unwrap_or_else(|| (view! { <p>{words}</p> }.written(), false))
}

/// The warnings that hold now; nothing when there are none.
pub(super) fn warnings(site: &Site, locale: Locale) -> Option<Html> {
    let reports = Reports::of(site, Topic::Warnings, &Near::NotAsked);
    let (list, _) = rows(site, locale, reports.holding.iter())?;
    Some(
        view! {
            <section>
                <h2>{i18n::observed::topic(locale, Topic::Warnings)}</h2>
                {list}
            </section>
        }
        .written(),
    )
}

fn rows<'a>(
    site: &Site,
    locale: Locale,
    reports: impl Iterator<Item = &'a Listed>,
) -> Option<(Html, bool)> {
    let (made_up, now) = (simulation::simulated(site), site.portal.now());
    let show = EventRow {
        locale,
        now: &now,
        with_map: false,
    };
    let mut any_made_up = false;
    let rows: Vec<_> = reports
        .map(|one| {
            let simulated = made_up.contains(&one.event.feed);
            any_made_up |= simulated;
            row(show, one, simulated)
        })
        .collect();
    let list = (!rows.is_empty()).then(|| view! { <ul class="events">{rows}</ul> }.written())?;
    Some((list, any_made_up))
}
