//! `/api/v1/things`: what is observed, with the newest values.

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use domain::live::{Thing, ThingFacts, ThingId, ThingKind};
use jiff::Timestamp;
use portal::live::{LiveBoard, Reading};
use serde::Serialize;
use utoipa::ToSchema;

use super::question::{pairs, unknown_parameter};
use crate::{
    api::{Problem, validators::Validators},
    state::{ServerState, SharedState},
};

/// Something that is observed.
#[derive(Serialize, ToSchema)]
#[schema(as = Thing)]
pub(crate) struct ThingView<'a> {
    /// Identifier: the feed and what the source calls it.
    id: &'a str,
    /// `car_park`, `traffic_counter`, `weather_station` and so on.
    kind: &'static str,
    /// What the source calls it.
    name: &'a str,
    /// Degrees north.
    lat: Option<f64>,
    /// Degrees east.
    lon: Option<f64>,
    /// Slug of the district.
    district: Option<&'a str>,
    /// Feed that tells about it.
    feed: &'a str,
    /// Source with licence and attribution, as in `/api/v1/sources`.
    source: Option<&'a str>,
    /// Whether its values are made up by the simulator.
    simulated: bool,
    /// What does not change by the minute.
    #[schema(value_type = Object)]
    facts: &'a ThingFacts,
    /// What is observed of it.
    datastreams: Vec<DatastreamView<'a>>,
}

/// One property over time, with its newest value.
#[derive(Serialize, ToSchema)]
#[schema(as = Datastream)]
pub(crate) struct DatastreamView<'a> {
    /// Identifier.
    id: &'a str,
    /// `free_spaces`, `vehicle_count`, `air_temperature` and so on.
    property: &'static str,
    /// Unit as UCUM.
    unit: &'static str,
    /// `instant`, `mean`, `sum`, `count` or `max`.
    aggregation: &'static str,
    /// Length of the period of one value in seconds; null for instants.
    period_s: Option<u64>,
    /// Class of vehicles.
    class: Option<&'static str>,
    /// Direction in the source's words.
    direction: Option<&'a str>,
    /// A value is expected this often, in seconds.
    expected_every_s: u64,
    /// Newest value; null when there is none.
    value: Option<f64>,
    /// The instant, or the end of the period, of the newest value.
    #[schema(value_type = Option<String>, format = DateTime)]
    end: Option<Timestamp>,
    /// How far the newest value can be trusted.
    quality: Option<&'static str>,
    /// `fresh`, `delayed`, `stale` or `offline`.
    freshness: Option<&'static str>,
}

/// Things
#[utoipa::path(
    get, path = "/api/v1/things", tag = "live",
    params(
        ("kind" = Option<String>, Query, description = "Only things of a kind, such as `car_park`"),
        ("district" = Option<String>, Query, description = "Only things in a district, by its slug"),
    ),
    responses(
        (status = 200, description = "Things by kind and name", body = Vec<ThingView<'_>>),
        (status = 304, description = "The client has this answer already"),
        (status = 400, description = "A parameter that cannot be understood", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn things(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (mut kind, mut district) = (None, None);
    for (name, value) in pairs(query.as_deref()) {
        match name.as_str() {
            "kind" => {
                let unknown = || Problem::parameter("kind", format!("there is no kind `{value}`"));
                kind = Some(ThingKind::parse(&value).ok_or_else(unknown)?);
            }
            "district" => district = Some(value),
            _ => return Err(unknown_parameter(&name)),
        }
    }
    let board = board(&state);
    let validators = Validators::of_live(&state, ("things", query), board.sequence());
    Ok(validators.answer(&headers, || {
        let all = board.registry().things();
        let things = kind
            .map_or(all, |kind| board.registry().of_kind(kind))
            .iter();
        let here = |thing: &Thing| {
            let own = thing.district.as_ref().map(domain::DistrictId::as_str);
            district.is_none() || own == district.as_deref()
        };
        let views = things.filter(|thing| here(thing));
        let views: Vec<_> = views.map(|thing| view(&state, &board, thing)).collect();
        Json(serde_json::json!(views))
    }))
}

/// A thing
#[utoipa::path(
    get, path = "/api/v1/things/{id}", tag = "live",
    params(("id" = String, Path, description = "Identifier of the thing")),
    responses(
        (status = 200, description = "The thing", body = ThingView<'_>),
        (status = 304, description = "The client has this answer already"),
        (status = 404, description = "There is no such thing", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn thing(
    State(state): State<SharedState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let board = board(&state);
    let found = board.registry().thing(&ThingId::new(&id));
    let found = found.ok_or_else(|| Problem::not_found(format!("there is no thing `{id}`")))?;
    let validators = Validators::of_live(&state, ("thing", &id), board.sequence());
    Ok(validators.answer(&headers, || {
        Json(serde_json::json!(view(&state, &board, found)))
    }))
}

/// The newest state; empty where the portal reads no feeds.
pub(super) fn board(state: &ServerState) -> std::sync::Arc<LiveBoard> {
    let live = state.site.portal.live();
    live.map(|live| live.board()).unwrap_or_default()
}

fn view<'a>(state: &'a ServerState, board: &'a LiveBoard, thing: &'a Thing) -> ThingView<'a> {
    let now = state.site.portal.now().timestamp();
    let feed = state.site.portal.feed(&thing.feed);
    ThingView {
        id: thing.id.as_str(),
        kind: thing.kind.as_str(),
        name: &thing.name,
        lat: thing.position.map(domain::Coordinate::lat),
        lon: thing.position.map(domain::Coordinate::lon),
        district: thing.district.as_ref().map(domain::DistrictId::as_str),
        feed: thing.feed.as_str(),
        source: feed.map(|feed| feed.source.as_str()),
        simulated: feed.is_some_and(|feed| feed.origin == domain::live::Origin::Simulated),
        facts: &thing.facts,
        datastreams: board
            .readings(&thing.id)
            .map(|reading| datastream(reading, now))
            .collect(),
    }
}

fn datastream(reading: Reading<'_>, now: Timestamp) -> DatastreamView<'_> {
    let (stream, observation) = (reading.stream, reading.latest.map(|one| one.observation));
    DatastreamView {
        id: stream.id.as_str(),
        property: stream.property.as_str(),
        unit: stream.property.unit(),
        aggregation: stream.aggregation.as_str(),
        period_s: stream.period.map(|period| period.as_secs()),
        class: stream.class.map(domain::live::VehicleClass::as_str),
        direction: stream.direction.as_deref(),
        expected_every_s: stream.expected_every.as_secs(),
        value: observation.and_then(|observation| observation.value),
        end: observation.map(|observation| observation.end),
        quality: observation.map(|observation| observation.quality.as_str()),
        freshness: reading.freshness(now).map(domain::live::Freshness::as_str),
    }
}
