//! The routes of the open interface and the `OpenAPI` document that describes them.

use axum::{
    Router,
    http::{HeaderValue, Method, header},
    response::IntoResponse,
    routing::get,
};
use tower_http::{
    cors::{Any, CorsLayer},
    set_header::SetResponseHeaderLayer,
};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::v1;
use crate::state::SharedState;

/// The frame of the document; the operations describe themselves.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Bürgerportal: open interface",
        description = "The places of the city as JSON, GeoJSON or CSV, and what is \
            observed in it right now. Every record names its source, the licence of that source and the date of the knowledge; unknown values are \
            null. No key is needed. Answers may be cached and revalidated by ETag.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    servers((url = "/", description = "this portal")),
    tags(
        (name = "places", description = "Places of the city"),
        (name = "directory", description = "Kinds of places and districts"),
        (name = "transport", description = "Stops of public transport and their departures"),
        (name = "live", description = "What is observed in the city right now, and its history")
    )
)]
struct Frame;

fn described() -> OpenApiRouter<SharedState> {
    OpenApiRouter::with_openapi(Frame::openapi())
        .routes(routes!(v1::places::places))
        .routes(routes!(v1::places::place))
        .routes(routes!(v1::points::points))
        .routes(routes!(v1::categories::categories))
        .routes(routes!(v1::districts::districts))
        .routes(routes!(v1::live::live))
        .routes(routes!(v1::live::latest))
        .routes(routes!(v1::things::things))
        .routes(routes!(v1::things::thing))
        .routes(routes!(v1::observations::observations))
        .routes(routes!(v1::events::events))
        .routes(routes!(v1::event_calendar::events_calendar))
        .routes(routes!(v1::event_feed::events_feed))
        .routes(routes!(v1::parking_sites::parking_sites))
        .routes(routes!(v1::sources::sources))
        .routes(routes!(v1::stops::stops))
        .routes(routes!(v1::stops::departures))
}

/// The document as JSON.
pub fn openapi_json() -> String {
    let (_, document) = described().split_for_parts();
    // The document is made of plain values, which can always be written.
    document.to_pretty_json().unwrap_or_default()
}

/// The routes of the open interface; any page may read them, without credentials.
pub(crate) fn router() -> Router<SharedState> {
    let (routes, _) = described().split_for_parts();
    let document = openapi_json();
    let show = move || async move {
        let kind = "application/vnd.oai.openapi+json;version=3.1";
        let headers = [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=300"),
        ];
        (headers, document).into_response()
    };
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .expose_headers([header::ETAG, header::LAST_MODIFIED, header::LINK])
        // Everybody gets the same answer, so caches need not keep one for each origin.
        .vary([]);
    let vary = HeaderValue::from_static("accept-encoding");
    routes
        .route("/api/openapi.json", get(show))
        .layer(cors)
        .layer(SetResponseHeaderLayer::appending(header::VARY, vary))
}
