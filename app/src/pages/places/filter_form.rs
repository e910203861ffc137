//! The filters: a GET form that works without JavaScript.

use domain::{Category, Filter, Locale, PlaceQuery};
use leptos::prelude::*;
use portal::Near;

use crate::{
    pages::near_field::near_field,
    routes::{Route, places_href},
    site::Site,
    written::{Html, Written},
};

/// Filters that are offered when no category is chosen.
const FOR_ALL: [Filter; 3] = [Filter::Open, Filter::Wheelchair, Filter::Free];

/// The form, filled in with what was asked.
pub(super) fn filter_form(
    site: &Site,
    locale: Locale,
    query: &PlaceQuery,
    category: Option<&Category>,
    near: &Near,
) -> Html {
    let filters = category.map_or(&FOR_ALL[..], |c| &c.filters);
    let chips = filters
        .iter()
        .map(|filter| chip(locale, query, *filter))
        .collect_view();
    let slug = query.category.clone();
    let open = query.district.is_some() || query.text.is_some();
    view! {
        <form
            class="filter" action=Route::Places.href(locale) method="get" role="search"
            aria-label=i18n::places::filter_places(locale) data-query=""
        >
            {slug.map(|slug| view! { <input type="hidden" name="kategorie" value=slug/> })}
            {near_field(locale, query.near.as_deref(), near, |near| {
                let near = Some(near);
                places_href(locale, &PlaceQuery { near, page: 0, ..query.clone() })
            })}
            <fieldset>
                <legend class="kern-sr-only">{i18n::places::only(locale)}</legend>
                <div class="chips">{chips}</div>
            </fieldset>
            <div class="filter-run">
                <details open=open>
                    <summary>{i18n::places::more(locale)}</summary>
                    <div class="more">{district_field(site, locale, query)} {text_field(locale, query)}</div>
                </details>
                <button class="kern-btn">{i18n::places::apply(locale)}</button>
            </div>
        </form>
    }
    .written()
}

fn chip(locale: Locale, query: &PlaceQuery, filter: Filter) -> impl IntoView + use<> {
    let (name, value) = filter.pair();
    let id = format!("filter-{name}");
    view! {
        <label class="chip">
            <input type="checkbox" id=id name=name value=value checked=query.has(filter)/>
            {i18n::places::filter(locale, filter)}
        </label>
    }
}

fn district_field(site: &Site, locale: Locale, query: &PlaceQuery) -> Html {
    let chosen = query.district.as_deref();
    let options = site.city().districts.iter().map(|district| {
        let id = district.id.to_string();
        let selected = chosen == Some(id.as_str());
        view! { <option value=id selected=selected>{district.name.clone()}</option> }
    });
    view! {
        <div class="kern-form-input">
            <label class="kern-label" for="stadtteil">{i18n::places::district(locale)}</label>
            <div class="select">
                <select class="kern-form-input__input" id="stadtteil" name="stadtteil">
                    <option value="">{i18n::places::all_districts(locale)}</option>
                    {options.collect_view()}
                </select>
            </div>
        </div>
    }
    .written()
}

fn text_field(locale: Locale, query: &PlaceQuery) -> Html {
    let typed = query.text.clone().unwrap_or_default();
    view! {
        <div class="kern-form-input">
            <label class="kern-label" for="q">{i18n::places::name_contains(locale)}</label>
            <input class="kern-form-input__input" id="q" name="q" type="search" value=typed/>
        </div>
    }
    .written()
}
