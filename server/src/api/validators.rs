//! Whether a client already has what it asks for: `ETag` and `Last-Modified`.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::{Duration, SystemTime},
};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use httpdate::{fmt_http_date, parse_http_date};

use crate::state::ServerState;

/// Opening states are told to the minute.
const MINUTE: u64 = 60;

/// How long live values may be kept by caches.
const LIVE: u64 = 10;

/// The validators of one answer.
pub(crate) struct Validators {
    etag: String,
    last_modified: SystemTime,
    max_age: u64,
}

impl Validators {
    /// Of an answer that only changes with the places or the city's folder.
    pub(crate) fn of_places(state: &ServerState, question: impl Hash) -> Self {
        Self::new(state, question, state.edition.since(), 5 * MINUTE)
    }

    /// Of an answer that says what is open: good for the rest of the minute.
    pub(crate) fn of_opening_states(state: &ServerState, question: impl Hash) -> Self {
        let now = state
            .site
            .portal
            .now()
            .timestamp()
            .as_second()
            .unsigned_abs();
        let minute = (now - now % MINUTE).max(state.edition.since());
        Self::new(state, question, minute, MINUTE)
    }

    /// Of an answer that changes with live values: good for a few seconds.
    pub(crate) fn of_live(state: &ServerState, question: impl Hash, sequence: i64) -> Self {
        let now = state.site.portal.now().timestamp();
        let seconds = now.as_second().unsigned_abs();
        Self::new(state, (question, sequence), seconds, LIVE)
    }

    fn new(state: &ServerState, question: impl Hash, seconds: u64, max_age: u64) -> Self {
        let mut hasher = DefaultHasher::new();
        question.hash(&mut hasher);
        let edition = &state.edition;
        (edition.revision(), edition.city(), &state.site.assets.build).hash(&mut hasher);
        let volatile = if max_age == MINUTE {
            seconds / MINUTE
        } else {
            0
        };
        Self {
            // Weak, because the same answer is also sent compressed.
            etag: format!("W/\"{:x}-{volatile:x}\"", hasher.finish()),
            last_modified: SystemTime::UNIX_EPOCH + Duration::from_secs(seconds),
            max_age,
        }
    }

    /// 304 when the client has this answer, else the answer with its validators.
    pub(crate) fn answer<R: IntoResponse>(
        self,
        request: &HeaderMap,
        make: impl FnOnce() -> R,
    ) -> Response {
        let mut answer = if self.is_known(request) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            make().into_response()
        };
        let headers = answer.headers_mut();
        let mut set = |name, value: String| {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        };
        set(header::ETAG, self.etag);
        set(header::LAST_MODIFIED, fmt_http_date(self.last_modified));
        set(
            header::CACHE_CONTROL,
            format!("public, max-age={}", self.max_age),
        );
        headers.append(header::VARY, HeaderValue::from_static("accept"));
        answer
    }

    /// `If-None-Match` counts before `If-Modified-Since` (RFC 9110, 13.2.2).
    fn is_known(&self, request: &HeaderMap) -> bool {
        let text = |name| request.get(name).and_then(|value| value.to_str().ok());
        if let Some(tags) = text(header::IF_NONE_MATCH) {
            let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
            let own = opaque(&self.etag);
            return tags
                .split(',')
                .any(|tag| tag.trim() == "*" || opaque(tag) == own);
        }
        let since = text(header::IF_MODIFIED_SINCE).and_then(|date| parse_http_date(date).ok());
        since.is_some_and(|since| self.last_modified <= since)
    }
}
