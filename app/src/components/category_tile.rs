//! Categories as links and as tiles.

use domain::{Category, Filter, Locale, PlaceQuery};
use leptos::prelude::*;
use ui::icon;

use crate::{routes::places_href, written::Written};

/// The address of a category's places.
pub fn category_link(locale: Locale, category: &Category) -> String {
    let query = PlaceQuery {
        category: Some(category.slug.clone()),
        ..PlaceQuery::default()
    };
    places_href(locale, &query)
}

/// Tiles of categories with how many places there are and how many are open. `counts` has both
/// numbers in the order of `categories`.
pub fn category_tiles(
    locale: Locale,
    categories: &[(Category, (usize, usize))],
    under_h2: bool,
) -> impl IntoView + use<> {
    let tiles = categories.iter().map(|(category, (all, open))| {
        let open = if category.filters.contains(&Filter::Open) {
            *open
        } else {
            0
        };
        let link = view! {
            <a href=category_link(locale, category)>{category.name.get(locale).to_owned()}</a>
        };
        let heading = if under_h2 {
            view! { <h3>{link}</h3> }.written()
        } else {
            view! { <h2>{link}</h2> }.written()
        };
        view! {
            <li class="tile">
                {icon(&category.symbol)} {heading}
                <p>{i18n::home::count_open(locale, *all, open)}</p>
            </li>
        }
    });
    view! { <ul class="tiles">{tiles.collect_view()}</ul> }
}
