//! The page of an area: its categories.

use domain::{Area, Locale};
use leptos::prelude::*;

use crate::{
    components::{PageHead, area_class, area_name, category_tiles, page_head},
    pages::{
        departures,
        home::{area_lead, categories_of},
        live::topic_links,
        now::{Nearby, section},
    },
    routes::{Route, in_path},
    site::{Head, Page, PageRequest, Site},
    styles::Styles,
    written::Written,
};

pub(super) fn page(site: &Site, request: &PageRequest, area: Area) -> Page {
    let locale = request.locale;
    let nearby = Nearby::of(site, request);
    let lead = area_lead(site, locale, area);
    let head = Head {
        status: 200,
        title: area_name(locale, area).to_owned(),
        description: lead.clone(),
        index: true,
        canonical: Route::Area(area).href(Locale::De),
        asked: asked(area, &nearby),
        area: Some(area),
        styles: Styles::Live,
        ..Head::default()
    };
    let categories = categories_of(site, area).into_iter();
    let counted: Vec<_> = categories
        .map(|c| (c.clone(), site.portal.count(&c.id)))
        .collect();
    let body = move |site: &Site| {
        let title = area_name(locale, area).to_owned();
        let way = Vec::new();
        let top = PageHead {
            locale,
            area: Some(area),
            way,
            title,
            lead: Some(lead),
        };
        view! {
            {page_head(top, ())}
            <div class=format!("wrap body stack columns {}", area_class(area))>
                {section(site, locale, area, &nearby)}
                {(area == Area::Climate).then(|| view! {
                    <p>
                        <a class="kern-btn" href=Route::Heat.href(locale)>
                            {i18n::heat::to_help(locale)}
                        </a>
                    </p>
                })}
                {(area == Area::Mobility).then(|| departures::next(site, locale, nearby.position()))}
                {topic_links(site, locale, area).map(|links| view! {
                    <section>
                        <h2>{i18n::live::title(locale)}</h2>
                        {links}
                    </section>
                })}
                {category_tiles(locale, &counted, false)}
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

/// The address of the page with the address that was typed.
fn asked(area: Area, nearby: &Nearby) -> String {
    let path = Route::Area(area).href(Locale::De);
    match &nearby.typed {
        Some(typed) => format!("{path}?nahe={}", in_path(typed)),
        None => path,
    }
}
