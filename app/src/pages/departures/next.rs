//! The next departures of a few stops, for the page of the area.

use domain::{Coordinate, Locale};
use leptos::prelude::*;
use portal::timetable::Validity;

use super::{
    board::rows,
    stations::{href_of, validity},
};
use crate::{
    routes::Route,
    site::Site,
    written::{Html, Written},
};

/// Stops in the part.
const STATIONS: usize = 2;

/// Departures of each.
const DEPARTURES: usize = 3;

/// The nearest stops to a point, or those with the most departures; nothing without a timetable.
pub(in crate::pages) fn next(
    site: &Site,
    locale: Locale,
    point: Option<Coordinate>,
) -> Option<Html> {
    let timetable = site.portal.timetables()?.directory();
    if timetable.stations().is_empty() {
        return None;
    }
    let now = site.portal.now();
    let state = timetable.validity(now.timestamp());
    let stations = match (state, point) {
        (Validity::Until(_), Some(_)) => site.portal.stations_near(&timetable, point, STATIONS),
        (Validity::Until(_), None) => site.portal.busiest_stations(&timetable, STATIONS),
        _ => Vec::new(),
    };
    let cards: Vec<_> = stations
        .iter()
        .filter_map(|one| {
            let rows = rows(locale, &timetable, &[one.number], &now, DEPARTURES)?;
            let (href, name) = (href_of(site, locale, one), one.station.name.clone());
            Some(view! { <li><h3><a href=href>{name}</a></h3> {rows}</li> })
        })
        .collect();
    let cards = (!cards.is_empty()).then(|| view! { <ul class="stations">{cards}</ul> });
    Some(
        view! {
            <section data-live="next-departures" data-minute="">
                <h2>{i18n::departures::next(locale)}</h2>
                {cards}
                <p>{validity(site, locale, &timetable, &now)}</p>
                <p><a class="kern-btn kern-btn--secondary" href=Route::Stations.href(locale)>
                    {i18n::departures::all_departures(locale)}
                </a></p>
            </section>
        }
        .written(),
    )
}
