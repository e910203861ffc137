//! The page of one report: what a calendar, a feed or a friend links to.

use std::sync::Arc;

use domain::{
    Locale,
    live::{Event, EventId},
};
use leptos::prelude::*;

use super::{
    row::{details, line},
    topic::styles,
};
use crate::{
    components::{PageHead, TakeOut, page_head, take_out},
    pages::{
        live::{banner, simulated, way},
        places::map_of_rows,
    },
    routes::Route,
    site::{Head, Page, Site},
    styles::Styles,
    written::{Html, Written},
};

/// The page of a report that has not ended; `None` for any other.
pub(in crate::pages) fn page(site: &Site, locale: Locale, id: &EventId) -> Option<Page> {
    let board = site.portal.live()?.board();
    let event = Arc::clone(board.event(id)?);
    let now = site.portal.now().timestamp();
    let is_read = site.portal.feed(&event.feed).is_some();
    if !is_read || event.valid_to.is_some_and(|to| to <= now) {
        return None;
    }
    let title = event.title.in_locale(locale).0.to_owned();
    let kind = i18n::live::event_kind(locale, event.kind);
    let head = Head {
        status: 200,
        title: title.clone(),
        description: format!("{kind}: {title}"),
        // It will be gone soon.
        index: false,
        canonical: Route::Event(event.id.clone()).href(Locale::De),
        area: Some(event.kind.topic().area()),
        styles: Styles::LiveList,
        has_map: event.middle().is_some() && site.city().base_map.is_some(),
        ..Head::default()
    };
    let body = move |site: &Site| body(site, locale, &event, title);
    Some(Page {
        locale,
        head,
        body: Box::new(body),
    })
}

fn body(site: &Site, locale: Locale, event: &Event, title: String) -> Html {
    let topic = event.kind.topic();
    let top = PageHead {
        locale,
        area: Some(topic.area()),
        way: way(locale, Some(topic)),
        title: title.clone(),
        lead: None,
    };
    let now = site.portal.now();
    let made_up = simulated(site).contains(&event.feed);
    let planned = !event.holds_at(now.timestamp());
    let take = TakeOut {
        locale,
        title: title.clone(),
        address: Route::Event(event.id.clone()).href(Locale::De),
        files: Vec::new(),
    };
    let map = event.middle().map(|at| {
        view! {
            <div
                class="point" data-id=event.id.to_string() data-category=event.kind.as_str()
                data-lat=at.lat() data-lng=at.lon() data-line=line(&event.line)
            >
                {map_of_rows(site, locale, event.id.as_str(), title, styles())}
            </div>
        }
    });
    view! {
        {page_head(top, ())}
        <div class="wrap body stack">
            {made_up.then(|| banner(locale))}
            <div class="about">
                <div class=format!("event {}", event.severity.as_str())>
                    {planned.then(|| view! { <p><b>{i18n::events::not_yet(locale)}</b></p> })}
                    {details(locale, event, made_up, &now)}
                    {source(site, locale, event)}
                </div>
                {map}
            </div>
            {take_out(site, take)}
        </div>
    }
    .written()
}

/// Who says it, under which licence.
fn source(site: &Site, locale: Locale, event: &Event) -> Option<Html> {
    let feed = site.portal.feed(&event.feed)?;
    let sources = &site.city().sources;
    let source = sources.iter().find(|one| one.id == feed.source)?;
    let href = format!("{}#quelle-{}", Route::Sources.href(locale), source.id);
    let title = source.title.get(locale).to_owned();
    let (licence, attribution) = (source.licence.clone(), source.attribution.clone());
    Some(
        view! {
            <p class="muted">
                {i18n::events::source(locale)} ": " <a href=href>{title}</a> ", " {licence} ". "
                {attribution} ". " {i18n::events::description_source(locale)}
            </p>
        }
        .written(),
    )
}
