//! `/api/v1/events`: roadworks, closures and warnings.

use axum::{
    Json,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::live::EventKind;

use super::question::{instant, pairs, unknown_parameter};
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
        ("kind" = Option<String>, Query, description = "`roadwork`, `closure`, `traffic` or `warning`"),
        ("from" = Option<String>, Query, description = "Instant or day from which on"),
        ("to" = Option<String>, Query, description = "Instant or day up to which, not included"),
    ),
    responses(
        (status = 200, description = "The events", body = Vec<EventState<'_>>),
        (status = 400, description = "A parameter that cannot be understood", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn events(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let portal = &state.site.portal;
    let now = portal.now();
    let (mut kind, mut from, mut to) = (None, None, None);
    for (name, value) in pairs(query.as_deref()) {
        match name.as_str() {
            "kind" => {
                let unknown = || Problem::parameter("kind", format!("there is no kind `{value}`"));
                kind = Some(EventKind::parse(&value).ok_or_else(unknown)?);
            }
            "from" => from = Some(instant("from", &value, now.time_zone())?),
            "to" => to = Some(instant("to", &value, now.time_zone())?),
            _ => return Err(unknown_parameter(&name)),
        }
    }
    let Some(live) = portal.live() else {
        return Ok(Json(serde_json::json!([])).into_response());
    };
    let simulated = simulated(portal);
    let view = |event: &domain::live::Event| {
        let wanted = kind.is_none_or(|kind| event.kind == kind);
        wanted.then(|| serde_json::json!(EventState::of(event, &simulated)))
    };
    let views: Vec<_> = if from.is_none() && to.is_none() {
        let board = live.board();
        let holding = board.events(now.timestamp());
        holding
            .into_iter()
            .filter_map(|event| view(event))
            .collect()
    } else {
        let from = from.unwrap_or_else(|| now.timestamp());
        let to = to.unwrap_or(jiff::Timestamp::MAX);
        let found = live.store().events(from, to).await.map_err(|error| {
            tracing::error!(%error, "the events could not be read");
            Problem::of(StatusCode::SERVICE_UNAVAILABLE)
        })?;
        found.iter().filter_map(view).collect()
    };
    Ok(Json(views).into_response())
}
