//! Pages for what went wrong; each says what to do next.

use domain::Locale;
use leptos::prelude::*;

use crate::{
    components::{category_tiles, search_box},
    routes::Route,
    site::{Head, Page, Site},
    written::Written,
};

pub(super) fn page(site: &Site, locale: Locale, status: u16) -> Page {
    let (title, more) = words(locale, status);
    let head = Head {
        status,
        title: title.to_owned(),
        description: more.to_owned(),
        canonical: "/".to_owned(),
        has_search_box: status == 404,
        ..Head::default()
    };
    let wanted: Vec<_> = site
        .city()
        .categories
        .iter()
        .filter(|c| c.wanted)
        .map(|c| (c.clone(), site.portal.count(&c.id)))
        .collect();
    let body = move |_: &Site| {
        let search = (status == 404).then(|| search_box(locale, ""));
        let often = (status == 404).then(|| {
            view! {
                <section class="services">
                    <h2>{i18n::fault::often(locale)}</h2>
                    {category_tiles(locale, &wanted, true)}
                </section>
            }
        });
        view! {
            <div class="page-head">
                <div class="wrap">
                    <h1>{title}</h1>
                    <p>{more}</p>
                    {search}
                </div>
            </div>
            <div class="wrap body">
                {often}
                <p><a href=Route::Home.href(locale)>{i18n::fault::to_home(locale)}</a></p>
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

fn words(locale: Locale, status: u16) -> (&'static str, &'static str) {
    match status {
        404 => (
            i18n::fault::not_found(locale),
            i18n::fault::not_found_more(locale),
        ),
        429 => (
            i18n::fault::too_many(locale),
            i18n::fault::too_many_more(locale),
        ),
        400..=499 => (
            i18n::fault::refused(locale),
            i18n::fault::refused_more(locale),
        ),
        _ => (
            i18n::fault::broken(locale),
            i18n::fault::broken_more(locale),
        ),
    }
}
