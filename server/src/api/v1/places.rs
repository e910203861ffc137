//! `/api/v1/places`: places that answer a question, and single ones.

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::PlaceId;
use domain::place::ListedPlace;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    format::Format,
    parameters::{PlacesParameters, PlacesQuestion},
    place::Place,
    place_csv,
};
use crate::{
    api::{Problem, validators::Validators},
    state::{ServerState, SharedState},
};

/// One page of the places that were asked for.
#[derive(Serialize, ToSchema)]
#[schema(as = PlacesPage)]
pub(crate) struct PlacesPage<'a> {
    /// Places on all pages.
    total: usize,
    /// This page, counted from 1.
    page: usize,
    /// How many pages there are.
    pages: usize,
    /// Places on a page at most.
    per_page: usize,
    /// The places, nearest first when a position was given, else by label.
    places: Vec<Place<'a>>,
}

/// Places of the city
///
/// Filters can be combined. The header `Link` leads to the next page; pages beyond the last one
/// are empty.
#[utoipa::path(
    get, path = "/api/v1/places", tag = "places",
    params(PlacesParameters),
    responses(
        (status = 200, description = "One page of places", content(
            (PlacesPage<'_> = "application/json"),
            (serde_json::Value = "application/geo+json"),
            (String = "text/csv"),
        )),
        (status = 304, description = "The client has this answer already"),
        (status = 400, description = "A parameter is not understood", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn places(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let query = query.unwrap_or_default();
    let question = PlacesQuestion::parse(&state.site.portal, &query)?;
    let format = question
        .format
        .unwrap_or_else(|| Format::accepted(&headers));
    let validators = Validators::of_opening_states(&state, ("places", &query, format));
    Ok(validators.answer(&headers, || list(&state, &question, &query, format)))
}

/// One place
#[utoipa::path(
    get, path = "/api/v1/places/{id}", tag = "places",
    params(("id" = String, Path, description = "Identifier of the place")),
    responses(
        (status = 200, description = "The place", body = Place<'_>),
        (status = 304, description = "The client has this answer already"),
        (status = 404, description = "There is no such place", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn place(
    State(state): State<SharedState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let found = state.site.portal.places_by_id([&PlaceId::from_origin(&id)]);
    let [listed] = &found[..] else {
        return Err(Problem::not_found(format!("there is no place `{id}`")));
    };
    let validators = Validators::of_opening_states(&state, ("place", &id));
    let place = Place::new(state.site.city(), state.public_url.as_str(), listed);
    Ok(validators.answer(&headers, || Json(place)))
}

fn list(state: &ServerState, question: &PlacesQuestion, query: &str, format: Format) -> Response {
    let found = state
        .site
        .portal
        .all_places(&question.query, question.within);
    let per_page = question.per_page;
    let shown = found
        .iter()
        .skip(question.page.saturating_mul(per_page))
        .take(per_page);
    let write = |listed| Place::new(state.site.city(), state.public_url.as_str(), listed);
    let mut answer = match format {
        Format::Json => page_of(question, &found, shown.map(write).collect()),
        Format::Geojson => collection(shown.map(write)),
        Format::Csv => match place_csv::table(shown.map(write)) {
            Ok(table) => table.into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
    };
    let kind = HeaderValue::from_static(format.media_type());
    answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    let next = question.page + 1;
    if next.saturating_mul(per_page) < found.len() {
        let link = next_page(state, query, next + 1);
        answer
            .headers_mut()
            .extend(link.map(|link| (header::LINK, link)));
    }
    answer
}

/// The address of the next page, counted from 1, for programs that follow it (RFC 8288).
fn next_page(state: &ServerState, query: &str, page: usize) -> Option<HeaderValue> {
    let mut pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).ok()?;
    pairs.retain(|(name, _)| name != "page");
    pairs.push(("page".to_owned(), page.to_string()));
    let query = serde_urlencoded::to_string(pairs).ok()?;
    let link = format!("<{}/api/v1/places?{query}>; rel=\"next\"", state.public_url);
    HeaderValue::try_from(link).ok()
}

fn page_of(question: &PlacesQuestion, found: &[ListedPlace], places: Vec<Place<'_>>) -> Response {
    Json(PlacesPage {
        total: found.len(),
        page: question.page + 1,
        pages: found.len().div_ceil(question.per_page).max(1),
        per_page: question.per_page,
        places,
    })
    .into_response()
}

/// A feature collection; the properties of a feature are the place as in the JSON.
fn collection<'a>(places: impl Iterator<Item = Place<'a>>) -> Response {
    let features: Vec<_> = places
        .map(|place| {
            let point = [place.position.lon, place.position.lat];
            json!({
                "type": "Feature",
                "id": place.id,
                "geometry": { "type": "Point", "coordinates": point },
                "properties": place,
            })
        })
        .collect();
    Json(json!({ "type": "FeatureCollection", "features": features })).into_response()
}
