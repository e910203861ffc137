//! The band with breadcrumbs and heading at the top of every page but the home page.

use domain::{Area, Locale};
use leptos::prelude::*;
use ui::{Crumb, breadcrumbs};

use crate::{
    routes::Route,
    written::{Html, Written},
};

/// What stands at the top of a page.
pub struct PageHead {
    /// Language.
    pub locale: Locale,
    /// Area the page belongs to, which colours it.
    pub area: Option<Area>,
    /// The steps between the home page and this one.
    pub way: Vec<(String, String)>,
    /// Heading.
    pub title: String,
    /// A sentence under the heading.
    pub lead: Option<String>,
}

/// Class that sets the colour of an area.
pub fn area_class(area: Area) -> &'static str {
    match area {
        Area::Services => "services",
        Area::Mobility => "mobility",
        Area::Climate => "climate",
    }
}

/// Name of an area.
pub fn area_name(locale: Locale, area: Area) -> &'static str {
    match area {
        Area::Services => i18n::common::services(locale),
        Area::Mobility => i18n::common::mobility(locale),
        Area::Climate => i18n::common::climate(locale),
    }
}

/// The band; `more` stands below heading and lead.
pub fn page_head(head: PageHead, more: impl IntoView) -> Html {
    let PageHead {
        locale,
        area,
        way,
        title,
        lead,
    } = head;
    let home = (
        i18n::common::home(locale).to_owned(),
        Route::Home.href(locale),
    );
    let steps = std::iter::once(home).chain(way);
    let steps = steps.map(|(label, href)| Crumb {
        label,
        href: Some(href),
    });
    let here = Crumb {
        label: title.clone(),
        href: None,
    };
    let steps = steps.chain(std::iter::once(here)).collect();
    let class = format!("page-head {}", area.map(area_class).unwrap_or_default());
    view! {
        <div class=class.trim_end().to_owned()>
            <div class="wrap">
                {breadcrumbs(i18n::common::breadcrumbs(locale), steps)}
                <h1>{title}</h1>
                {lead.map(|lead| view! { <p>{lead}</p> })}
                {more}
            </div>
        </div>
    }
    .written()
}
