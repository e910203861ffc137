//! `/api/v1/events`: roadworks, closures and warnings.

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::live::Event;
use jiff::Timestamp;
use portal::Portal;

use super::{
    event_files::{collection, table},
    event_question::EventsQuestion,
    format::Format,
};
use crate::{
    api::Problem,
    live::{EventState, simulated},
    state::SharedState,
};

/// Events
///
/// Roadworks, closures and official warnings that hold at some instant of `from` to `to`; those that
/// hold now, unless told otherwise. The worst come first.
#[utoipa::path(
    get, path = "/api/v1/events", tag = "live",
    params(
        ("kind" = Option<String>, Query, description = "`roadwork`, `closure`, `traffic` or `warning`, several with commas"),
        ("from" = Option<String>, Query, description = "Instant or day from which on"),
        ("to" = Option<String>, Query, description = "Instant or day up to which, not included"),
        ("district" = Option<String>, Query, description = "Slug of a district that it touches"),
        ("near" = Option<String>, Query, description = "A position `lat,lon` or an address of the city"),
        ("radius_m" = Option<f64>, Query, description = "Metres around `near`; 500 unless told otherwise"),
        ("format" = Option<String>, Query, description = "`json`, `geojson` or `csv`; without it, `Accept` decides"),
    ),
    responses(
        (status = 200, description = "The events", content(
            (Vec<EventState<'_>> = "application/json"),
            (Object = "application/geo+json"),
            (String = "text/csv"),
        )),
        (status = 400, description = "A parameter that cannot be understood", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn events(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let portal = &state.site.portal;
    let takes = [
        "kind", "from", "to", "district", "near", "radius_m", "format",
    ];
    let question = EventsQuestion::parse(portal, query.as_deref(), &takes)?;
    let format = question
        .format
        .unwrap_or_else(|| Format::accepted(&headers));
    let mut found = asked(portal, &question).await?;
    found.retain(|event| question.admits(portal, event));
    let simulated = simulated(portal);
    let events = found.iter().map(|event| &**event);
    let mut answer = match format {
        Format::Json => {
            let views: Vec<_> = events
                .map(|event| EventState::of(event, &simulated))
                .collect();
            Json(serde_json::json!(views)).into_response()
        }
        Format::Geojson => Json(collection(events, &simulated)).into_response(),
        Format::Csv => match table(events, &simulated) {
            Ok(table) => table.into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
    };
    let kind = HeaderValue::from_static(format.media_type());
    answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    answer
        .headers_mut()
        .append(header::VARY, HeaderValue::from_static("accept"));
    Ok(answer)
}

/// The events of the time that is asked for.
async fn asked(portal: &Portal, question: &EventsQuestion) -> Result<Vec<Arc<Event>>, Problem> {
    let Some(live) = portal.live() else {
        return Ok(Vec::new());
    };
    let now = portal.now().timestamp();
    if question.from.is_none() && question.to.is_none() {
        return Ok(live.board().events(now).into_iter().cloned().collect());
    }
    let from = question.from.unwrap_or(now);
    let to = question.to.unwrap_or(Timestamp::MAX);
    let found = live.store().events(from, to).await.map_err(|error| {
        tracing::error!(%error, "the events could not be read");
        Problem::of(StatusCode::SERVICE_UNAVAILABLE)
    })?;
    Ok(found.into_iter().map(Arc::new).collect())
}
