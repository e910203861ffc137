//! `/api/v1/events.atom`: warnings and closures for a feed reader.

use app::routes::Route;
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::live::{Event, EventKind};
use jiff::Timestamp;

use super::{
    event_question::EventsQuestion,
    event_words::{last_told, texts},
    things::board,
};
use crate::{
    api::{Problem, validators::Validators},
    live::simulated,
    state::{ServerState, SharedState},
};

/// Warnings and closures as a feed
///
/// Official warnings and closures that are in force, as Atom (RFC 4287), the latest first. An entry
/// appears when it comes into force and keeps its identifier.
#[utoipa::path(
    get, path = "/api/v1/events.atom", tag = "live",
    params(
        ("kind" = Option<String>, Query, description = "`roadwork`, `closure`, `traffic` or `warning`, several with commas; warnings and closures unless told otherwise"),
        ("district" = Option<String>, Query, description = "Slug of a district that it touches"),
        ("near" = Option<String>, Query, description = "A position `lat,lon` or an address of the city"),
        ("radius_m" = Option<f64>, Query, description = "Metres around `near`; 500 unless told otherwise"),
        ("lang" = Option<String>, Query, description = "`de` or `en`"),
    ),
    responses(
        (status = 200, description = "A feed", body = String, content_type = "application/atom+xml"),
        (status = 304, description = "The client has this answer already"),
        (status = 400, description = "A parameter that cannot be understood", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn events_feed(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let usual = [EventKind::Warning, EventKind::Closure];
    let question = EventsQuestion::of_kinds(&state.site.portal, query.as_deref(), &usual)?;
    let sequence = board(&state).sequence();
    let minute = state.site.portal.now().timestamp().as_second() / 60;
    let asked = ("events.atom", query.clone(), minute);
    let validators = Validators::of_live(&state, asked, sequence);
    Ok(validators.answer(&headers, || {
        let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
        let feed = feed(&state, &question, query.as_deref());
        ([(header::CONTENT_TYPE, kind)], feed.to_string()).into_response()
    }))
}

fn feed(state: &ServerState, question: &EventsQuestion, query: Option<&str>) -> Feed {
    let (portal, locale) = (&state.site.portal, question.locale);
    let (simulated, now) = (simulated(portal), portal.now().timestamp());
    let mut events = question.current(portal);
    events.retain(|event| event.holds_at(now));
    events.reverse();
    let entries: Vec<Entry> = events
        .iter()
        .map(|event| entry(state, question, event, simulated.contains(&event.feed)))
        .collect();
    let question_mark = query.map(|query| format!("?{query}")).unwrap_or_default();
    let own = format!("{}/api/v1/events.atom{question_mark}", state.public_url);
    let updated = entries.iter().map(|entry| entry.updated).max();
    Feed {
        title: Text::plain(format!(
            "{} – {}",
            i18n::events::feed(locale),
            portal.city.name
        )),
        id: own.clone(),
        // Without an entry nothing has been said since the beginning.
        updated: updated.unwrap_or_else(|| instant(Timestamp::UNIX_EPOCH)),
        authors: vec![Person {
            name: portal.city.portal_name.clone(),
            ..Person::default()
        }],
        links: vec![
            link("self", own),
            link(
                "alternate",
                format!("{}{}", state.public_url, Route::Live(None).href(locale)),
            ),
        ],
        entries,
        lang: Some(locale.tag().to_owned()),
        ..Feed::default()
    }
}

fn entry(state: &ServerState, question: &EventsQuestion, event: &Event, made_up: bool) -> Entry {
    let (portal, locale) = (&state.site.portal, question.locale);
    let path = Route::Event(event.id.clone()).href(domain::Locale::De);
    let page = Route::Event(event.id.clone()).href(locale);
    let told = event.valid_from.or(last_told(state, event));
    let since = told.unwrap_or(Timestamp::UNIX_EPOCH);
    let kind = i18n::live::event_kind(locale, event.kind);
    let made_up = made_up.then(|| format!(" ({})", i18n::live::simulation(locale)));
    let source = portal.feed(&event.feed).and_then(|feed| {
        let sources = &portal.city.sources;
        sources.iter().find(|source| source.id == feed.source)
    });
    Entry {
        title: Text::plain(format!(
            "{kind}: {}{}",
            event.title.in_locale(locale).0,
            made_up.unwrap_or_default()
        )),
        // The same in every language.
        id: format!("{}{path}", state.public_url),
        updated: instant(since),
        published: Some(instant(since)),
        categories: vec![Category {
            term: event.kind.as_str().to_owned(),
            ..Category::default()
        }],
        links: vec![link("alternate", format!("{}{page}", state.public_url))],
        rights: source
            .map(|source| Text::plain(format!("{}, {}", source.attribution, source.licence))),
        content: Some(Content {
            value: Some(texts(event, locale).join("\n\n")),
            content_type: Some("text".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        ..Link::default()
    }
}

fn instant(at: Timestamp) -> FixedDateTime {
    at.to_string().parse().unwrap_or_default()
}
