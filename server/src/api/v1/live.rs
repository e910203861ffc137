//! `/api/v1/live` and `/api/v1/latest`: what changes, by push and by poll.

use axum::{
    Extension,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::question::{pairs, unknown_parameter};
use crate::{
    api::{Problem, validators::Validators},
    http::client_address::{Peer, client_address},
    live::{Push, TopicState, Topics, simulated},
    state::SharedState,
};

/// Seconds after which a client that was sent away may come again.
const COME_AGAIN: u16 = 60;

/// The newest state of some topics.
#[derive(Serialize, ToSchema)]
pub(crate) struct LatestState<'a> {
    /// The change it is the state after.
    sequence: i64,
    /// The topics that were asked for.
    topics: Vec<TopicState<'a>>,
}

/// Changes as they happen
///
/// Server-sent events. First comes one event with the whole state of each topic (`complete` is
/// true), then one whenever a topic changes, with the newest values of the datastreams that changed.
/// What a slow client misses it is told later, all in one. A
/// client that comes back with `Last-Event-ID` is told only what changed meanwhile. An event named
/// `bye` ends the stream; come again after the time that `retry` said.
#[utoipa::path(
    get, path = "/api/v1/live", tag = "live",
    params(("topics" = String, Query, description = "Topics, separated by commas: `traffic`, `parking`, `bicycles`, `sharing`, `charging`, `roadworks`, `weather`, `air`, `water`, `warnings`, `sensors`")),
    responses(
        (status = 200, description = "The stream; the data of each event is a `TopicState`", body = String, content_type = "text/event-stream"),
        (status = 400, description = "A topic that does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many listeners: ask `/api/v1/latest` once a minute instead", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn live(
    State(state): State<SharedState>,
    peer: Option<Extension<Peer>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let topics = topics(query.as_deref())?;
    let address =
        peer.map(|Extension(Peer(peer))| client_address(peer, &headers, state.limits.trusted()));
    let Some(admission) = state.hub.admit(address.filter(|_| state.limits.on())) else {
        let mut answer = Problem::of(StatusCode::SERVICE_UNAVAILABLE).into_response();
        let wait = HeaderValue::from(COME_AGAIN);
        answer.headers_mut().insert(header::RETRY_AFTER, wait);
        return Ok(answer);
    };
    let since = headers.get("last-event-id");
    let since = since.and_then(|id| id.to_str().ok()?.trim().parse().ok());
    let client = state.hub.listen(topics, since.unwrap_or(0), admission);
    let now = httpdate::fmt_http_date(state.site.portal.now().timestamp().into());
    let headers = [
        (header::DATE, now.as_str()),
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // nginx would gather what is sent.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Extension(Push::new(client))).into_response())
}

/// The newest values
///
/// The same as the first events of `/api/v1/live`, for clients that cannot listen.
#[utoipa::path(
    get, path = "/api/v1/latest", tag = "live",
    params(("topics" = String, Query, description = "Topics, separated by commas")),
    responses(
        (status = 200, description = "The newest state", body = LatestState<'_>),
        (status = 304, description = "Nothing has changed"),
        (status = 400, description = "A topic that does not exist", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn latest(
    State(state): State<SharedState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let topics = topics(query.as_deref())?;
    let portal = &state.site.portal;
    let board = portal.live().map(|live| live.board()).unwrap_or_default();
    let changed = topics.iter().map(|topic| board.changed(topic)).max();
    let validators = Validators::of_live(&state, ("latest", query), changed.unwrap_or(0));
    Ok(validators.answer(&headers, || {
        let simulated = simulated(portal);
        let state = |topic| TopicState::of(&board, topic, 0, &simulated);
        axum::Json(serde_json::json!(LatestState {
            sequence: board.sequence(),
            topics: topics.iter().map(state).collect(),
        }))
    }))
}

fn topics(query: Option<&str>) -> Result<Topics, Problem> {
    let mut asked = None;
    for (name, value) in pairs(query) {
        match name.as_str() {
            "topics" => {
                let topics = Topics::parse(&value).map_err(|name| {
                    Problem::parameter("topics", format!("there is no topic `{name}`"))
                })?;
                asked = Some(topics);
            }
            _ => return Err(unknown_parameter(&name)),
        }
    }
    asked
        .filter(|topics| !topics.is_empty())
        .ok_or_else(|| Problem::parameter("topics", "name at least one topic"))
}
