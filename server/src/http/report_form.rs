//! The form by which a citizen reports a mistake.

use app::{pages, routes::Route, site::ReportRequest};
use axum::{
    Extension, Form,
    extract::{Path, State},
    http::Uri,
    response::Response,
};
use domain::{PlaceId, report::ReportForm};

use super::{
    nonce::Nonce,
    render::{Look, respond},
};
use crate::state::SharedState;

/// Takes a report about a place.
pub(crate) async fn send_report(
    State(state): State<SharedState>,
    Extension(nonce): Extension<Nonce>,
    Path(place): Path<String>,
    uri: Uri,
    Form(form): Form<ReportForm>,
) -> Response {
    let (locale, _) = Route::parse(uri.path());
    let request = ReportRequest {
        locale,
        place: PlaceId::from_origin(&place),
        form,
    };
    let answer = pages::report(&state.site, request).await;
    respond(state.site.clone(), answer, nonce, uri, Look::WHOLE).await
}
