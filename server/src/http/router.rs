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
    SiteFiles, base_map, client_errors, fault_pages, health, notifications, pages, rate_limit,
    report_form, request_limits, request_log, same_origin, security_headers, security_txt, sitemap,
};
use crate::{api, state::SharedState};

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The portal as a service.
pub fn router(state: SharedState, files: &SiteFiles) -> Router {
    // The renderer leaves small tasks to the runtime; a second router finds it known already.
    let _ = any_spawner::Executor::init_tokio();
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
    let routes = if security_txt::is_in(files) {
        routes
    } else {
        routes.route(security_txt::PATH, get(security_txt::security_txt))
    };
    let routes = match &state.tiles {
        Some(archive) => routes.route_service("/basemap.pmtiles", archive.file()),
        None => routes,
    };
    surround(routes.fallback(pages::page), &state)
        .merge(notifications::router(&state))
        .with_state(state)
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
/// map are compressed already. Level 5 is the first at which brotli is smaller than gzip (a list of
/// 200 places: 20 kB against 22 kB), for about a third more work than level 4.
fn compression() -> CompressionLayer<impl Predicate> {
    let predicate = DefaultPredicate::new()
        .and(NotForContentType::new("font/"))
        .and(NotForContentType::new("application/octet-stream"));
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(5))
        .compress_when(predicate)
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use tokio::sync::watch;

    use super::*;
    use crate::{
        config::{Command, CommandLine},
        http, wiring,
    };

    async fn broken() {
        panic!("a handler panics");
    }

    #[test]
    fn a_panic_is_answered_by_a_secured_page_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", folder.path().join("portal.db").display());
        let city = concat!(env!("CARGO_MANIFEST_DIR"), "/../cities/musterstadt");
        let arguments = ["portal", "serve", "--city", city, "--database", &database];
        let Command::Serve(options) = CommandLine::parse_from(arguments).command else {
            unreachable!("the command line says serve");
        };
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let url = runtime.block_on(async {
            let listener = http::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
            let address = listener.local_addr().unwrap();
            let assets = app::site::Assets::default();
            let (state, _) = wiring::assemble(&options, assets, address).await.unwrap();
            let _ = any_spawner::Executor::init_tokio();
            let routes = Router::new().route("/broken", get(broken));
            let routes = routes.route("/api/broken", get(broken));
            let service = surround(routes, &state).with_state(state);
            tokio::spawn(async move {
                let (_stop, stopped) = watch::channel(false);
                http::serve(listener, service, stopped).await;
            });
            format!("http://{address}")
        });
        let client: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .into();
        for (path, kind) in [
            ("/broken", "text/html; charset=utf-8"),
            ("/api/broken", "application/problem+json"),
        ] {
            let answer = client.get(format!("{url}{path}")).call().unwrap();
            assert_eq!(answer.status(), 500, "{path}");
            assert_eq!(answer.headers()["content-type"], kind, "{path}");
            assert!(
                answer.headers().contains_key("content-security-policy"),
                "{path}"
            );
        }
    }
}
