//! What live sources send by themselves: `POST /feeds/{feed}/{word}`.

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    middleware::from_fn_with_state,
    routing::post,
};
use domain::live::FeedId;
use feeds::Undelivered;
use serde::de::IgnoredAny;
use tower_http::limit::RequestBodyLimitLayer;

use super::security_headers;
use crate::state::SharedState;

/// Largest notification, in bytes.
const BODY: usize = 1024 * 1024;

/// The route for sources. It is not among the layers around pages: sources are on other hosts, send
/// often, and their address must not be logged.
pub(super) fn router(state: &SharedState) -> Router<SharedState> {
    Router::new()
        .route("/feeds/{feed}/{word}", post(receive))
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(from_fn_with_state(state.clone(), security_headers::secure))
}

/// Takes a notification of a source in. The word in the path is the secret that was told to the
/// source alone; without it the answer is the same as for a feed that does not exist.
async fn receive(
    State(state): State<SharedState>,
    Path((feed, word)): Path<(String, String)>,
    body: Bytes,
) -> StatusCode {
    let Some(inbox) = state.inbox.get() else {
        return StatusCode::NOT_FOUND;
    };
    let expected = state.notification_word.as_deref();
    if expected.is_none_or(|expected| !same(expected, &word)) {
        return StatusCode::NOT_FOUND;
    }
    // What a notification must hold is the connector's matter, which reads it later.
    if serde_json::from_slice::<IgnoredAny>(&body).is_err() {
        return StatusCode::BAD_REQUEST;
    }
    match inbox.deliver(&FeedId::new(&feed), body.to_vec()) {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(Undelivered::Unknown) => StatusCode::NOT_FOUND,
        Err(Undelivered::Full) => StatusCode::TOO_MANY_REQUESTS,
    }
}

/// Compares in a time that does not tell where two words differ.
fn same(expected: &str, given: &str) -> bool {
    let (expected, given) = (expected.as_bytes(), given.as_bytes());
    let differences = expected
        .iter()
        .zip(given)
        .fold(0, |sum, (a, b)| sum | (a ^ b));
    expected.len() == given.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_right_only_as_a_whole() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd") && !same("abc", "ab") && !same("abc", "abcd"));
    }
}
