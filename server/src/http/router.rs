//! All routes, and what surrounds every one of them.

use std::time::Duration;

use axum::{
    Router,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate, predicate::NotForContentType},
    limit::RequestBodyLimitLayer,
    timeout::TimeoutLayer,
};

use super::{
    SiteFiles, base_map, client_errors, fault_pages, health, pages, rate_limit, report_form,
    request_limits, request_log, same_origin, security_headers, sitemap,
};
use crate::{api, state::SharedState};

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The portal as a service.
pub fn router(state: SharedState, files: &SiteFiles) -> Router {
    let routes = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/tiles/{z}/{x}/{y}", get(base_map::tile))
        .route("/sitemap.xml", get(sitemap::sitemap))
        .route(
            "/orte/{id}/meldung",
            post(report_form::send_report).fallback(pages::page),
        )
        .route(
            "/en/orte/{id}/meldung",
            post(report_form::send_report).fallback(pages::page),
        )
        .route(client_errors::PATH, post(client_errors::note))
        .merge(files.router())
        .merge(api::router());
    let routes = match &state.tiles {
        Some(archive) => routes.route_service("/basemap.pmtiles", archive.file()),
        None => routes,
    };
    surround(routes.fallback(pages::page), &state).with_state(state)
}

/// What surrounds every route. Read from below: the last layer meets a request first.
fn surround(routes: Router<SharedState>, state: &SharedState) -> Router<SharedState> {
    routes
        .layer(RequestBodyLimitLayer::new(request_limits::BODY))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        .layer(from_fn_with_state(state.clone(), rate_limit::limit_rate))
        .layer(from_fn_with_state(
            state.clone(),
            same_origin::require_same_origin,
        ))
        .layer(from_fn(request_limits::limit_head))
        .layer(CatchPanicLayer::custom(fault_pages::panicked))
        .layer(from_fn_with_state(
            state.clone(),
            fault_pages::put_into_words,
        ))
        .layer(CatchPanicLayer::custom(fault_pages::speechless))
        .layer(compression())
        .layer(from_fn_with_state(state.clone(), security_headers::secure))
        .layer(from_fn(request_log::log_request))
}

/// Brotli or gzip for what is written anew for every request. Fonts and the archive of the base
/// map are compressed already.
fn compression() -> CompressionLayer<impl Predicate> {
    let predicate = DefaultPredicate::new()
        .and(NotForContentType::new("font/"))
        .and(NotForContentType::new("application/octet-stream"));
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(4))
        .compress_when(predicate)
}
