//! The list of places that answer a query.

use domain::{Category, Locale, PlaceQuery, View};
use leptos::prelude::*;
use portal::PlaceList;

use super::{filter_form::filter_form, map::map_column, results::results};
use crate::{
    components::{PageHead, area_name, page_head},
    isle::mount,
    isles::{PlacesView, QueryFormIsle, ViewSwitchIsle},
    routes::{Route, places_href},
    site::{Head, Page, PageRequest, Site},
    written::{Html, Written},
};

/// Loads and shows the list.
pub(in crate::pages) fn list(site: &Site, request: &PageRequest) -> Page {
    let locale = request.locale;
    let query = PlaceQuery::parse(request.query.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    let category = category_of(site, &query);
    let found = site.portal.find_places(&query);
    let title = title(site, locale, &query, category);
    let head = Head {
        // A category that does not exist is a page that does not exist.
        status: if query.category.is_some() && category.is_none() {
            404
        } else {
            200
        },
        title: title.clone(),
        description: format!("{title}: {}", i18n::places::count(locale, found.total)),
        index: category.is_some() && query.pairs().len() == 1,
        canonical: places_href(Locale::De, &canonical(&query)),
        asked: places_href(Locale::De, &query),
        has_map: site.city().base_map.is_some(),
        has_list: found.total > 0,
        area: category.map(|c| c.area),
        ..Head::default()
    };
    let body = move |site: &Site| body(site, locale, &query, &found, title);
    Page {
        locale,
        head,
        body: Box::new(body),
    }
}

fn body(site: &Site, locale: Locale, query: &PlaceQuery, found: &PlaceList, title: String) -> Html {
    let category = category_of(site, query);
    let way = category.map(|c| (area_name(locale, c.area).to_owned(), Route::Area(c.area)));
    let way = way
        .into_iter()
        .map(|(name, route)| (name, route.href(locale)))
        .collect();
    let top = PageHead {
        locale,
        area: category.map(|c| c.area),
        way,
        title: title.clone(),
        lead: None,
    };
    let (view_name, view) = match query.view {
        View::List => ("list", PlacesView::List),
        View::Map => ("map", PlacesView::Map),
    };
    let results = results(site, locale, query, category, found, &title);
    let bytes = results.html_len();
    view! {
        {page_head(top, ())}
        <div class="wrap places" data-view=view_name>
            <div class="col">
                {filter_form(site, locale, query, category, &found.near)}
                {results}
                {mount(QueryFormIsle {})}
            </div>
            {map_column(site, locale, category, found)}
            {site.city().base_map.is_some().then(|| mount(ViewSwitchIsle { locale, view }))}
        </div>
    }
    .written_around(bytes)
}

fn title(site: &Site, locale: Locale, query: &PlaceQuery, category: Option<&Category>) -> String {
    let name = category.map_or(i18n::places::all_places(locale), |c| c.name.get(locale));
    let district = query.district.as_deref();
    let district = site
        .city()
        .districts
        .iter()
        .find(|d| Some(d.id.as_str()) == district);
    match district {
        Some(district) => format!("{name} – {}", district.name),
        None => name.to_owned(),
    }
}

fn category_of<'s>(site: &'s Site, query: &PlaceQuery) -> Option<&'s Category> {
    site.city().category_by_slug(query.category.as_deref()?)
}

/// What stands for this page in search engines: category, district and page, no personal choice.
fn canonical(query: &PlaceQuery) -> PlaceQuery {
    PlaceQuery {
        category: query.category.clone(),
        district: query.district.clone(),
        page: query.page,
        ..PlaceQuery::default()
    }
}
