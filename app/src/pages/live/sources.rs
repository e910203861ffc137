//! Where live values come from, and how the sources are doing.

use domain::{
    Locale,
    live::{ConnectorKind, Feed, Origin, SourceState, Topic},
};
use jiff::{SignedDuration, Timestamp, Zoned};
use leptos::prelude::*;
use portal::live::{FeedView, SourceView};

use super::{reading_row::moment, simulation};
use crate::{
    components::{PageHead, page_head},
    routes::Route,
    site::{Head, Page, Site},
    styles::Styles,
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
        styles: Styles::Live,
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
        let sections = sources.iter().map(|view| section(site, locale, view, &now));
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

fn section(
    site: &Site,
    locale: Locale,
    SourceView { source, feeds }: &SourceView,
    now: &Zoned,
) -> Html {
    let id = format!("quelle-{}", source.id);
    let licence = match &source.licence_url {
        Some(url) => view! { <a href=url.clone()>{source.licence.clone()}</a> }.written(),
        None => view! { <span>{source.licence.clone()}</span> }.written(),
    };
    let rows = feeds.iter().map(|feed| row(site, locale, feed, now));
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
                <table class="kern-table stacked" role="table">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">{i18n::live::feed(locale)}</th>
                            <th role="columnheader" scope="col">{i18n::live::state(locale)}</th>
                            <th role="columnheader" scope="col">{i18n::live::last_success(locale)}</th>
                            <th role="columnheader" scope="col">{i18n::live::next_try(locale)}</th>
                            <th role="columnheader" scope="col">{i18n::live::things(locale)}</th>
                            <th role="columnheader" scope="col">{i18n::live::last_day(locale)}</th>
                            <th role="columnheader" scope="col">{i18n::live::last_month(locale)}</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .written()
}

fn row(site: &Site, locale: Locale, view: &FeedView, now: &Zoned) -> Html {
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
    let share = |share: Option<f64>, days: i64| {
        let within =
            |since: &Timestamp| *since > now.timestamp() - SignedDuration::from_hours(24 * days);
        let since = view.known_since.filter(within);
        let since = since.map(|since| i18n::live::known_since(locale, &moment(locale, since, now)));
        let share = share.map_or_else(|| "–".to_owned(), i18n::live::share);
        view! { {share} {since.map(|since| view! { " " <small>{since}</small> })} }
    };
    let simulated = view.feed.origin == Origin::Simulated;
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                {subject(site, locale, &view.feed)} <small><code>{view.feed.id.to_string()}</code></small>
                {simulated.then(|| simulation::badge(locale))}
            </th>
            <td role="cell" data-label=i18n::live::state(locale) data-state=view.state.as_str()>
                {i18n::live::source_state(locale, view.state)} " " {since}
            </td>
            <td role="cell" data-label=i18n::live::last_success(locale)>{told(view.health.last_success)}</td>
            <td role="cell" data-label=i18n::live::next_try(locale)>{told(view.health.next_try)}</td>
            <td role="cell" data-label=i18n::live::things(locale) class="num">
                {i18n::format::integer(locale, view.things)}
            </td>
            <td role="cell" data-label=i18n::live::last_day(locale) class="num">{share(view.last_day, 1)}</td>
            <td role="cell" data-label=i18n::live::last_month(locale) class="num">{share(view.last_month, 30)}</td>
        </tr>
    }
    .written()
}

/// What a feed tells about, in words: the topics of what it brought, else what its kind brings.
fn subject(site: &Site, locale: Locale, feed: &Feed) -> String {
    let board = site.portal.live().map(|live| live.board());
    let brought = |topic: &Topic| {
        board.as_ref().is_some_and(|board| {
            board.things(*topic).any(|thing| thing.feed == feed.id)
                || board.events_of(*topic).any(|event| event.feed == feed.id)
        })
    };
    let mut topics: Vec<Topic> = Topic::ALL.into_iter().filter(brought).collect();
    if topics.is_empty() {
        match usual_topic(feed.connector) {
            Some(topic) => topics.push(topic),
            None => return i18n::departures::title(locale).to_owned(),
        }
    }
    let names: Vec<&str> = topics
        .into_iter()
        .map(|topic| i18n::observed::topic(locale, topic))
        .collect();
    names.join(", ")
}

/// `None` for what is no topic, but a part of the departures.
fn usual_topic(connector: ConnectorKind) -> Option<Topic> {
    Some(match connector {
        ConnectorKind::ParkApi => Topic::Parking,
        ConnectorKind::BrightSkyWeather | ConnectorKind::DwdUv => Topic::Weather,
        ConnectorKind::BrightSkyAlerts => Topic::Warnings,
        ConnectorKind::Pegelonline => Topic::Water,
        ConnectorKind::Uba | ConnectorKind::DwdPollen => Topic::Air,
        ConnectorKind::Gbfs => Topic::Sharing,
        ConnectorKind::Ocpi => Topic::Charging,
        ConnectorKind::Roadworks | ConnectorKind::Autobahn => Topic::Roadworks,
        ConnectorKind::BicycleCounts => Topic::Bicycles,
        ConnectorKind::Ngsi | ConnectorKind::SensorThings | ConnectorKind::Generic => {
            Topic::Sensors
        }
        ConnectorKind::GtfsRealtime => return None,
    })
}
