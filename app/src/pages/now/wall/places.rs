//! The places of a category, and whether they are open.

use domain::{CategoryId, Locale, PlaceQuery};
use leptos::prelude::*;

use super::sheet::{Sheet, evenly, sources};
use crate::{components::opening_state, site::Site, written::Written};

/// How many places a screen has room for.
const ON_SHEET: usize = 8;

pub(super) fn sheets(site: &Site, locale: Locale, id: &CategoryId) -> Vec<Sheet> {
    let city = site.city();
    let category = city.category(id);
    let query = PlaceQuery {
        category: category.map(|category| category.slug.clone()),
        ..PlaceQuery::default()
    };
    let title = category.map(|category| category.name.get(locale).to_owned());
    let found = site.portal.find_places(&query);
    let now = found.now;
    let sheet = |part: Vec<domain::place::ListedPlace>| {
        let sources_of = part.iter().filter_map(|listed| {
            let source = city.source(&listed.place.source)?;
            Some(match &source.as_of {
                None => source.attribution.clone(),
                Some(as_of) => format!(
                    "{} ({} {})",
                    source.attribution,
                    i18n::live::as_of(locale),
                    i18n::format::as_of(locale, as_of)
                ),
            })
        });
        let credits = sources(locale, sources_of.collect());
        let rows = part.iter().map(|listed| {
            view! {
                <li>
                    <h2>{i18n::places::label(city, &listed.place, locale)}</h2>
                    {opening_state(locale, &listed.opening, &now)}
                </li>
            }
        });
        Sheet {
            title: title.clone().unwrap_or_default(),
            body: view! { <ul class="wall-places">{rows.collect_view()}</ul> }.written(),
            foot: view! { <p>{credits}</p> }.written(),
        }
    };
    evenly(found.places, ON_SHEET)
        .into_iter()
        .map(sheet)
        .collect()
}
