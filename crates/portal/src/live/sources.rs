//! How the sources are doing, in public.

use std::time::Duration;

use domain::{
    city::Source,
    live::{Feed, FeedHealth, FeedId, SourceState, ThingId},
};
use jiff::SignedDuration;

use super::LiveBoard;
use crate::Portal;

const DAY: Duration = Duration::from_hours(24);

/// A feed and how it is doing.
#[derive(Clone, Debug)]
pub struct FeedView {
    /// The feed.
    pub feed: Feed,
    /// How it is doing.
    pub state: SourceState,
    /// What is known of its readings.
    pub health: FeedHealth,
    /// How many things it tells about.
    pub things: usize,
    /// Share of the expected observations of the last 24 hours that came, 0 to 1; `None` when that
    /// is not known, or for a feed without datastreams.
    pub last_day: Option<f64>,
    /// The same for the last 30 days.
    pub last_month: Option<f64>,
}

/// A source with its feeds.
#[derive(Clone, Debug)]
pub struct SourceView {
    /// Title, licence and attribution.
    pub source: Source,
    /// Its feeds; none for a source of records that are not live.
    pub feeds: Vec<FeedView>,
}

impl Portal {
    /// Every source with feeds, in the order of the city's folder. When the store fails, the shares
    /// are unknown and everything else is told.
    pub async fn sources(&self) -> Vec<SourceView> {
        let Some(live) = self.live() else {
            return Vec::new();
        };
        let (now, board) = (self.now().timestamp(), live.board());
        let counts = async |span: Duration| {
            let from = now - SignedDuration::try_from(span).unwrap_or_default();
            let counted = live.store().counts(from, now).await;
            counted
                .inspect_err(|error| tracing::warn!(%error, "observations could not be counted"))
                .ok()
        };
        let (day, month) = (counts(DAY).await, counts(30 * DAY).await);
        let view = |feed: &Feed| {
            let new = || FeedHealth::new(feed.id.clone());
            let health = board.health(&feed.id).cloned().unwrap_or_else(new);
            FeedView {
                state: SourceState::of(&health, now, feed.interval, feed.stale_after),
                health,
                things: things_of(&board, &feed.id).count(),
                last_day: completeness(&board, &feed.id, day.as_deref(), DAY),
                last_month: completeness(&board, &feed.id, month.as_deref(), 30 * DAY),
                feed: feed.clone(),
            }
        };
        let sources = self.city.sources.iter().map(|source| SourceView {
            source: source.clone(),
            feeds: self
                .feeds()
                .iter()
                .filter(|feed| feed.source == source.id)
                .map(view)
                .collect(),
        });
        sources.filter(|view| !view.feeds.is_empty()).collect()
    }
}

fn things_of<'a>(board: &'a LiveBoard, feed: &'a FeedId) -> impl Iterator<Item = &'a ThingId> {
    let things = board.registry().things().iter();
    things
        .filter(move |thing| thing.feed == *feed)
        .map(|thing| &thing.id)
}

/// Observations that came, as a share of those that should have come in a span.
fn completeness(
    board: &LiveBoard,
    feed: &FeedId,
    counts: Option<&[(FeedId, u64)]>,
    span: Duration,
) -> Option<f64> {
    let streams = things_of(board, feed).flat_map(|thing| board.readings(thing));
    let expected: f64 = streams
        .map(|reading| span.as_secs_f64() / reading.stream.expected_every.as_secs_f64().max(1.0))
        .sum();
    let came = counts?
        .iter()
        .find(|(id, _)| id == feed)
        .map_or(0, |(_, n)| *n);
    #[expect(clippy::cast_precision_loss, reason = "a share needs no 53 bits")]
    (expected > 0.0).then(|| (came as f64 / expected).min(1.0))
}
