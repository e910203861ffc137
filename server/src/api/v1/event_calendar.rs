//! `/api/v1/events.ics`: roadworks and closures for a calendar to subscribe to.

use app::routes::Route;
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::live::{Event, EventKind};
use icalendar::{Calendar, Component, EventLike};
use jiff::Timestamp;

use super::{
    event_question::EventsQuestion,
    event_words::{last_told, texts},
    things::board,
};
use crate::{
    api::{Problem, validators::Validators},
    live::simulated,
    state::ServerState,
    state::SharedState,
};

/// Roadworks as a calendar
///
/// Roadworks, closures and other traffic reports that have not ended, as iCalendar (RFC 5545). Times
/// are UTC. An entry keeps its UID as long as the source keeps its identifier.
#[utoipa::path(
    get, path = "/api/v1/events.ics", tag = "live",
    params(
        ("kind" = Option<String>, Query, description = "`roadwork`, `closure`, `traffic` or `warning`, several with commas; all but warnings unless told otherwise"),
        ("district" = Option<String>, Query, description = "Slug of a district that it touches"),
        ("near" = Option<String>, Query, description = "A position `lat,lon` or an address of the city"),
        ("radius_m" = Option<f64>, Query, description = "Metres around `near`; 500 unless told otherwise"),
        ("lang" = Option<String>, Query, description = "`de` or `en`"),
    ),
    responses(
        (status = 200, description = "A calendar", body = String, content_type = "text/calendar"),
        (status = 304, description = "The client has this answer already"),
        (status = 400, description = "A parameter that cannot be understood", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn events_calendar(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let usual = [EventKind::Roadwork, EventKind::Closure, EventKind::Traffic];
    let question = EventsQuestion::of_kinds(&state.site.portal, query.as_deref(), &usual)?;
    let sequence = board(&state).sequence();
    let validators = Validators::of_live(&state, ("events.ics", query), sequence);
    Ok(validators.answer(&headers, || {
        let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
        ([(header::CONTENT_TYPE, kind)], calendar(&state, &question)).into_response()
    }))
}

fn calendar(state: &ServerState, question: &EventsQuestion) -> String {
    let (portal, locale) = (&state.site.portal, question.locale);
    let simulated = simulated(portal);
    let topic = i18n::observed::topic(locale, domain::live::Topic::Roadworks);
    let mut calendar = Calendar::new();
    calendar.name(&format!("{topic} – {}", portal.city.name));
    for event in question.current(portal) {
        let made_up = simulated.contains(&event.feed);
        calendar.push(entry(state, question, &event, made_up));
    }
    calendar.to_string()
}

fn entry(
    state: &ServerState,
    question: &EventsQuestion,
    event: &Event,
    made_up: bool,
) -> icalendar::Event {
    let locale = question.locale;
    let portal = &state.site.portal;
    // When the source last said so. A calendar takes a newer one for a newer version.
    let told = last_told(state, event);
    let told = told.unwrap_or_else(|| portal.now().timestamp());
    let kind = i18n::live::event_kind(locale, event.kind);
    let title = event.title.in_locale(locale).0;
    let page = Route::Event(event.id.clone()).href(locale);
    let page = format!("{}{page}", state.public_url);
    let place: Vec<&str> = [event.street.as_deref(), event.direction.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let mut entry = icalendar::Event::new();
    entry
        .uid(&format!("{}@{}", event.id, state.public_url.authority()))
        .summary(&format!("{kind}: {title}"))
        .description(&description(question, event, made_up))
        .url(&page)
        .add_property("DTSTAMP", written(told))
        // A calendar knows no entry without a beginning; that it is not known stands in the text.
        .add_property("DTSTART", written(event.valid_from.unwrap_or(told)))
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(to) = event.valid_to {
        entry.add_property("DTEND", written(to));
    }
    if let Some(at) = event.middle() {
        entry.add_property("GEO", format!("{};{}", at.lat(), at.lon()));
    }
    if !place.is_empty() {
        entry.location(&place.join(", "));
    }
    entry
}

/// The source's text, what is not known, and who says it.
fn description(question: &EventsQuestion, event: &Event, made_up: bool) -> String {
    let locale = question.locale;
    let unknown = [
        (event.valid_from.is_none()).then(|| i18n::events::begin_unknown(locale)),
        (event.valid_to.is_none()).then(|| i18n::live::end_unknown(locale)),
        made_up.then(|| i18n::live::simulation_title(locale)),
    ];
    let mut lines = texts(event, locale);
    lines.extend(unknown.into_iter().flatten());
    lines.join("\n")
}

/// `20261123T120000Z`
fn written(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
