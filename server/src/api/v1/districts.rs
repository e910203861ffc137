//! `/api/v1/districts`: the parts of the city with their boundaries.

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use domain::District;
use serde_json::{Value, json};

use crate::{api::validators::Validators, state::SharedState};

/// Districts
///
/// A GeoJSON feature collection (RFC 7946); each feature is a `MultiPolygon` with the properties
/// `id` (the slug), `name` and `approximate`.
#[utoipa::path(
    get, path = "/api/v1/districts", tag = "directory",
    responses(
        (status = 200, description = "All districts in alphabetical order", body = Value, content_type = "application/geo+json"),
        (status = 304, description = "The client has this answer already"),
    )
)]
pub(crate) async fn districts(State(state): State<SharedState>, headers: HeaderMap) -> Response {
    Validators::of_places(&state, "districts").answer(&headers, || {
        let features: Vec<Value> = state.site.city().districts.iter().map(feature).collect();
        let collection = json!({ "type": "FeatureCollection", "features": features });
        (
            [(header::CONTENT_TYPE, "application/geo+json")],
            collection.to_string(),
        )
    })
}

fn feature(district: &District) -> Value {
    let polygons: Vec<Vec<Vec<[f64; 2]>>> = district
        .boundary
        .iter()
        .map(|polygon| {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            rings
                .map(|ring| ring.coords().map(|point| [point.x, point.y]).collect())
                .collect()
        })
        .collect();
    json!({
        "type": "Feature",
        "id": district.id,
        "geometry": { "type": "MultiPolygon", "coordinates": polygons },
        "properties": {
            "id": district.id,
            "name": district.name,
            "approximate": district.approximate,
        },
    })
}
