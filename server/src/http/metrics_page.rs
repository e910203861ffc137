//! What Prometheus reads, on an address of its own.

use anyhow::{Context, Result};
use axum::{Router, http::header, response::IntoResponse, routing::get};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};

use crate::state::SharedState;

/// Upper ends of the duration histogram, in seconds.
const DURATIONS: [f64; 10] = [
    0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0,
];

/// Starts measuring and returns the page that shows it.
pub fn metrics_router(state: SharedState) -> Result<Router> {
    let durations = Matcher::Full("portal_request_duration_seconds".to_owned());
    let recorder = PrometheusBuilder::new().set_buckets_for_metric(durations, &DURATIONS)?;
    let handle = recorder
        .install_recorder()
        .context("measuring cannot be started")?;
    metrics::describe_counter!("portal_requests_total", "Answered requests.");
    metrics::describe_histogram!(
        "portal_request_duration_seconds",
        metrics::Unit::Seconds,
        "Time from a request's head to the head of its answer."
    );
    metrics::describe_gauge!("portal_places", "Places that are shown.");
    feeds::describe_metrics();
    let show = move || {
        #[expect(
            clippy::cast_precision_loss,
            reason = "there are fewer than 2^52 places"
        )]
        metrics::gauge!("portal_places").set(state.site.portal.directory().len() as f64);
        handle.run_upkeep();
        let text = handle.render();
        async { ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response() }
    };
    Ok(Router::new().route("/metrics", get(show)))
}
