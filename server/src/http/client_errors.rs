//! Crashes of the browser half, for the log.

use axum::http::StatusCode;

/// Where the browser half sends them.
pub(crate) const PATH: &str = "/api/v1/client-errors";

/// Longest message that is kept, in characters.
const LONGEST: usize = 500;

/// Writes down what crashed: a place in the source and a message. The browser sends nothing else.
pub(crate) async fn note(message: String) -> StatusCode {
    let message: String = message
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect();
    tracing::warn!(crash = message.as_str(), "the browser half crashed");
    metrics::counter!("portal_client_errors_total").increment(1);
    StatusCode::NO_CONTENT
}
