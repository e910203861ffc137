//! What goes wrong in the open interface, as RFC 9457 describes it.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A problem (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Kind of problem; `about:blank` means that the status says it all.
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    /// The status in words.
    pub(crate) title: &'static str,
    /// The status as a number.
    pub(crate) status: u16,
    /// What is wrong with this request and how to put it right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parameter: Option<String>,
}

impl Problem {
    /// A problem whose status says it all.
    pub(crate) fn of(status: StatusCode) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Unknown"),
            status: status.as_u16(),
            detail: None,
            parameter: None,
        }
    }

    /// A parameter that cannot be understood.
    pub(crate) fn parameter(name: &str, detail: impl Into<String>) -> Self {
        let (detail, parameter) = (Some(detail.into()), Some(name.to_owned()));
        Self {
            detail,
            parameter,
            ..Self::of(StatusCode::BAD_REQUEST)
        }
    }

    /// Something that does not exist.
    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..Self::of(StatusCode::NOT_FOUND)
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = (status, Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        answer.headers_mut().insert(header::CONTENT_TYPE, kind);
        answer
    }
}
