//! Whether the server lives and what of its work it can do, for whoever watches over it.

use std::{sync::atomic::Ordering, time::Duration};

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use tokio::time::timeout;

use crate::state::SharedState;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process runs and answers.
pub(crate) async fn live() -> Response {
    uncached(StatusCode::OK, json!({ "status": "live" }))
}

/// Whether requests may be sent here. Without the database pages are still answered from memory, so
/// the answer stays 200 and names what is missing: a load balancer that took the server away would
/// turn reports that cannot be stored into a portal that nobody can read.
pub(crate) async fn ready(State(state): State<SharedState>) -> Response {
    if state.stopping.load(Ordering::Relaxed) {
        return uncached(
            StatusCode::SERVICE_UNAVAILABLE,
            json!({ "status": "stopping" }),
        );
    }
    let places = state.site.portal.directory().len();
    let body = match timeout(PATIENCE, state.places.revision()).await {
        Ok(Ok(revision)) => json!({ "status": "ready", "places": places, "revision": revision }),
        failed => {
            tracing::warn!(?failed, "the database does not answer");
            json!({ "status": "degraded", "places": places, "database": "failing" })
        }
    };
    uncached(StatusCode::OK, body)
}

fn uncached(status: StatusCode, body: serde_json::Value) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
