//! Where it is cooler: what is open or may be, the nearest first.

use domain::{Category, CategoryId, Locale, OpeningPhase, PlaceQuery, place::ListedPlace};
use leptos::prelude::*;
use portal::Near;

use crate::{
    components::{PlaceRow, place_rows},
    routes::places_href,
    site::Site,
    written::{Html, Written},
};

/// How many places of a kind are listed; the list of all is one link away.
const SHOWN: usize = 5;

/// The lists of all kinds. `typed` is what the links of the page pass on.
pub(super) fn places(site: &Site, locale: Locale, typed: Option<&str>, near: &Near) -> Html {
    let help = &site.city().heat;
    let kinds = [
        (i18n::heat::cool(locale), &help.cool),
        (i18n::heat::water(locale), &help.water),
        (i18n::heat::toilets(locale), &help.toilets),
        (i18n::heat::shade(locale), &help.shade),
    ];
    // The address has been understood once; a position is understood at once.
    let from = near.position().map(|position| position.to_string());
    let lists = kinds
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(name, ids)| kind(site, locale, name, ids, (typed, from.as_deref())));
    view! {
        <p class="muted">{i18n::heat::closed_left_out(locale)}</p>
        {lists.collect_view()}
    }
    .written()
}

fn kind(
    site: &Site,
    locale: Locale,
    name: &'static str,
    ids: &[CategoryId],
    (typed, from): (Option<&str>, Option<&str>),
) -> Html {
    let city = site.city();
    let now = site.portal.now();
    let categories: Vec<&Category> = ids.iter().filter_map(|id| city.category(id)).collect();
    let query = |category: &Category, near: Option<&str>| PlaceQuery {
        category: Some(category.slug.clone()),
        near: near.map(str::to_owned),
        ..PlaceQuery::default()
    };
    let mut found: Vec<ListedPlace> = categories
        .iter()
        .flat_map(|category| site.portal.all_places(&query(category, from), None))
        .filter(|listed| listed.opening.phase(&now) != OpeningPhase::Closed)
        .collect();
    match from {
        Some(_) => found.sort_by(|a, b| {
            let metres = |listed: &ListedPlace| listed.distance.map_or(f64::MAX, |metres| metres.0);
            metres(a).total_cmp(&metres(b))
        }),
        None => found.sort_by_key(|listed| listed.opening.phase(&now) == OpeningPhase::Unknown),
    }
    found.truncate(SHOWN);
    let show = PlaceRow {
        city,
        locale,
        now: &now,
        with_kind: categories.len() > 1,
        with_map: false,
    };
    let list = if found.is_empty() {
        view! { <p>{i18n::heat::no_places(locale)}</p> }.written()
    } else {
        view! { <ul class="list list-wide">{place_rows(show, &found)}</ul> }.written()
    };
    let links = categories.iter().map(|category| {
        let href = places_href(locale, &query(category, typed));
        let name = category.name.get(locale).to_owned();
        view! { <a class="kern-btn" href=href>{i18n::heat::all(locale)} ": " {name}</a> " " }
    });
    view! {
        <section>
            <h2>{name}</h2>
            {list}
            <p>{links.collect_view()}</p>
        </section>
    }
    .written()
}
