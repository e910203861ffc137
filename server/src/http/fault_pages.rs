//! Whatever goes wrong is said in words: a page for people, problem+json for programs.

use std::any::Any;

use app::{pages, routes::Route};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    nonce::Nonce,
    render::{Look, needs_styles, respond},
};
use crate::{api::Problem, state::SharedState};

/// Gives an answer that says nothing but its status the words for it.
pub(crate) async fn put_into_words(
    State(state): State<SharedState>,
    request: Request,
    next: Next,
) -> Response {
    let uri = request.uri().clone();
    let with_styles = needs_styles(request.headers());
    let nonce = request
        .extensions()
        .get::<Nonce>()
        .cloned()
        .unwrap_or_else(Nonce::new);
    let bare = next.run(request).await;
    let status = bare.status();
    if !(status.is_client_error() || status.is_server_error()) || speaks(&bare) {
        return bare;
    }
    let (old, _) = bare.into_parts();
    let mut answer = if uri.path().starts_with("/api/") {
        Problem::of(status).into_response()
    } else {
        let (locale, _) = Route::parse(uri.path());
        let fault = pages::fault(&state.site, locale, status.as_u16());
        let look = Look {
            with_styles,
            ..Look::WHOLE
        };
        respond(state.site.clone(), fault, nonce, uri, look).await
    };
    for name in [header::ALLOW, header::RETRY_AFTER, header::CONTENT_RANGE] {
        if let Some(value) = old.headers.get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer.extensions_mut().extend(old.extensions);
    answer
}

/// Whether the answer already has words of ours; libraries write plain text or nothing.
fn speaks(answer: &Response) -> bool {
    let kind = answer
        .headers()
        .get(header::CONTENT_TYPE)
        .map(HeaderValue::as_bytes);
    kind.is_some_and(|kind| !kind.starts_with(b"text/plain"))
}

/// What is answered when a handler panics; the panic itself is logged by the panic hook.
pub(crate) fn panicked(_: Box<dyn Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// The last resort, when even the page for faults cannot be written.
pub(crate) fn speechless(_: Box<dyn Any + Send>) -> Response {
    let mut answer = Response::new(Body::from(
        "Das hat nicht geklappt. Bitte versuchen Sie es später noch einmal.\n\
         Something went wrong. Please try again later.\n",
    ));
    *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    answer.headers_mut().insert(header::CONTENT_TYPE, plain);
    answer
}
