//! How the sources are doing, in public.

use std::time::Duration;

use domain::{
    city::Source,
    live::{Datastream, Feed, FeedHealth, FeedId, SourceState, ThingId},
};
use jiff::Timestamp;

use super::{LiveBoard, completeness::Completeness};
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
    /// When it was read for the first time, as far back as readings are kept; `None` before.
    pub known_since: Option<Timestamp>,
    /// Share of the expected observations of the last 24 hours that came, 0 to 1, from the time on
    /// since which it is known; `None` when nothing is due yet, or when that is not known.
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
        let store = live.store();
        let mut last_day = Completeness::of(store, now, DAY);
        let mut last_month = Completeness::of(store, now, 30 * DAY);
        let mut views = Vec::new();
        for feed in self.feeds() {
            let new = || FeedHealth::new(feed.id.clone());
            let health = board.health(&feed.id).cloned().unwrap_or_else(new);
            let known_since = store.first_run(&feed.id).await;
            let known_since = known_since
                .inspect_err(|error| tracing::warn!(%error, "readings could not be looked up"))
                .unwrap_or_default();
            let mut shares = (None, None);
            if let Some(since) = known_since {
                let streams = || streams_of(&board, &feed.id);
                shares.0 = last_day.share(&feed.id, since, streams()).await;
                shares.1 = last_month.share(&feed.id, since, streams()).await;
            }
            views.push(FeedView {
                state: SourceState::of(&health, now, feed.interval, feed.stale_after),
                health,
                things: things_of(&board, &feed.id).count(),
                known_since,
                last_day: shares.0,
                last_month: shares.1,
                feed: feed.clone(),
            });
        }
        let sources = self.city.sources.iter().map(|source| SourceView {
            source: source.clone(),
            feeds: views
                .iter()
                .filter(|view| view.feed.source == source.id)
                .cloned()
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

fn streams_of<'a>(board: &'a LiveBoard, feed: &'a FeedId) -> impl Iterator<Item = &'a Datastream> {
    things_of(board, feed)
        .flat_map(|thing| board.readings(thing))
        .map(|reading| reading.stream)
}
