//! `/api/v1/stops`: the stations of the timetable, and what departs from them.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    http::header,
    response::{IntoResponse, Response},
};
use domain::timetable::{Departure, Expectation, Line, Station};
use jiff::{SignedDuration, Timestamp, civil::Date};
use portal::timetable::{LineOfStation, TimetableDirectory, Timetables, Validity};
use serde::Serialize;
use utoipa::ToSchema;

use super::question::{pairs, unknown_parameter};
use crate::{api::Problem, state::SharedState};

/// Departures when no number is given, and at most.
const DEPARTURES: (usize, usize) = (20, 100);

/// How far ahead departures are looked for.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// A station of the timetable.
#[derive(Serialize, ToSchema)]
#[schema(as = Stop)]
pub(crate) struct StopView<'a> {
    /// Identifier in the timetable.
    id: &'a str,
    /// What the timetable calls it.
    name: &'a str,
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lon: f64,
    /// The place of the city that it is, as in `/api/v1/places/{id}`.
    place: Option<String>,
}

/// A line of public transport.
#[derive(Serialize, ToSchema)]
#[schema(as = Line)]
pub(crate) struct LineView<'a> {
    /// Identifier in the timetable.
    id: &'a str,
    /// What stands on the vehicle.
    name: &'a str,
    /// `tram`, `bus`, `rail` and so on.
    mode: &'static str,
    /// Who runs it.
    operator: Option<&'a str>,
    /// Its colour as six hexadecimal digits.
    colour: Option<String>,
    /// A colour that can be read on it.
    text_colour: Option<String>,
}

/// A departure.
#[derive(Serialize, ToSchema)]
#[schema(as = Departure)]
pub(crate) struct DepartureView<'a> {
    /// Its line.
    line: LineView<'a>,
    /// Where it goes: what is written on the vehicle.
    direction: &'a str,
    /// When it leaves by the timetable.
    #[schema(value_type = String, format = DateTime)]
    planned: Timestamp,
    /// When it is expected to leave; absent when only the timetable is known.
    #[schema(value_type = Option<String>, format = DateTime)]
    expected: Option<Timestamp>,
    /// How many minutes later than planned that is.
    delay_minutes: Option<i64>,
    /// `runs`, `cancelled`, or `skipped` when the trip runs but does not stop here.
    state: &'static str,
    /// How this is known: `live` from its operator, or `timetable`.
    known_from: &'static str,
    /// Whether the timetable only says how often it leaves.
    approximate: bool,
    /// What stands on its platform.
    platform: Option<&'a str>,
    /// Whether vehicle and platform can be used with a wheelchair.
    wheelchair: Option<bool>,
}

/// A line with the directions it leaves a station in.
#[derive(Serialize, ToSchema)]
#[schema(as = LineAtStop)]
pub(crate) struct LineAtStopView<'a> {
    /// The line.
    line: LineView<'a>,
    /// What is written on its vehicles.
    directions: Vec<&'a str>,
}

/// What departs from a station.
#[derive(Serialize, ToSchema)]
#[schema(as = Departures)]
pub(crate) struct DeparturesView<'a> {
    /// The station.
    stop: StopView<'a>,
    /// `none`, `not_yet`, `valid` or `ended`: outside its days a timetable has no departures.
    timetable: &'static str,
    /// The day on which the timetable begins or ends.
    #[schema(value_type = Option<String>, format = Date)]
    timetable_day: Option<Date>,
    /// When operators last said how their trips are doing; absent when they said nothing lately.
    #[schema(value_type = Option<String>, format = DateTime)]
    live_at: Option<Timestamp>,
    /// The first ones first, within 24 hours.
    departures: Vec<DepartureView<'a>>,
    /// The lines that stop there.
    lines: Vec<LineAtStopView<'a>>,
}

/// Stops
///
/// The stations of the timetable of public transport, by name.
#[utoipa::path(
    get, path = "/api/v1/stops", tag = "transport",
    responses((status = 200, description = "The stations", body = Vec<StopView<'_>>))
)]
pub(crate) async fn stops(State(state): State<SharedState>) -> Response {
    let portal = &state.site.portal;
    let timetable = directory(&state);
    let found = portal.stations_near(&timetable, None, usize::MAX);
    let views: Vec<_> = found
        .iter()
        .map(|one| {
            stop(
                &one.station,
                one.place.as_ref().map(|place| place.id.to_string()),
            )
        })
        .collect();
    let cache = [(header::CACHE_CONTROL, "public, max-age=300")];
    (cache, Json(serde_json::json!(views))).into_response()
}

/// Departures
///
/// What leaves a station next: according to the timetable, and to what operators say of their trips.
#[utoipa::path(
    get, path = "/api/v1/stops/{id}/departures", tag = "transport",
    params(
        ("id" = String, Path, description = "Identifier of the station in the timetable, such as `de:08221:1160`"),
        ("limit" = Option<u32>, Query, description = "How many at most, 1 to 100; 20 when not given"),
    ),
    responses(
        (status = 200, description = "The departures", body = DeparturesView<'_>),
        (status = 400, description = "A parameter that cannot be understood", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such station", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn departures(
    State(state): State<SharedState>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let mut limit = DEPARTURES.0;
    for (name, value) in pairs(query.as_deref()) {
        if name != "limit" {
            return Err(unknown_parameter(&name));
        }
        let number = value
            .parse()
            .ok()
            .filter(|n| (1..=DEPARTURES.1).contains(n));
        let wrong = || Problem::parameter("limit", "write a whole number from 1 to 100");
        limit = number.ok_or_else(wrong)?;
    }
    let portal = &state.site.portal;
    let timetable = directory(&state);
    let unknown = || Problem::not_found(format!("there is no station `{id}`"));
    let number = timetable.station(&id).ok_or_else(unknown)?;
    let station = &timetable.stations()[number as usize];
    let now = portal.now().timestamp();
    let until = now.checked_add(AHEAD).unwrap_or(now);
    let (name, day) = match timetable.validity(now) {
        Validity::None => ("none", None),
        Validity::From(day) => ("not_yet", Some(day)),
        Validity::Until(day) => ("valid", Some(day)),
        Validity::Ended(day) => ("ended", Some(day)),
    };
    let found = timetable.departures(&[number], now, until, limit);
    let view = DeparturesView {
        stop: stop(
            station,
            portal
                .place_of_station(station)
                .map(|place| place.id.to_string()),
        ),
        timetable: name,
        timetable_day: day,
        live_at: timetable.heard_at(now),
        departures: found.iter().map(departure).collect(),
        lines: timetable
            .lines_of(number)
            .iter()
            .map(line_at_stop)
            .collect(),
    };
    let cache = [(header::CACHE_CONTROL, "public, max-age=10")];
    Ok((cache, Json(serde_json::json!(view))).into_response())
}

fn directory(state: &SharedState) -> Arc<TimetableDirectory> {
    let timetables = state.site.portal.timetables();
    timetables.map_or_else(Arc::default, Timetables::directory)
}

fn stop(station: &Station, place: Option<String>) -> StopView<'_> {
    StopView {
        id: &station.id,
        name: &station.name,
        lat: station.position.lat(),
        lon: station.position.lon(),
        place,
    }
}

fn line(line: &Line) -> LineView<'_> {
    let colours = line.colours();
    LineView {
        id: &line.id,
        name: &line.name,
        mode: line.mode.as_str(),
        operator: line.operator.as_deref(),
        colour: colours.map(|(ground, _)| ground.to_string()),
        text_colour: colours.map(|(_, text)| text.to_string()),
    }
}

fn departure(one: &Departure) -> DepartureView<'_> {
    let (expected, state, known_from) = match one.expectation {
        Expectation::Timetable => (None, "runs", "timetable"),
        Expectation::At(at) => (Some(at), "runs", "live"),
        Expectation::Cancelled => (None, "cancelled", "live"),
        Expectation::Skipped => (None, "skipped", "live"),
    };
    DepartureView {
        line: line(&one.line),
        direction: &one.headsign,
        planned: one.planned,
        expected,
        delay_minutes: one.delay_minutes(),
        state,
        known_from,
        approximate: one.approximate,
        platform: one.platform.as_deref(),
        wheelchair: one.wheelchair,
    }
}

fn line_at_stop(one: &LineOfStation) -> LineAtStopView<'_> {
    LineAtStopView {
        line: line(&one.line),
        directions: one.headsigns.iter().map(|way| &**way).collect(),
    }
}
