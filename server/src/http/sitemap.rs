//! The list of pages for search engines.

use std::fmt::Write;

use app::routes::{Route, places_href};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{Area, Locale, PlaceQuery};

use crate::state::{ServerState, SharedState};

/// `/sitemap.xml`: pages, categories and places in every language.
pub(crate) async fn sitemap(State(state): State<SharedState>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, document(&state)).into_response()
}

fn document(state: &ServerState) -> String {
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">"#
    ));
    for locale in Locale::ALL {
        for address in addresses(state, locale) {
            let escaped = address.replace('&', "&amp;");
            // Writing into a String cannot fail.
            let _ = write!(xml, "<url><loc>{}{escaped}</loc></url>", state.public_url);
        }
    }
    xml.push_str("</urlset>");
    xml
}

fn addresses(state: &ServerState, locale: Locale) -> Vec<String> {
    let city = state.site.city();
    let directory = state.site.portal.directory();
    let pages = [
        Route::Home,
        Route::Places,
        Route::Live(None),
        Route::Stations,
        Route::Sources,
        Route::Api,
        Route::Imprint,
        Route::Privacy,
    ];
    let pages = pages
        .into_iter()
        .chain([Route::Accessibility, Route::Heat])
        .chain(Area::ALL.map(Route::Area));
    let categories = city.categories.iter().map(|category| {
        let category = Some(category.slug.clone());
        places_href(
            locale,
            &PlaceQuery {
                category,
                ..PlaceQuery::default()
            },
        )
    });
    let places = directory
        .places()
        .map(|place| Route::of_place(city, place).href(locale));
    pages
        .map(|page| page.href(locale))
        .chain(categories)
        .chain(places)
        .collect()
}
