//! The page, which is there on cool days too.

use domain::{Area, Locale};
use leptos::prelude::*;

use super::{
    advice::{advice, emergency},
    places::places,
};
use crate::{
    components::{PageHead, area_name, page_head},
    isle::mount,
    isles::QueryFormIsle,
    pages::{
        near_field::{near_field, near_order},
        now::heat_now,
    },
    routes::Route,
    site::{Head, Page, PageRequest, Site},
    styles::Styles,
    written::{Html, Written},
};

pub(in crate::pages) fn page(request: &PageRequest) -> Page {
    let locale = request.locale;
    let typed = request.value("nahe").map(str::trim);
    let typed = typed.filter(|typed| !typed.is_empty()).map(str::to_owned);
    let canonical = Route::Heat.href(Locale::De);
    let head = Head {
        status: 200,
        title: i18n::heat::title(locale).to_owned(),
        description: i18n::heat::lead(locale).to_owned(),
        index: typed.is_none(),
        asked: near_href(Locale::De, typed.as_deref()),
        canonical,
        area: Some(Area::Climate),
        styles: Styles::LiveList,
        ..Head::default()
    };
    let body = move |site: &Site| body(site, locale, typed.as_deref());
    Page {
        locale,
        head,
        body: Box::new(body),
    }
}

fn body(site: &Site, locale: Locale, typed: Option<&str>) -> Html {
    let near = site.portal.locate(typed);
    let top = PageHead {
        locale,
        area: Some(Area::Climate),
        way: vec![(
            area_name(locale, Area::Climate).to_owned(),
            Route::Area(Area::Climate).href(locale),
        )],
        title: i18n::heat::title(locale).to_owned(),
        lead: Some(i18n::heat::lead(locale).to_owned()),
    };
    view! {
        {page_head(top, ())}
        <div class="wrap body stack climate heat">
            <section>
                <h2>{i18n::heat::now(locale)}</h2>
                {heat_now(site, locale)}
            </section>
            {emergency(locale)}
            <section>
                <h2>{i18n::heat::places(locale)}</h2>
                <form
                    class="filter" action=Route::Heat.href(locale) method="get" role="search"
                    aria-label=i18n::heat::places(locale) data-query=""
                >
                    {near_field(locale, typed, &near, |near| near_href(locale, Some(&near)))}
                </form>
                {mount(QueryFormIsle {})}
                <div class="stack" data-part="found">
                    {near_order(locale, &near)}
                    {places(site, locale, typed, &near)}
                </div>
            </section>
            {advice(locale)}
        </div>
    }
    .written()
}

/// The page with distances from an address.
fn near_href(locale: Locale, near: Option<&str>) -> String {
    let path = Route::Heat.href(locale);
    let pairs = near.and_then(|near| serde_urlencoded::to_string([("nahe", near)]).ok());
    pairs.map_or(path.clone(), |pairs| format!("{path}?{pairs}"))
}
