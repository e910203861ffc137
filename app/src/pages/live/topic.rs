//! Everything that is observed about a topic, as a table that keeps itself up to date.

use domain::{Locale, live::Topic};
use leptos::prelude::*;

use super::{events, reading_row::reading_row, simulation};
use crate::{
    components::{PageHead, TakeOut, page_head, take_out},
    isle::mount,
    isles::LiveIsle,
    pages::{
        now::compared,
        places::{area_style, list_map},
    },
    routes::Route,
    site::{Head, Page, Site},
    written::{Html, Written},
};

pub(in crate::pages) fn page(locale: Locale, topic: Topic) -> Page {
    let title = i18n::live::topic(locale, topic);
    let head = Head {
        status: 200,
        title: title.to_owned(),
        description: i18n::live::lead(locale).to_owned(),
        index: true,
        canonical: Route::Live(Some(topic)).href(Locale::De),
        area: Some(topic.area()),
        has_live: true,
        ..Head::default()
    };
    let body = move |site: &Site| {
        let live = (
            i18n::live::title(locale).to_owned(),
            Route::Live(None).href(locale),
        );
        let top = PageHead {
            locale,
            area: Some(topic.area()),
            way: vec![live],
            title: title.to_owned(),
            lead: None,
        };
        let (content, simulated, marked) = if topic.has_events() {
            let (list, simulated) = events::list(site, locale, topic);
            (list, simulated, 0)
        } else {
            table(site, locale, topic)
        };
        let isle = LiveIsle {
            locale,
            topics: vec![topic.as_str().to_owned()],
            time_zone: zone_name(site),
        };
        let class = if marked > 0 {
            "wrap places values"
        } else {
            "wrap body stack"
        };
        view! {
            {page_head(top, ())}
            <div class=class>
                <div class="stack">
                {simulated.then(|| simulation::banner(locale))}
                {site.portal.live().is_some().then(|| mount(isle))}
                {compared(site, locale, topic)}
                {if topic.has_events() {
                    view! {
                        <section data-live="events">
                            <h2 class="kern-sr-only">{i18n::live::reports(locale)}</h2>
                            {content}
                        </section>
                    }
                    .written()
                } else {
                    content
                }}
                {take_out(site, TakeOut {
                    locale,
                    title: title.to_owned(),
                    address: Route::Live(Some(topic)).href(Locale::De),
                    files: files(topic),
                })}
                <p><a href=Route::Sources.href(locale)>{i18n::live::sources(locale)}</a></p>
                </div>
                {(marked > 0).then(|| {
                    list_map(site, locale, marked, vec![area_style(topic.area())])
                })}
            </div>
        }
        .written()
    };
    Page {
        locale,
        head,
        body: Box::new(body),
    }
}

/// What is on the page, as files.
fn files(topic: Topic) -> Vec<(&'static str, String)> {
    let values = ("JSON", format!("/api/v1/latest?topics={}", topic.as_str()));
    let parking =
        (topic == Topic::Parking).then(|| ("ParkAPI", "/api/v1/parking-sites".to_owned()));
    [values].into_iter().chain(parking).collect()
}

/// The IANA name of the city's time zone.
pub(in crate::pages) fn zone_name(site: &Site) -> String {
    let zone = &site.city().time_zone;
    zone.iana_name().unwrap_or("UTC").to_owned()
}

/// The readings of a topic, whether one of them is simulated, and how many things a map can show.
fn table(site: &Site, locale: Locale, topic: Topic) -> (Html, bool, usize) {
    let Some(live) = site.portal.live() else {
        let words = i18n::live::nothing_read(locale);
        return (view! { <p>{words}</p> }.written(), false, 0);
    };
    let (board, now) = (live.board(), site.portal.now());
    let made_up = simulation::simulated(site);
    let (mut any_made_up, mut marked) = (false, 0);
    let base_map = site.city().base_map.as_ref();
    let mut rows = Vec::new();
    for thing in board.things(topic) {
        // Things of feeds that are not read now are history.
        if site.portal.feed(&thing.feed).is_none() {
            continue;
        }
        let simulated = made_up.contains(&thing.feed);
        any_made_up |= simulated;
        // What stands beyond the base map could not be seen.
        let mut on_map = base_map
            .zip(thing.position)
            .is_some_and(|(map, at)| map.bounds.contains(at));
        for reading in board.readings(&thing.id) {
            let page = Some(Route::Thing(thing.id.clone()));
            rows.push(reading_row(
                locale, thing, reading, simulated, &now, page, on_map,
            ));
            marked += usize::from(std::mem::take(&mut on_map));
        }
    }
    if rows.is_empty() {
        let words = i18n::live::nothing_here(locale);
        // With the first values the page is another one, with a table and a map.
        let none = view! { <p data-live="values" data-empty="">{words}</p> };
        return (none.written(), false, 0);
    }
    let caption = i18n::live::topic(locale, topic);
    (value_table(locale, caption, rows), any_made_up, marked)
}

/// A table of readings.
pub(super) fn value_table(locale: Locale, caption: &'static str, rows: Vec<Html>) -> Html {
    view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="werte">
            <table class="kern-table live stacked" role="table">
                <caption id="werte">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{i18n::live::place(locale)}</th>
                        <th role="columnheader" scope="col">{i18n::live::value(locale)}</th>
                        <th role="columnheader" scope="col">{i18n::live::as_of(locale)}</th>
                        <th role="columnheader" scope="col">{i18n::live::state(locale)}</th>
                        <th role="columnheader" scope="col">{i18n::live::history(locale)}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .written()
}
