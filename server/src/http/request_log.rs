//! One log line and one measurement for each request: never an address, never a query.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::Method,
    middleware::Next,
    response::Response,
};

/// Which kind of page answered, for measurements; set by the pages, which all share one route.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageKind(pub(crate) &'static str);

/// Logs and measures a request.
pub(crate) async fn log_request(request: Request, next: Next) -> Response {
    let begin = Instant::now();
    let method = label(request.method());
    let path = request.uri().path().to_owned();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let answer = next.run(request).await;

    let took = begin.elapsed();
    let status = answer.status().as_u16();
    let kind = answer
        .extensions()
        .get::<PageKind>()
        .map_or("none", |kind| kind.0);
    let route = matched
        .as_ref()
        .map_or(kind, MatchedPath::as_str)
        .to_owned();
    let duration_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::error!(method, path, status, duration_us, "request failed");
    } else {
        tracing::info!(method, path, status, duration_us, "request");
    }
    let labels = [
        ("method", method.to_owned()),
        ("route", route),
        ("status", status.to_string()),
    ];
    metrics::counter!("portal_requests_total", &labels).increment(1);
    metrics::histogram!("portal_request_duration_seconds", &labels[..2]).record(took);
    answer
}

/// Strangers may invent methods without end; measurements know the usual ones.
fn label(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
