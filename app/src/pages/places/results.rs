//! What was found: count, active filters, rows, pages and what to know about the set.

use domain::{Category, Locale, PlaceQuery};
use leptos::prelude::*;
use portal::{PAGE_SIZE, PlaceList};
use ui::{PageLink, pagination};

use super::active_filters::{ActiveFilter, active, chips, unfiltered};
use crate::{
    components::{PlaceRow, TakeOut, place_rows, take_out},
    pages::near_field::near_order,
    routes::{Route, places_href},
    site::Site,
    written::{Html, Written},
};

/// The results; everything that depends on the query stands in parts that the client replaces.
pub(super) fn results(
    site: &Site,
    locale: Locale,
    query: &PlaceQuery,
    category: Option<&Category>,
    found: &PlaceList,
    title: &str,
) -> Html {
    let active = active(site, locale, query);
    let first = found.page * PAGE_SIZE + 1;
    let last = found.page * PAGE_SIZE + found.places.len();
    let count = match found.total {
        0 => i18n::places::none(locale).to_owned(),
        total => i18n::places::found(locale, total, first, last),
    };
    let rows = if found.total == 0 {
        ways_out(site, locale, query, &active)
    } else {
        place_list(site, locale, query, category, found)
    };
    let bytes = rows.html_len();
    view! {
        <section class="found" aria-labelledby="zahl" data-part="found">
            <h2 id="zahl"><span data-count="">{count}</span></h2>
            {chips(locale, query, &active)}
            {near_order(locale, &found.near)}
            {rows}
            {pagination(i18n::places::pages(locale), page_links(locale, query, found))}
        </section>
        {notice(locale, category)}
        <div data-part="data">
            {downloads(locale, query)}
            {take_out(site, TakeOut {
                locale,
                title: title.to_owned(),
                address: places_href(Locale::De, query),
                files: Vec::new(),
            })}
        </div>
    }
    .written_around(bytes)
}

fn place_list(
    site: &Site,
    locale: Locale,
    query: &PlaceQuery,
    category: Option<&Category>,
    found: &PlaceList,
) -> Html {
    let show = PlaceRow {
        city: site.city(),
        locale,
        now: &found.now,
        with_kind: category.is_none(),
        with_map: true,
    };
    let points = (found.pages > 1).then(|| {
        let all = PlaceQuery {
            page: 0,
            ..query.clone()
        };
        let points = places_href(Locale::De, &all).replacen("/orte", "/api/v1/points", 1);
        let and = if points.contains('?') { '&' } else { '?' };
        format!("{points}{and}lang={}", locale.tag())
    });
    let rows = place_rows(show, &found.places);
    let bytes = rows.html_len();
    view! { <ul class="list" id="liste" data-points=points>{rows}</ul> }.written_around(bytes)
}

/// What to try when nothing was found: each filter left out, with what that would find.
fn ways_out(site: &Site, locale: Locale, query: &PlaceQuery, active: &[ActiveFilter]) -> Html {
    let without = active.iter().filter_map(|filter| {
        let total = site.portal.find_places(&filter.without).total;
        let words = i18n::places::leave_out(locale, &filter.label, total);
        let href = places_href(locale, &filter.without);
        (total > 0).then(|| view! { <li><a href=href>{words}</a></li> })
    });
    let all = places_href(locale, &unfiltered(query));
    view! {
        <div class="nope" id="liste">
            <p>{i18n::places::try_this(locale)}</p>
            <ul>
                {without.collect_view()}
                <li><a href=all>{i18n::places::without_filters(locale)}</a></li>
                <li>
                    <a href=Route::Search.href(locale)>{i18n::places::search_everywhere(locale)}</a>
                </li>
            </ul>
        </div>
    }
    .written()
}

fn page_links(locale: Locale, query: &PlaceQuery, found: &PlaceList) -> Vec<PageLink> {
    let link = |page: usize, text: String, label: String| PageLink {
        text,
        label,
        href: format!(
            "{}#liste",
            places_href(
                locale,
                &PlaceQuery {
                    page,
                    ..query.clone()
                }
            )
        ),
        current: page == found.page,
    };
    let mut links: Vec<PageLink> = (0..found.pages)
        .filter(|page| found.pages <= 9 || near_or_end(*page, found))
        .map(|page| {
            link(
                page,
                (page + 1).to_string(),
                i18n::places::page(locale, page + 1),
            )
        })
        .collect();
    if found.page + 1 < found.pages {
        let next = i18n::places::next(locale).to_owned();
        links.push(link(found.page + 1, next.clone(), next));
    }
    links
}

fn near_or_end(page: usize, found: &PlaceList) -> bool {
    page == 0 || page + 1 == found.pages || page.abs_diff(found.page) <= 2
}

/// What a reader has to know about the completeness of a category.
fn notice(locale: Locale, category: Option<&Category>) -> impl IntoView + use<> {
    let notice = category?.notice.as_ref()?.get(locale).to_owned();
    let official = category?.official_url.clone().map(|url| {
        view! { " " <a href=url>{i18n::places::official_list(locale)}</a> }
    });
    Some(view! { <p class="note">{notice} {official}</p> })
}

/// The same list as data, by the open interface.
fn downloads(locale: Locale, query: &PlaceQuery) -> impl IntoView + use<> {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let texts = [
        ("category", &query.category),
        ("district", &query.district),
        ("near", &query.near),
        ("q", &query.text),
    ];
    pairs.extend(
        texts
            .iter()
            .filter_map(|(name, text)| Some((*name, text.as_deref()?))),
    );
    let flags = [
        ("open_now", query.open_now),
        ("wheelchair", query.wheelchair),
        ("eurokey", query.euro_key),
        ("free", query.free),
    ];
    pairs.extend(
        flags
            .iter()
            .filter(|(_, on)| *on)
            .map(|(name, _)| (*name, "true")),
    );
    pairs.push(("per_page", "1000"));
    let pairs = serde_urlencoded::to_string(pairs).unwrap_or_default();
    let link = |format: &str, name: &'static str| {
        view! { <a href=format!("/api/v1/places?{pairs}&format={format}")>{name}</a> }
    };
    view! {
        <p class="muted">
            {i18n::places::download(locale)} {link("csv", "CSV")} ", " {link("geojson", "GeoJSON")}
        </p>
    }
}
