//! How large a request may be.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Largest body of a form, in bytes.
pub(crate) const BODY: usize = 64 * 1024;

/// Longest path with query, in bytes.
const ADDRESS: usize = 4 * 1024;

/// All headers together, in bytes.
const HEADERS: usize = 16 * 1024;

/// Answers 414 to a long address and 431 to large headers.
pub(crate) async fn limit_head(request: Request, next: Next) -> Response {
    let address = request
        .uri()
        .path_and_query()
        .map_or(0, |text| text.as_str().len());
    if address > ADDRESS {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    if size(request.headers()) > HEADERS {
        return StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response();
    }
    next.run(request).await
}

fn size(headers: &HeaderMap) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum()
}
