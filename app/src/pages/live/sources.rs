//! Where live values come from, and how the sources are doing.

use domain::{
    Locale,
    live::{Origin, SourceState},
};
use jiff::{Timestamp, Zoned};
use leptos::prelude::*;
use portal::live::{FeedView, SourceView};

use super::{reading_row::moment, simulation};
use crate::{
    components::{PageHead, page_head},
    routes::Route,
    site::{Head, Page, Site},
    written::{Html, Written},
};

pub(in crate::pages) async fn page(site: &Site, locale: Locale) -> Page {
    let sources = site.portal.sources().await;
    let now = site.portal.now();
    let title = i18n::live::sources(locale);
    let lead = i18n::live::sources_lead(locale);
    let head = Head {
        status: 200,
        title: title.to_owned(),
        description: lead.to_owned(),
        index: true,
        canonical: Route::Sources.href(Locale::De),
        ..Head::default()
    };
    let body = move |site: &Site| {
        let top = PageHead {
            locale,
            area: None,
            way: Vec::new(),
            title: title.to_owned(),
            lead: Some(lead.to_owned()),
        };
        let simulated = !simulation::simulated(site).is_empty();
        let none = sources.is_empty().then(|| i18n::live::nothing_read(locale));
        let sections = sources.iter().map(|view| section(locale, view, &now));
        view! {
            {page_head(top, ())}
            <div class="wrap body stack">
                {simulated.then(|| simulation::banner(locale))}
                {none.map(|words| view! { <p>{words}</p> })}
                {sections.collect_view()}
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

fn section(locale: Locale, SourceView { source, feeds }: &SourceView, now: &Zoned) -> Html {
    let id = format!("quelle-{}", source.id);
    let licence = match &source.licence_url {
        Some(url) => view! { <a href=url.clone()>{source.licence.clone()}</a> }.written(),
        None => view! { <span>{source.licence.clone()}</span> }.written(),
    };
    let rows = feeds.iter().map(|feed| row(locale, feed, now));
    view! {
        <section>
            <h2 id=id.clone()>{source.title.get(locale).to_owned()}</h2>
            <p>
                {i18n::live::licence(locale)} ": " {licence} " · " {source.attribution.clone()}
                {source.url.clone().map(|url| view! {
                    " · " <a href=url>{i18n::live::to_the_source(locale)}</a>
                })}
            </p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby=id>
                <table class="kern-table">
                    <thead>
                        <tr>
                            <th scope="col">{i18n::live::feed(locale)}</th>
                            <th scope="col">{i18n::live::state(locale)}</th>
                            <th scope="col">{i18n::live::last_success(locale)}</th>
                            <th scope="col">{i18n::live::next_try(locale)}</th>
                            <th scope="col">{i18n::live::things(locale)}</th>
                            <th scope="col">{i18n::live::last_day(locale)}</th>
                            <th scope="col">{i18n::live::last_month(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .written()
}

fn row(locale: Locale, view: &FeedView, now: &Zoned) -> Html {
    let told = |instant: Option<Timestamp>| {
        let never = || i18n::live::never(locale).to_owned();
        instant.map_or_else(never, |instant| moment(locale, instant, now))
    };
    let since = match view.state {
        SourceState::Stale(since) | SourceState::Down(since) => {
            Some(i18n::live::since(locale, &moment(locale, since, now)))
        }
        _ => None,
    };
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), i18n::live::share);
    let simulated = view.feed.origin == Origin::Simulated;
    view! {
        <tr>
            <th scope="row">
                <code>{view.feed.id.to_string()}</code>
                {simulated.then(|| simulation::badge(locale))}
            </th>
            <td data-state=view.state.as_str()>
                {i18n::live::source_state(locale, view.state)} " " {since}
            </td>
            <td>{told(view.health.last_success)}</td>
            <td>{told(view.health.next_try)}</td>
            <td class="num">{i18n::format::integer(locale, view.things)}</td>
            <td class="num">{share(view.last_day)}</td>
            <td class="num">{share(view.last_month)}</td>
        </tr>
    }
    .written()
}
