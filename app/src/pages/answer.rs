//! From a request to the page that answers it.

use std::sync::Arc;

use domain::{Locale, live::Topic};

use crate::{
    pages::{
        api, area, departures, events, fault as fault_page, heat, home, kiosk, legal, live,
        now::wall, places, search,
    },
    routes::Route,
    site::{Answer, Page, PageRequest, ReportRequest, Site},
};

/// Answers a request for a page; an unknown path is answered by a page that helps.
pub async fn answer(site: &Site, request: &PageRequest) -> Answer {
    let locale = request.locale;
    let load: &(dyn Fn() -> Page + Sync) = match &request.route {
        Some(Route::Home) => &|| home::page(site, locale),
        Some(Route::Area(area)) => &|| area::page(site, request, *area),
        Some(Route::Places) => &|| places::list(site, request),
        Some(Route::Place { id, name }) => match places::place(site, request, id, name) {
            Ok(page) => return Answer::Page(page.write(site).into()),
            Err(answer) => return answer,
        },
        Some(Route::Live(None)) => &|| live::overview(locale),
        Some(Route::Live(Some(Topic::Roadworks))) => {
            &|| events::topic(site, request, Topic::Roadworks)
        }
        Some(Route::Live(Some(topic))) => &|| live::topic(locale, *topic),
        Some(Route::Thing(id)) => return live::thing(site, request, id).await,
        Some(Route::Event(id)) => match events::one(site, locale, id) {
            Some(page) => return Answer::Page(page.write(site).into()),
            None => return fault(site, locale, 404),
        },
        Some(Route::Stations) => &|| departures::stations(site, request),
        Some(Route::Station(id)) => match departures::station(site, request, id) {
            Ok(page) => return Answer::Page(page.write(site).into()),
            Err(answer) => return answer,
        },
        Some(Route::Sources) => {
            return Answer::Page(live::sources(site, locale).await.write(site).into());
        }
        Some(Route::Search) => &|| search::page(site, request),
        Some(Route::Api) => &|| api::page(site, locale),
        Some(Route::Heat) => &|| heat::page(request),
        Some(Route::Display(name)) => match wall::display(site, name) {
            Some(display) => &|| wall::page(site, request, display),
            None => return fault(site, locale, 404),
        },
        Some(Route::Kiosk) => &|| kiosk::page(site, locale),
        Some(Route::Imprint) => &|| legal::imprint(site, locale),
        Some(Route::Privacy) => &|| legal::privacy(site, locale),
        Some(Route::Accessibility) => &|| legal::accessibility(site, locale),
        // The frame around an embedded page is the server's business.
        Some(Route::Embed(_)) | None => return fault(site, locale, 404),
    };
    let write = || Arc::new(load().write(site));
    Answer::Page(site.written.get_or_write(site, request, write))
}

/// Takes a report about a place and shows what came of it.
pub async fn report(site: &Site, request: ReportRequest) -> Answer {
    places::report(site, request).await
}

/// The page for a fault of the server (or of the request, by its HTTP status).
pub fn fault(site: &Site, locale: Locale, status: u16) -> Answer {
    Answer::Page(fault_page::page(site, locale, status).write(site).into())
}
