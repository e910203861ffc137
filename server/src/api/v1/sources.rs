//! `/api/v1/sources`: where live values come from, and how the sources are doing.

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::live::{Origin, SourceState};
use jiff::Timestamp;
use portal::live::{FeedView, SourceView};
use serde::Serialize;
use utoipa::ToSchema;

use super::place::Text;
use crate::state::SharedState;

/// A source of live values.
#[derive(Serialize, ToSchema)]
#[schema(as = LiveSource)]
pub(crate) struct SourceReport<'a> {
    /// Key.
    id: &'a str,
    /// What it is called.
    title: Text,
    /// Web page.
    url: Option<&'a str>,
    /// Licence.
    licence: &'a str,
    /// Text of the licence.
    licence_url: Option<&'a str>,
    /// What has to be named beside its values.
    attribution: &'a str,
    /// What is read from it.
    feeds: Vec<FeedReport<'a>>,
}

/// A feed and how it is doing.
#[derive(Serialize, ToSchema)]
#[schema(as = LiveFeed)]
pub(crate) struct FeedReport<'a> {
    /// Key.
    id: &'a str,
    /// Whether its values are made up by the simulator.
    simulated: bool,
    /// `waiting`, `ok`, `delayed`, `stale` or `down`.
    state: &'static str,
    /// Since when it is stale or down.
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
    /// When it last answered as it should.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_success: Option<Timestamp>,
    /// When it is asked next.
    #[schema(value_type = Option<String>, format = DateTime)]
    next_try: Option<Timestamp>,
    /// How often it is asked, in seconds.
    interval_s: u64,
    /// How many things it tells about.
    things: usize,
    /// When it was read for the first time, as far back as readings are kept.
    #[schema(value_type = Option<String>, format = DateTime)]
    known_since: Option<Timestamp>,
    /// Share of the expected observations of the last 24 hours that came, 0 to 1, from `known_since`
    /// on; null when nothing is due yet.
    completeness_24h: Option<f64>,
    /// The same for the last 30 days.
    completeness_30d: Option<f64>,
}

/// Sources
#[utoipa::path(
    get, path = "/api/v1/sources", tag = "live",
    responses((status = 200, description = "Sources of live values", body = Vec<SourceReport<'_>>))
)]
pub(crate) async fn sources(State(state): State<SharedState>) -> Response {
    let sources = state.site.portal.sources().await;
    let views: Vec<_> = sources.iter().map(view).collect();
    let cache = [(header::CACHE_CONTROL, "public, max-age=60")];
    (cache, Json(serde_json::json!(views))).into_response()
}

fn view(SourceView { source, feeds }: &SourceView) -> SourceReport<'_> {
    SourceReport {
        id: &source.id,
        title: (&source.title).into(),
        url: source.url.as_deref(),
        licence: &source.licence,
        licence_url: source.licence_url.as_deref(),
        attribution: &source.attribution,
        feeds: feeds.iter().map(feed).collect(),
    }
}

fn feed(view: &FeedView) -> FeedReport<'_> {
    let since = match view.state {
        SourceState::Stale(since) | SourceState::Down(since) => Some(since),
        _ => None,
    };
    FeedReport {
        id: view.feed.id.as_str(),
        simulated: view.feed.origin == Origin::Simulated,
        state: view.state.as_str(),
        since,
        last_success: view.health.last_success,
        next_try: view.health.next_try,
        interval_s: view.feed.interval.as_secs(),
        things: view.things,
        known_since: view.known_since,
        completeness_24h: view.last_day,
        completeness_30d: view.last_month,
    }
}
