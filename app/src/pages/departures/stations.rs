//! The stations near an address, each with what departs next.

use std::sync::Arc;

use domain::{Area, Locale};
use jiff::Zoned;
use leptos::prelude::*;
use portal::{
    Near,
    timetable::{StationNearby, TimetableDirectory, Timetables, Validity},
};

use super::{board::rows, known::known, pause::pause};
use crate::{
    components::{PageHead, area_class, area_name, page_head},
    pages::near_field::{near_field, near_order},
    routes::Route,
    site::{Head, Page, PageRequest, Site},
    styles::Styles,
    written::{Html, Written},
};

/// Stations on the page.
const STATIONS: usize = 10;

/// Departures of each.
const DEPARTURES: usize = 4;

/// The page; the point is the middle of the city until somebody gives another.
pub(in crate::pages) fn page(site: &Site, request: &PageRequest) -> Page {
    let locale = request.locale;
    let typed = request.value("nahe").map(str::trim).unwrap_or_default();
    let typed = (!typed.is_empty()).then(|| typed.to_owned());
    let near = site.portal.locate(typed.as_deref());
    let point = near.position().unwrap_or(site.city().centre);
    let timetable = site
        .portal
        .timetables()
        .map_or_else(Arc::default, Timetables::directory);
    let found = site.portal.stations_near(&timetable, Some(point), STATIONS);
    let title = i18n::departures::title(locale);
    let head = Head {
        status: 200,
        title: title.to_owned(),
        description: i18n::departures::stations_lead(locale).to_owned(),
        index: typed.is_none(),
        canonical: Route::Stations.href(Locale::De),
        asked: href(Locale::De, typed.as_deref()),
        styles: Styles::LiveList,
        has_list: true,
        area: Some(Area::Mobility),
        ..Head::default()
    };
    let body = move |site: &Site| {
        let top = PageHead {
            locale,
            area: Some(Area::Mobility),
            way: vec![(
                area_name(locale, Area::Mobility).to_owned(),
                Route::Area(Area::Mobility).href(locale),
            )],
            title: title.to_owned(),
            lead: Some(i18n::departures::stations_lead(locale).to_owned()),
        };
        let action = Route::Stations.href(locale);
        let field = near_field(locale, typed.as_deref(), &near, |near| {
            href(locale, Some(&near))
        });
        view! {
            {page_head(top, ())}
            <div class=format!("wrap body stack {}", area_class(Area::Mobility))>
                <form
                    class="filter" action=action method="get" role="search"
                    aria-label=i18n::departures::search(locale) data-query=""
                >{field}</form>
                {(!found.is_empty()).then(|| pause(locale))}
                <div data-part="stations" id="liste" tabindex="-1">
                    {list(site, locale, &timetable, &near, &found)}
                </div>
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

fn href(locale: Locale, near: Option<&str>) -> String {
    let path = Route::Stations.href(locale);
    match near.map(|near| serde_urlencoded::to_string([("nahe", near)])) {
        Some(Ok(query)) => format!("{path}?{query}"),
        _ => path,
    }
}

fn list(
    site: &Site,
    locale: Locale,
    timetable: &TimetableDirectory,
    near: &Near,
    found: &[StationNearby],
) -> Html {
    let now = site.portal.now();
    let words = validity(site, locale, timetable, &now);
    let cards: Vec<_> = found
        .iter()
        .map(|one| card(site, locale, timetable, one, near, &now))
        .collect();
    view! {
        <div data-live="stations" data-minute="">
            {near_order(locale, near)}
            <p>{words}</p>
            <ul class="stations">{cards}</ul>
        </div>
    }
    .written()
}

fn card(
    site: &Site,
    locale: Locale,
    timetable: &TimetableDirectory,
    one: &StationNearby,
    near: &Near,
    now: &Zoned,
) -> Html {
    let href = href_of(site, locale, one);
    // From the middle of the city no distance is of use.
    let distance = one.distance.filter(|_| near.position().is_some());
    let distance = distance.map(|metres| {
        view! { " " <small class="muted">{i18n::format::distance(locale, metres)}</small> }
    });
    view! {
        <li>
            <h2><a href=href>{one.station.name.clone()}</a> {distance}</h2>
            {rows(locale, timetable, &[one.number], now, DEPARTURES)}
        </li>
    }
    .written()
}

/// What holds for all times, or why there are none.
pub(super) fn validity(
    site: &Site,
    locale: Locale,
    timetable: &TimetableDirectory,
    now: &Zoned,
) -> String {
    let date = |day| i18n::format::date(locale, day);
    match timetable.validity(now.timestamp()) {
        Validity::None => i18n::departures::no_timetable(locale).to_owned(),
        Validity::From(day) => i18n::departures::not_yet(locale, &date(day)),
        Validity::Ended(day) => i18n::departures::ended(locale, &date(day)),
        Validity::Until(_) => known(site, locale, timetable, now),
    }
}

/// The page of the place that a station is, or its own.
pub(super) fn href_of(site: &Site, locale: Locale, one: &StationNearby) -> String {
    match &one.place {
        Some(place) => Route::of_place(site.city(), place).href(locale),
        None => Route::Station(one.station.id.clone()).href(locale),
    }
}
