//! `/api/v1/points`: every place a page of the portal is about, as compact as a map needs it.

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use domain::place::ListedPlace;
use domain::{CategoryId, Locale, PlaceQuery};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    api::validators::Validators,
    state::{ServerState, SharedState},
};

/// Places as columns: the n-th entry of each list belongs to the n-th place.
#[derive(Serialize, ToSchema)]
#[schema(as = Points)]
pub(crate) struct Points<'a> {
    /// Identifiers, in the order of the page's list.
    id: Vec<&'a str>,
    /// Degrees north.
    lat: Vec<f64>,
    /// Degrees east.
    lng: Vec<f64>,
    /// Index into `categories`.
    category: Vec<usize>,
    /// Identifiers of the categories that occur.
    categories: Vec<&'a str>,
    /// Labels.
    name: Vec<String>,
}

/// Points for a map
///
/// Takes the query string of the places page (`kategorie`, `stadtteil`, `offen=jetzt`,
/// `rollstuhl=ja`, `eurokey=ja`, `kostenlos=ja`, `nahe`, `q`) and answers all places of all its
/// pages. Like the page, it leaves out what it does not know.
#[utoipa::path(
    get, path = "/api/v1/points", tag = "places",
    params(
        ("kategorie" = Option<String>, Query, description = "Slug of a category"),
        ("stadtteil" = Option<String>, Query, description = "Slug of a district"),
        ("offen" = Option<String>, Query, description = "`jetzt`: only what is certainly open"),
        ("rollstuhl" = Option<String>, Query, description = "`ja`: only what a wheelchair can enter"),
        ("eurokey" = Option<String>, Query, description = "`ja`: only what the Euro key opens"),
        ("kostenlos" = Option<String>, Query, description = "`ja`: only what is free of charge"),
        ("nahe" = Option<String>, Query, description = "Address or `lat,lon`; sorts by distance"),
        ("q" = Option<String>, Query, description = "Words in name or address"),
        ("lang" = Option<String>, Query, description = "`en`: English labels"),
    ),
    responses(
        (status = 200, description = "All places as columns", body = Points<'_>),
        (status = 304, description = "The client has this answer already"),
    )
)]
pub(crate) async fn points(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&query).unwrap_or_default();
    let question = PlaceQuery::parse(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    let english = pairs
        .iter()
        .any(|(name, value)| name == "lang" && value == "en");
    let locale = if english { Locale::En } else { Locale::De };
    let validators = Validators::of_opening_states(&state, ("points", &query));
    validators.answer(&headers, || {
        let found = state.site.portal.all_places(&question, None);
        Json(serde_json::json!(columns(&state, &found, locale)))
    })
}

fn columns<'a>(state: &'a ServerState, found: &'a [ListedPlace], locale: Locale) -> Points<'a> {
    let city = state.site.city();
    let places = || found.iter().map(|listed| &listed.place);
    let mut categories = Vec::new();
    let category = places().map(|place| {
        let known = categories.iter().position(|id| *id == &place.category);
        known.unwrap_or_else(|| {
            categories.push(&place.category);
            categories.len() - 1
        })
    });
    let category = category.collect();
    Points {
        id: places().map(|place| place.id.as_str()).collect(),
        lat: places().map(|place| place.position.lat()).collect(),
        lng: places().map(|place| place.position.lon()).collect(),
        category,
        categories: categories.into_iter().map(CategoryId::as_str).collect(),
        name: places()
            .map(Arc::as_ref)
            .map(|place| i18n::places::label(city, place, locale))
            .collect(),
    }
}
