//! The home page: search, the three areas, what is open now.

use domain::{Area, Category, Filter, Locale, PlaceQuery};
use leptos::prelude::*;
use ui::{icon, large_icon};

use super::now::{headlines, heat_notice};
use crate::{
    components::{PlaceRow, area_class, area_name, category_link, place_rows, search_box},
    routes::{Route, places_href},
    site::{Head, Page, Site},
    styles::Styles,
    written::Written,
};

/// Categories listed in each area's card.
const PER_AREA: usize = 4;

/// Places listed as open now.
const OPEN_NOW: usize = 6;

pub(super) fn page(site: &Site, locale: Locale) -> Page {
    let city = site.city();
    let question = i18n::home::question(locale, &city.name);
    let head = Head {
        status: 200,
        title: i18n::common::home(locale).to_owned(),
        description: i18n::home::lead(locale).to_owned(),
        index: true,
        canonical: "/".to_owned(),
        has_search_box: true,
        styles: Styles::Home,
        ..Head::default()
    };
    let body = move |site: &Site| {
        let areas = Area::ALL.map(|area| area_card(site, locale, area));
        view! {
            <div class="hero">
                <div class="wrap">
                    <h1>{question}</h1>
                    <p>{i18n::home::lead(locale)}</p>
                    {search_box(locale, "")}
                    {wanted(site, locale)}
                </div>
            </div>
            <div class="wrap body">
                {heat_notice(site, locale)}
                {headlines(site, locale)}
                <div class="areas">{areas.into_iter().collect_view()}</div>
                {open_now(site, locale)}
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

/// Links to the most wanted categories; those with opening hours lead to what is open now.
fn wanted(site: &Site, locale: Locale) -> impl IntoView + use<> {
    let categories = site
        .city()
        .categories
        .iter()
        .filter(|category| category.wanted);
    let links = categories.map(|category| {
        let name = category.name.get(locale);
        view! {
            <li>
                <a class="chip" href=category_link(locale, category)>
                    {icon(&category.symbol)} {name.to_owned()}
                </a>
            </li>
        }
    });
    view! {
        <ul class="chips" aria-label=i18n::home::most_wanted(locale)>{links.collect_view()}</ul>
    }
}

fn area_card(site: &Site, locale: Locale, area: Area) -> impl IntoView + use<> {
    let lead = area_lead(site, locale, area);
    let categories = categories_of(site, area);
    let links = categories.iter().take(PER_AREA).map(|category| {
        let name = category.name.get(locale).to_owned();
        view! {
            <li><a href=category_link(locale, category)>{icon(&category.symbol)} {name}</a></li>
        }
    });
    view! {
        <section class=format!("area {}", area_class(area))>
            <h2>
                {large_icon(area_class(area))}
                <a href=Route::Area(area).href(locale)>{area_name(locale, area)}</a>
            </h2>
            <p>{lead}</p>
            <ul>{links.collect_view()}</ul>
        </section>
    }
}

/// What the city says an area is about.
pub(super) fn area_lead(site: &Site, locale: Locale, area: Area) -> String {
    let found = site.city().areas.iter().find(|(a, _)| *a == area);
    found
        .map(|(_, lead)| lead.get(locale).to_owned())
        .unwrap_or_default()
}

/// The categories of an area that have places.
pub(super) fn categories_of(site: &Site, area: Area) -> Vec<&Category> {
    let in_area = site
        .city()
        .categories
        .iter()
        .filter(move |c| c.area == area);
    in_area.filter(|c| site.portal.count(&c.id).0 > 0).collect()
}

/// The first open places of the most wanted categories, one after the other.
fn open_now(site: &Site, locale: Locale) -> impl IntoView + use<> {
    let city = site.city();
    let with_hours = city
        .categories
        .iter()
        .filter(|c| c.filters.contains(&Filter::Open) && c.area == Area::Services);
    let lists: Vec<_> = with_hours
        .map(|category| {
            let category = Some(category.slug.clone());
            let query = PlaceQuery {
                category,
                open_now: true,
                ..PlaceQuery::default()
            };
            site.portal.find_places(&query).places
        })
        .collect();
    let rounds = lists.iter().map(Vec::len).max().unwrap_or(0);
    let open: Vec<_> = (0..rounds)
        .flat_map(|round| {
            lists
                .iter()
                .filter_map(move |list| list.get(round).cloned())
        })
        .take(OPEN_NOW)
        .collect();
    let now = site.portal.now();
    let show = PlaceRow {
        city,
        locale,
        now: &now,
        with_kind: true,
        with_map: false,
    };
    let all = PlaceQuery {
        open_now: true,
        ..PlaceQuery::default()
    };
    let nothing = open
        .is_empty()
        .then(|| view! { <p>{i18n::home::nothing_open(locale)}</p> });
    let list = (!open.is_empty()).then(|| {
        view! {
            <ul class="list list-wide">{place_rows(show, &open)}</ul>
        }
    });
    view! {
        <section>
            <h2>{i18n::home::open_now(locale)}</h2>
            {nothing} {list}
            <p><a class="kern-btn" href=places_href(locale, &all)>{i18n::home::all_open(locale)}</a></p>
        </section>
    }
}
