//! Every page of the portal: the path says which.

use app::{
    pages,
    routes::Route,
    site::{Frame, PageRequest, THEME},
};
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use percent_encoding::percent_decode_str;

use super::{
    nonce::Nonce,
    render::{Look, needs_styles, respond},
    request_log::PageKind,
};
use crate::state::SharedState;

/// Answers a path with its page, or with the page that says there is none.
pub(crate) async fn page(
    State(state): State<SharedState>,
    Extension(nonce): Extension<Nonce>,
    method: Method,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    // Faults of the open interface are described as JSON, further out.
    if uri.path().starts_with("/api/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        let allowed = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (StatusCode::METHOD_NOT_ALLOWED, allowed).into_response();
    }
    let (request, frame) = framed(page_request(&uri));
    let kind = PageKind(match frame {
        Frame::Whole => kind(request.route.as_ref()),
        Frame::Embedded { .. } => "/einbetten",
    });
    let answer = pages::answer(&state.site, &request).await;
    let look = Look {
        frame,
        with_styles: needs_styles(&headers),
    };
    let mut response = respond(state.site.clone(), answer, nonce, uri, look).await;
    response.extensions_mut().insert(kind);
    response
}

fn page_request(uri: &Uri) -> PageRequest {
    let path = percent_decode_str(uri.path())
        .decode_utf8_lossy()
        .into_owned();
    let (locale, route) = Route::parse(&path);
    let query = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    PageRequest {
        locale,
        route,
        path,
        query,
    }
}

/// An embedded page is the page itself in another frame, which its address says.
fn framed(request: PageRequest) -> (PageRequest, Frame) {
    let Some(Route::Embed(page)) = request.route else {
        return (request, Frame::Whole);
    };
    let frame = Frame::embedded(&request.query);
    let mut query = request.query;
    query.retain(|(name, _)| name != THEME);
    let request = PageRequest {
        locale: request.locale,
        path: page.href(request.locale),
        route: Some(*page),
        query,
    };
    (request, frame)
}

/// The name of a kind of page in measurements.
fn kind(route: Option<&Route>) -> &'static str {
    match route {
        None => "none",
        Some(Route::Home) => "/",
        Some(Route::Area(area)) => area.slug(),
        Some(Route::Places) => "/orte",
        Some(Route::Place { .. }) => "/orte/{id}",
        Some(Route::Search) => "/suche",
        Some(Route::Live(None)) => "/live",
        Some(Route::Live(Some(_))) => "/live/{topic}",
        Some(Route::Thing(_)) => "/messstellen/{id}",
        Some(Route::Event(_)) => "/meldungen/{id}",
        Some(Route::Stations) => "/haltestellen",
        Some(Route::Station(_)) => "/haltestellen/{id}",
        Some(Route::Sources) => "/datenquellen",
        Some(Route::Embed(_)) => "/einbetten",
        Some(Route::Api) => "/api",
        Some(Route::Kiosk) => "/kiosk",
        Some(Route::Heat) => "/hitze",
        Some(Route::Display(_)) => "/anzeige/{name}",
        Some(Route::Imprint | Route::Privacy | Route::Accessibility) => "legal",
    }
}
