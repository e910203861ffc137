//! The filters that are on, each with a link that takes it off.

use domain::{Filter, Locale, PlaceQuery};
use leptos::prelude::*;

use crate::{routes::places_href, site::Site};

/// A filter that is on, and the query without it.
pub(super) struct ActiveFilter {
    pub(super) label: String,
    pub(super) without: PlaceQuery,
}

/// Every filter that is on; the category and the point to sort by are none.
pub(super) fn active(site: &Site, locale: Locale, query: &PlaceQuery) -> Vec<ActiveFilter> {
    let first = PlaceQuery {
        page: 0,
        ..query.clone()
    };
    let district = query.district.as_ref().map(|slug| {
        let found = site.city().districts.iter().find(|d| d.id.as_str() == slug);
        let name = found.map_or(slug.as_str(), |d| d.name.as_str());
        let label = format!("{} {name}", i18n::places::district(locale));
        ActiveFilter {
            label,
            without: PlaceQuery {
                district: None,
                ..first.clone()
            },
        }
    });
    let text = query.text.as_ref().map(|text| ActiveFilter {
        label: i18n::places::quoted(locale, text),
        without: PlaceQuery {
            text: None,
            ..first.clone()
        },
    });
    let flags = [
        Filter::Open,
        Filter::Wheelchair,
        Filter::EuroKey,
        Filter::Free,
    ];
    let flags = flags
        .into_iter()
        .filter(|filter| query.has(*filter))
        .map(|filter| ActiveFilter {
            label: i18n::places::filter(locale, filter).to_owned(),
            without: query.with(filter, false),
        });
    district.into_iter().chain(text).chain(flags).collect()
}

/// The query without any filter.
pub(super) fn unfiltered(query: &PlaceQuery) -> PlaceQuery {
    let (category, near) = (query.category.clone(), query.near.clone());
    PlaceQuery {
        category,
        near,
        view: query.view,
        ..PlaceQuery::default()
    }
}

/// The chips; nothing when no filter is on.
pub(super) fn chips(
    locale: Locale,
    query: &PlaceQuery,
    active: &[ActiveFilter],
) -> impl IntoView + use<> {
    if active.is_empty() {
        return None;
    }
    let chips = active.iter().map(|filter| {
        view! {
            <li>
                <a class="chip chip-x" href=places_href(locale, &filter.without)>
                    <span class="kern-sr-only">{i18n::places::remove(locale)}</span>
                    {filter.label.clone()}
                </a>
            </li>
        }
    });
    let all = places_href(locale, &unfiltered(query));
    Some(view! {
        <ul class="chips" aria-label=i18n::places::active(locale)>
            {chips.collect_view()}
            <li><a class="chip" href=all>{i18n::places::remove_all(locale)}</a></li>
        </ul>
    })
}
