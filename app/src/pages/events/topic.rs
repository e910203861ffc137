//! The reports of a topic beside their map: those close to an address first, where one is typed.

use std::collections::HashSet;

use domain::{
    Locale, PlaceQuery, View,
    live::{AFFECTED_WITHIN, EventKind, FeedId, Topic},
};
use leptos::prelude::*;
use portal::Near;

use super::{EventRow, Listed, Reports, row, row::sign};
use crate::{
    components::{PageHead, TakeOut, page_head, take_out},
    isle::mount,
    isles::{MarkerStyle, PlacesView, QueryFormIsle, ViewSwitchIsle},
    pages::{
        live::{banner, live_bar, simulated, way},
        near_field::{near_field, near_order},
        places::list_map,
    },
    routes::Route,
    site::{Alternate, Head, Page, PageRequest, Site},
    styles::Styles,
    written::{Html, Written},
};

/// Loads and shows the reports of a topic.
pub(in crate::pages) fn page(site: &Site, request: &PageRequest, topic: Topic) -> Page {
    let locale = request.locale;
    // An address and a view are asked for as everywhere else.
    let query = PlaceQuery::parse(request.query.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    let near = site.portal.locate(query.near.as_deref());
    let reports = Reports::of(site, topic, &near);
    let route = Route::Live(Some(topic));
    let title = i18n::observed::topic(locale, topic);
    let counted = i18n::events::count(locale, reports.holding.len(), reports.planned.len());
    let head = Head {
        status: 200,
        title: title.to_owned(),
        description: format!("{title}: {counted}"),
        index: query.near.is_none(),
        canonical: route.href(Locale::De),
        asked: asked(Locale::De, topic, query.near.clone(), query.view),
        area: Some(topic.area()),
        styles: Styles::LiveList,
        has_map: site.city().base_map.is_some(),
        has_list: reports.count() > 0,
        alternates: alternates(locale),
        ..Head::default()
    };
    let body = move |site: &Site| body(site, locale, topic, &query, &near, &reports);
    Page {
        locale,
        head,
        body: Box::new(body),
    }
}

fn body(
    site: &Site,
    locale: Locale,
    topic: Topic,
    query: &PlaceQuery,
    near: &Near,
    reports: &Reports,
) -> Html {
    let top = PageHead {
        locale,
        area: Some(topic.area()),
        way: way(locale, None),
        title: i18n::observed::topic(locale, topic).to_owned(),
        lead: None,
    };
    let made_up = simulated(site);
    let any_simulated = reports.all().any(|one| made_up.contains(&one.event.feed));
    let (view_name, view) = match query.view {
        View::List => ("list", PlacesView::List),
        View::Map => ("map", PlacesView::Map),
    };
    let has_map = site.city().base_map.is_some();
    view! {
        {page_head(top, ())}
        <div class="wrap places" data-view=view_name>
            <div class="col">
                {any_simulated.then(|| banner(locale))}
                {live_bar(site, locale, &[topic])}
                <form
                    class="filter" action=Route::Live(Some(topic)).href(locale) method="get"
                    role="search" aria-label=i18n::events::filter(locale) data-query=""
                >
                    {near_field(locale, query.near.as_deref(), near, |near| {
                        asked(locale, topic, Some(near), query.view)
                    })}
                </form>
                {found(site, locale, near, reports, &made_up)}
                <div data-part="take-out">
                    {take_out(site, TakeOut {
                        locale,
                        title: i18n::observed::topic(locale, topic).to_owned(),
                        address: asked(Locale::De, topic, query.near.clone(), View::List),
                        files: files(locale, query.near.as_deref()),
                    })}
                </div>
                <p><a href=Route::Sources.href(locale)>{i18n::live::sources(locale)}</a></p>
                {mount(QueryFormIsle {})}
            </div>
            {list_map(site, locale, reports.count(), styles())}
            {has_map.then(|| mount(ViewSwitchIsle { locale, view }))}
        </div>
    }
    .written()
}

/// The address of the reports of a topic by their distance from a point.
fn asked(locale: Locale, topic: Topic, near: Option<String>, view: View) -> String {
    let query = PlaceQuery {
        near,
        view,
        ..PlaceQuery::default()
    };
    let path = Route::Live(Some(topic)).href(locale);
    match serde_urlencoded::to_string(query.pairs()) {
        Ok(pairs) if !pairs.is_empty() => format!("{path}?{pairs}"),
        _ => path,
    }
}

/// The reports as files; those close to an address where one is given.
fn files(locale: Locale, near: Option<&str>) -> Vec<(&'static str, String)> {
    let file = |path: &str, pairs: &[(&str, &str)]| {
        let near = near.map(|near| ("near", near));
        let pairs: Vec<_> = pairs.iter().copied().chain(near).collect();
        let pairs = serde_urlencoded::to_string(pairs).unwrap_or_default();
        format!("/api/v1/{path}?{pairs}")
    };
    let kinds = ("kind", "roadwork,closure,traffic");
    let lang = ("lang", locale.tag());
    vec![
        (i18n::events::calendar(locale), file("events.ics", &[lang])),
        (
            i18n::events::atom(locale),
            file("events.atom", &[lang, kinds]),
        ),
        ("JSON", file("events", &[kinds, ("format", "json")])),
        ("GeoJSON", file("events", &[kinds, ("format", "geojson")])),
        ("CSV", file("events", &[kinds, ("format", "csv")])),
    ]
}

/// The calendar and the feed, for browsers and readers that look for them.
fn alternates(locale: Locale) -> Vec<Alternate> {
    vec![
        Alternate {
            kind: "text/calendar",
            title: i18n::observed::topic(locale, Topic::Roadworks),
            href: format!("/api/v1/events.ics?lang={}", locale.tag()),
        },
        feed(locale),
    ]
}

/// The feed of warnings and closures.
pub(in crate::pages) fn feed(locale: Locale) -> Alternate {
    Alternate {
        kind: "application/atom+xml",
        title: i18n::events::feed(locale),
        href: format!("/api/v1/events.atom?lang={}", locale.tag()),
    }
}

fn found(
    site: &Site,
    locale: Locale,
    near: &Near,
    reports: &Reports,
    made_up: &HashSet<FeedId>,
) -> Html {
    let now = site.portal.now();
    let show = EventRow {
        locale,
        now: &now,
        with_map: site.city().base_map.is_some(),
    };
    let group = |name: &'static str, listed: &[Listed]| {
        let rows = listed
            .iter()
            .map(|one| row(show, one, made_up.contains(&one.event.feed)));
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then(|| view! { <h2>{name}</h2> <ul class="list">{rows}</ul> }.written())
    };
    let is_near = matches!(near, Near::Found { .. });
    let none = match site.portal.live() {
        None => Some(i18n::live::nothing_read(locale)),
        Some(_) => (reports.count() == 0).then(|| i18n::live::no_events(locale)),
    };
    view! {
        <section class="found" aria-labelledby="zahl" data-part="found" data-live="events">
            <h2 id="zahl"><span data-count="">{counted(locale, near, reports)}</span></h2>
            {near_order(locale, near)}
            {is_near.then(|| view! { <p class="muted">{i18n::events::from_line(locale)}</p> })}
            {none.map(|words| view! { <p>{words}</p> })}
            <div class="list" id="liste">
                {group(i18n::events::holding(locale), &reports.holding)}
                {group(i18n::events::planned(locale), &reports.planned)}
            </div>
        </section>
        {legend(locale)}
    }
    .written()
}

fn counted(locale: Locale, near: &Near, reports: &Reports) -> String {
    match near {
        Near::Found { best, .. } => i18n::events::affecting(
            locale,
            reports.all().filter(|one| one.is_close()).count(),
            reports.count(),
            AFFECTED_WITHIN,
            &best.label,
        ),
        _ => i18n::events::count(locale, reports.holding.len(), reports.planned.len()),
    }
}

/// Shape and colour of each kind on the map.
pub(super) fn styles() -> Vec<MarkerStyle> {
    let shape = |kind: EventKind| match kind {
        EventKind::Roadwork => "triangle",
        EventKind::Closure => "circle",
        EventKind::Traffic => "diamond",
        EventKind::Warning => "hexagon",
    };
    let style = |kind: EventKind| MarkerStyle {
        category: kind.as_str().to_owned(),
        shape: shape(kind).to_owned(),
        colour: format!("--event-{}", kind.as_str()),
    };
    EventKind::ALL.into_iter().map(style).collect()
}

fn legend(locale: Locale) -> impl IntoView {
    let signs = [
        (EventKind::Roadwork, i18n::events::roadwork_sign(locale)),
        (EventKind::Closure, i18n::events::closure_sign(locale)),
        (EventKind::Traffic, i18n::events::traffic_sign(locale)),
    ];
    let signs = signs.map(|(kind, words)| view! { <li>{sign(kind)} {words}</li> });
    view! {
        <ul class="signs muted" aria-label=i18n::events::legend(locale)>
            {signs.into_iter().collect_view()}
        </ul>
    }
}
