//! `/api/v1/parking-sites`: car parks in the shape of `ParkAPI` 3, which other portals read already.

use axum::{
    Json,
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use domain::live::{Freshness, Observation, Origin, Property, Quality, Thing, ThingKind};
use jiff::Timestamp;
use portal::live::{LiveBoard, Reading};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    question::{pairs, unknown_parameter},
    things::board,
};
use crate::{
    api::{Problem, validators::Validators},
    state::{ServerState, SharedState},
};

/// All car parks.
#[derive(Serialize, ToSchema)]
pub(crate) struct ParkingSites<'a> {
    items: Vec<ParkingSite<'a>>,
    /// How many there are.
    total_count: usize,
}

/// A car park. What is not known is left out.
#[derive(Serialize, ToSchema)]
pub(crate) struct ParkingSite<'a> {
    /// Identifier, as in `/api/v1/things`.
    original_uid: &'a str,
    name: &'a str,
    /// Always `CAR`.
    purpose: &'static str,
    /// `CAR_PARK` or `OFF_STREET_PARKING_GROUND`; the source does not say more than the first.
    r#type: &'static str,
    /// Degrees north.
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_url: Option<&'a str>,
    /// `OpenStreetMap` syntax where the source has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    opening_hours: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fee_description: Option<&'a str>,
    /// Greatest height of a vehicle in centimetres.
    #[serde(skip_serializing_if = "Option::is_none")]
    max_height: Option<f64>,
    /// `YES` or `NO`, where the source says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    park_and_ride_type: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<u32>,
    /// Whether free spaces are told.
    has_realtime_data: bool,
    /// Spaces that are free, if the value is reliable and not out of date.
    #[serde(skip_serializing_if = "Option::is_none")]
    realtime_free_capacity: Option<f64>,
    /// `OPEN` or `CLOSED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    realtime_opening_status: Option<&'static str>,
    /// Of which instant the free spaces are.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    realtime_data_updated_at: Option<Timestamp>,
    /// Who has to be named.
    attribution_contributor: Option<&'a str>,
    /// Licence of the source.
    attribution_license: Option<&'a str>,
    /// Text of the licence.
    attribution_url: Option<&'a str>,
    /// Not in `ParkAPI`: whether the values are made up by the simulator.
    simulated: bool,
}

/// Car parks as in `ParkAPI`
///
/// Car parks with their free spaces, in the shape of `/api/public/v3/parking-sites` of `ParkAPI` 3.
#[utoipa::path(
    get, path = "/api/v1/parking-sites", tag = "live",
    responses(
        (status = 200, description = "Car parks by name", body = ParkingSites<'_>),
        (status = 304, description = "The client has this answer already"),
        (status = 400, description = "A parameter that cannot be understood", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn parking_sites(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some((name, _)) = pairs(query.as_deref()).first() {
        return Err(unknown_parameter(name));
    }
    let board = board(&state);
    let minute = state.site.portal.now().timestamp().as_second() / 60;
    let validators = Validators::of_live(&state, ("parking-sites", minute), board.sequence());
    Ok(validators.answer(&headers, || {
        let things = board.registry().of_kind(ThingKind::CarPark).iter();
        // Things of feeds that are not read now are history.
        let read = things.filter(|thing| state.site.portal.feed(&thing.feed).is_some());
        let items: Vec<_> = read.map(|thing| site(&state, &board, thing)).collect();
        let total_count = items.len();
        Json(serde_json::json!(ParkingSites { items, total_count }))
    }))
}

fn site<'a>(state: &'a ServerState, board: &LiveBoard, thing: &'a Thing) -> ParkingSite<'a> {
    let (portal, facts) = (&state.site.portal, &thing.facts);
    let now = portal.now().timestamp();
    let feed = portal.feed(&thing.feed);
    let source = feed.and_then(|feed| portal.city.sources.iter().find(|one| one.id == feed.source));
    let reading = |property| {
        board
            .readings(&thing.id)
            .find(|one| one.stream.property == property)
    };
    let free = reading(Property::FreeSpaces);
    let counted = free.and_then(|free| current(free, now));
    let open = reading(Property::Open).and_then(|open| current(open, now)?.value);
    ParkingSite {
        original_uid: thing.id.as_str(),
        name: &thing.name,
        purpose: "CAR",
        r#type: "CAR_PARK",
        lat: thing.position.map(domain::Coordinate::lat),
        lon: thing.position.map(domain::Coordinate::lon),
        address: facts.address.as_deref(),
        operator_name: facts.operator.as_deref(),
        public_url: facts.url.as_deref(),
        opening_hours: facts.opening_hours.as_deref(),
        fee_description: facts.fee.as_deref(),
        max_height: facts.max_height_m.map(|metres| (metres * 100.0).round()),
        park_and_ride_type: facts
            .park_and_ride
            .map(|yes| [if yes { "YES" } else { "NO" }]),
        capacity: facts.capacity,
        has_realtime_data: free.is_some(),
        realtime_free_capacity: counted.and_then(|counted| counted.value),
        realtime_opening_status: open.map(|open| if open > 0.5 { "OPEN" } else { "CLOSED" }),
        realtime_data_updated_at: counted.map(|counted| counted.end),
        attribution_contributor: source.map(|source| source.attribution.as_str()),
        attribution_license: source.map(|source| source.licence.as_str()),
        attribution_url: source.and_then(|source| source.licence_url.as_deref()),
        simulated: feed.is_some_and(|feed| feed.origin == Origin::Simulated),
    }
}

/// The newest observation, if it has a value that is reliable and not out of date.
fn current(reading: Reading<'_>, now: Timestamp) -> Option<Observation> {
    let seen = reading.latest?.observation;
    let is_fresh = reading.freshness(now)? < Freshness::Stale;
    (is_fresh && seen.quality != Quality::Suspect && seen.value.is_some()).then_some(seen)
}
