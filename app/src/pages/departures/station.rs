//! The page of one station.

use domain::{Area, Locale};
use leptos::prelude::*;
use portal::timetable::Timetables;

use super::board;
use crate::{
    components::{PageHead, area_class, area_name, page_head},
    pages::answer::fault,
    routes::Route,
    site::{Answer, Head, Page, PageRequest, Site},
    styles::Styles,
    written::Written,
};

/// Departures on the page.
const DEPARTURES: usize = 30;

/// Loads a station by its identifier in the timetable.
pub(in crate::pages) fn station(
    site: &Site,
    request: &PageRequest,
    id: &str,
) -> Result<Page, Answer> {
    let locale = request.locale;
    let timetable = site.portal.timetables().map(Timetables::directory);
    let found = timetable.and_then(|timetable| {
        let number = timetable.station(id)?;
        Some((number, timetable))
    });
    let Some((number, timetable)) = found else {
        return Err(fault(site, locale, 404));
    };
    let name = timetable.stations()[number as usize].name.clone();
    let head = Head {
        status: 200,
        title: name.clone(),
        description: format!("{}: {name}", i18n::departures::next(locale)),
        index: true,
        canonical: Route::Station(id.to_owned()).href(Locale::De),
        styles: Styles::LiveList,
        area: Some(Area::Mobility),
        ..Head::default()
    };
    let body = move |site: &Site| {
        let top = PageHead {
            locale,
            area: Some(Area::Mobility),
            way: vec![
                (
                    area_name(locale, Area::Mobility).to_owned(),
                    Route::Area(Area::Mobility).href(locale),
                ),
                (
                    i18n::departures::title(locale).to_owned(),
                    Route::Stations.href(locale),
                ),
            ],
            title: name,
            lead: Some(i18n::departures::station(locale).to_owned()),
        };
        let station = &timetable.stations()[number as usize];
        let place = site.portal.place_of_station(station).map(|place| {
            let href = Route::of_place(site.city(), &place).href(locale);
            let label = i18n::places::label(site.city(), &place, locale);
            view! { <p><a href=href>{i18n::departures::about_stop(locale)} {label}</a></p> }
        });
        view! {
            {page_head(top, ())}
            <div class=format!("wrap body stack {}", area_class(Area::Mobility))>
                {board(site, locale, &timetable, &[number], DEPARTURES)}
                {place}
            </div>
        }
        .written()
    };
    Ok(Page {
        locale,
        head,
        body: Box::new(body),
    })
}
