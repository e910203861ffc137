//! The topics, with how much is known about each.

use domain::{Area, Locale, live::Topic};
use leptos::prelude::*;

use super::{events, simulation};
use crate::{
    components::{PageHead, area_name, page_head},
    pages::events::feed,
    routes::Route,
    site::{Head, Page, Site},
    styles::Styles,
    written::{Html, Written},
};

pub(in crate::pages) fn page(locale: Locale) -> Page {
    let title = i18n::live::title(locale);
    let lead = i18n::live::lead(locale);
    let head = Head {
        status: 200,
        title: title.to_owned(),
        description: lead.to_owned(),
        index: true,
        canonical: Route::Live(None).href(Locale::De),
        styles: Styles::Live,
        alternates: vec![feed(locale)],
        ..Head::default()
    };
    let body = move |site: &Site| {
        let top = PageHead {
            locale,
            area: None,
            way: Vec::new(),
            title: title.to_owned(),
            lead: Some(lead.to_owned()),
        };
        let sections = [Area::Mobility, Area::Climate].map(|area| {
            view! {
                <section>
                    <h2>{area_name(locale, area)}</h2>
                    {topic_links(site, locale, area)}
                </section>
            }
        });
        let simulated = !simulation::simulated(site).is_empty();
        view! {
            {page_head(top, ())}
            <div class="wrap body stack">
                {simulated.then(|| simulation::banner(locale))}
                {events::warnings(site, locale)}
                {sections.into_iter().collect_view()}
                <p><a href=Route::Sources.href(locale)>{i18n::live::sources(locale)}</a></p>
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

/// The topics of an area that something is known about, with the number of things or events.
pub(in crate::pages) fn topic_links(site: &Site, locale: Locale, area: Area) -> Option<Html> {
    let live = site.portal.live()?;
    let (board, now) = (live.board(), site.portal.now().timestamp());
    let links: Vec<_> = Topic::ALL
        .into_iter()
        .filter(|topic| topic.area() == area)
        .filter_map(|topic| {
            let things = board.things(topic).count();
            let holding = board.events_of(topic).filter(|event| event.holds_at(now));
            let count = if topic.has_events() {
                holding.count()
            } else {
                things
            };
            let known = things > 0 || topic.has_events();
            known.then(|| {
                let href = Route::Live(Some(topic)).href(locale);
                let name = i18n::observed::topic(locale, topic);
                let count = i18n::format::integer(locale, count);
                view! { <li><a href=href>{name}</a> " " <span class="muted">{count}</span></li> }
            })
        })
        .collect();
    let shown = !links.is_empty();
    shown.then(|| view! { <ul class="topics">{links}</ul> }.written())
}
