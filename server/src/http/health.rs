//! Whether the server lives and does all of its work, for whoever watches over it.

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

/// The places are loaded and the database answers. Without the database pages are still served
/// from memory, but reports cannot be stored.
pub(crate) async fn ready(State(state): State<SharedState>) -> Response {
    if state.stopping.load(Ordering::Relaxed) {
        return uncached(
            StatusCode::SERVICE_UNAVAILABLE,
            json!({ "status": "stopping" }),
        );
    }
    let places = state.site.portal.directory().len();
    match timeout(PATIENCE, state.places.revision()).await {
        Ok(Ok(revision)) => {
            let ready = json!({ "status": "ready", "places": places, "revision": revision });
            uncached(StatusCode::OK, ready)
        }
        failed => {
            tracing::warn!(?failed, "the database does not answer");
            let reason =
                json!({ "status": "unavailable", "database": "failing", "places": places });
            uncached(StatusCode::SERVICE_UNAVAILABLE, reason)
        }
    }
}

fn uncached(status: StatusCode, body: serde_json::Value) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
