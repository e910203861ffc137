//! Search results, grouped by kind.

use domain::{Area, Locale, PlaceQuery};
use leptos::prelude::*;
use portal::SearchResults;

use crate::{
    components::{
        PageHead, PlaceRow, area_name, category_tiles, page_head, place_rows, search_box,
    },
    routes::{Route, places_href},
    site::{Head, Page, PageRequest, Site},
    written::Written,
};

/// Streets that are shown at most.
const STREETS: usize = 8;

pub(super) fn page(site: &Site, request: &PageRequest) -> Page {
    let locale = request.locale;
    let text: String = request
        .value("q")
        .unwrap_or_default()
        .trim()
        .chars()
        .take(200)
        .collect();
    let (status, results) = match site.portal.search(&text, locale) {
        Ok(results) => (200, Some(results)),
        Err(_) => (500, None),
    };
    let title = match text.as_str() {
        "" => i18n::common::search(locale).to_owned(),
        text => i18n::home::search_title(locale, text),
    };
    let head = Head {
        status,
        title,
        description: i18n::home::what_to_search(locale).to_owned(),
        canonical: Route::Search.href(Locale::De),
        asked: asked(&text),
        has_search_box: true,
        ..Head::default()
    };
    let body = move |site: &Site| {
        let found = match results {
            Some(results) if text.is_empty() || results.is_empty() => {
                nothing(locale, &text).written()
            }
            Some(results) => groups(site, locale, &text, &results).written(),
            None => view! { <p role="status">{i18n::fault::broken_more(locale)}</p> }.written(),
        };
        let title = i18n::common::search(locale).to_owned();
        let top = PageHead {
            locale,
            area: None,
            way: Vec::new(),
            title,
            lead: None,
        };
        view! {
            {page_head(top, search_box(locale, &text))}
            <div class="wrap body">{found}</div>
        }
        .written()
    };
    Page {
        locale,
        head,
        body: Box::new(body),
    }
}

/// Path with the text that was looked for.
fn asked(text: &str) -> String {
    let pairs = serde_urlencoded::to_string([("q", text)]).unwrap_or_default();
    format!("{}?{pairs}", Route::Search.href(Locale::De))
}

fn nothing(locale: Locale, text: &str) -> impl IntoView + use<> {
    let areas = Area::ALL.map(|area| {
        view! {
            <li><a href=Route::Area(area).href(locale)>{area_name(locale, area)}</a></li>
        }
    });
    let (said, hint) = if text.is_empty() {
        (i18n::home::what_to_search(locale).to_owned(), None)
    } else {
        (
            i18n::home::hits(locale, 0, text),
            Some(i18n::home::fewer_words(locale)),
        )
    };
    view! {
        <div class="nope">
            <h2><span role="status">{said}</span></h2>
            {hint.map(|hint| view! { <p>{hint}</p> })}
            <p>{i18n::home::browse(locale)}</p>
            <ul>{areas.into_iter().collect_view()}</ul>
        </div>
    }
}

fn groups(
    site: &Site,
    locale: Locale,
    text: &str,
    results: &SearchResults,
) -> impl IntoView + use<> {
    let city = site.city();
    let count = |c: &domain::Category| (c.clone(), site.portal.count(&c.id));
    let categories: Vec<_> = results.categories.iter().map(count).collect();
    let districts = results.districts.iter().map(|district| {
        let slug = Some(district.id.to_string());
        let query = PlaceQuery {
            district: slug,
            ..PlaceQuery::default()
        };
        let kind = i18n::home::district(locale).to_owned();
        (district.name.clone(), places_href(locale, &query), kind)
    });
    let streets = results.streets.iter().take(STREETS).map(|street| {
        let near = Some(street.name.clone());
        let query = PlaceQuery {
            near,
            ..PlaceQuery::default()
        };
        let district = street
            .district
            .as_ref()
            .map(|d| format!("{d} · "))
            .unwrap_or_default();
        let words = format!("{district}{}", i18n::home::places_nearby(locale));
        (street.name.clone(), places_href(locale, &query), words)
    });
    let (districts, streets) = (hits(districts.collect()), hits(streets.collect()));
    let now = site.portal.now();
    let show = PlaceRow {
        city,
        locale,
        now: &now,
        with_kind: true,
        with_map: false,
    };
    let places = (!results.places.is_empty()).then(|| {
        view! {
            <ul class="list list-wide">{place_rows(show, &results.places)}</ul>
        }
    });
    let tiles = (!categories.is_empty())
        .then(|| view! { <div class="services">{category_tiles(locale, &categories, true)}</div> });
    view! {
        <p role="status">{i18n::home::hits(locale, results.len(), text)}</p>
        {section(i18n::home::categories(locale), tiles)}
        {section(i18n::home::districts(locale), districts)}
        {section(i18n::home::streets(locale), streets)}
        {section(i18n::home::places(locale), places)}
    }
}

fn section<C: IntoView>(title: &'static str, content: Option<C>) -> impl IntoView + use<C> {
    content.map(|content| view! { <section><h2>{title}</h2>{content}</section> })
}

/// Links with a few words behind each: text, address, words.
fn hits(links: Vec<(String, String, String)>) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = links
        .into_iter()
        .map(|(text, href, words)| {
            view! {
                <li><a href=href>{text}</a> " " <span class="muted">{words}</span></li>
            }
        })
        .collect();
    (!links.is_empty()).then(|| view! { <ul class="hits">{links}</ul> })
}
