//! Everything that is observed about a topic, as a table that keeps itself up to date.

use std::sync::Arc;

use domain::{
    Locale,
    live::{Thing, Topic},
};
use leptos::prelude::*;

use super::{
    around::{live_bar, way},
    events,
    groups::grouped,
    reading_row::reading_row,
    simulation,
};
use crate::{
    components::{PageHead, TakeOut, fold, page_head, take_out},
    pages::{
        now::in_short,
        places::{area_style, list_map},
    },
    routes::Route,
    site::{Head, Page, Site},
    styles::Styles,
    written::{Html, Written},
};

/// Longer tables are folded by districts.
const MOST_ROWS: usize = 40;

pub(in crate::pages) fn page(locale: Locale, topic: Topic) -> Page {
    let title = i18n::observed::topic(locale, topic);
    let head = Head {
        status: 200,
        title: title.to_owned(),
        description: i18n::live::lead(locale).to_owned(),
        index: true,
        canonical: Route::Live(Some(topic)).href(Locale::De),
        area: Some(topic.area()),
        styles: Styles::LiveList,
        ..Head::default()
    };
    let body = move |site: &Site| {
        let top = PageHead {
            locale,
            area: Some(topic.area()),
            way: way(locale, None),
            title: title.to_owned(),
            lead: None,
        };
        let (content, simulated, marked) = if topic.has_events() {
            let (list, simulated) = events::list(site, locale, topic);
            (list, simulated, 0)
        } else {
            table(site, locale, topic)
        };
        let class = if marked > 0 {
            "wrap places values"
        } else {
            "wrap body stack"
        };
        view! {
            {page_head(top, ())}
            <div class=class>
                // Every value of the topic has a row in here.
                <div class="stack" data-rows="">
                {simulated.then(|| simulation::banner(locale))}
                {live_bar(site, locale, &[topic])}
                {in_short(site, locale, topic)}
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

/// The readings of a topic, whether one of them is simulated, and how many things a map can show.
fn table(site: &Site, locale: Locale, topic: Topic) -> (Html, bool, usize) {
    let Some(live) = site.portal.live() else {
        let words = i18n::live::nothing_read(locale);
        return (view! { <p>{words}</p> }.written(), false, 0);
    };
    let (board, now) = (live.board(), site.portal.now());
    let made_up = simulation::simulated(site);
    // Things of feeds that are not read now are history.
    let things = board
        .things(topic)
        .filter(|thing| site.portal.feed(&thing.feed).is_some());
    let things: Vec<&Arc<Thing>> = things.collect();
    let any_made_up = things.iter().any(|thing| made_up.contains(&thing.feed));
    let base_map = site.city().base_map.as_ref();
    let mut marked = 0;
    let mut rows_of = |thing: &Thing| {
        // What stands beyond the base map could not be seen.
        let mut on_map = base_map
            .zip(thing.position)
            .is_some_and(|(map, at)| map.bounds.contains(at));
        let rows = board.readings(&thing.id).map(|reading| {
            let page = Some(Route::Thing(thing.id.clone()));
            let simulated = made_up.contains(&thing.feed);
            marked += usize::from(on_map);
            let on_map = std::mem::take(&mut on_map);
            reading_row(locale, thing, reading, simulated, &now, page, on_map)
        });
        rows.collect::<Vec<_>>()
    };
    let name = i18n::observed::topic(locale, topic);
    let number: usize = things
        .iter()
        .map(|thing| board.readings(&thing.id).count())
        .sum();
    let content = if number == 0 {
        let words = i18n::live::nothing_here(locale);
        return (view! { <p>{words}</p> }.written(), false, 0);
    } else if number <= MOST_ROWS {
        let rows = things.iter().flat_map(|thing| rows_of(thing)).collect();
        value_table(locale, "werte", name.to_owned(), rows, false)
    } else {
        let groups = grouped(site, locale, things.iter(), |thing| thing);
        let folds = groups.into_iter().map(|group| {
            let number = i18n::format::integer(locale, group.members.len());
            let summary = format!("{} ({number})", group.name);
            let rows = group.members.iter().flat_map(|thing| rows_of(thing));
            let id = format!("werte-{}", group.key);
            let caption = format!("{name}, {}", group.name);
            let table = value_table(locale, &id, caption, rows.collect(), false);
            fold(group.key, summary, table)
        });
        let folds: Vec<_> = folds.collect();
        view! { <div>{folds}</div> }.written()
    };
    (content, any_made_up, marked)
}

/// A table of readings, whose caption has an id of its own. Rows that lead to no page have files.
pub(super) fn value_table(
    locale: Locale,
    id: &str,
    caption: String,
    rows: Vec<Html>,
    has_files: bool,
) -> Html {
    let history = || {
        view! { <th role="columnheader" scope="col">{i18n::live::history(locale)}</th> }
    };
    let labelled = id.to_owned();
    let id = id.to_owned();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby=labelled>
            <table class="kern-table live stacked" role="table">
                <caption id=id>{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{i18n::live::place(locale)}</th>
                        <th role="columnheader" scope="col">{i18n::live::value(locale)}</th>
                        <th role="columnheader" scope="col">{i18n::live::as_of(locale)}</th>
                        <th role="columnheader" scope="col">{i18n::live::state(locale)}</th>
                        {has_files.then(history)}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .written()
}
