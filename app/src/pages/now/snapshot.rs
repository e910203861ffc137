//! What is known at one instant, and which of it may be shown.

use std::{collections::HashSet, sync::Arc};

use domain::{
    Locale,
    live::{Event, FeedHealth, FeedId, SourceState, Thing, Topic},
};
use jiff::{Timestamp, Zoned};
use portal::live::{LiveBoard, UsualBoard};

use crate::{pages::live::simulated, site::Site};

/// The city at one instant.
pub(super) struct Snapshot<'a> {
    pub(super) site: &'a Site,
    pub(super) locale: Locale,
    pub(super) board: Arc<LiveBoard>,
    pub(super) usual: Arc<UsualBoard>,
    /// In the city's time zone.
    pub(super) at: Zoned,
    made_up: HashSet<FeedId>,
}

/// Whether all feeds that tell events of a topic have been heard.
pub(super) enum Heard {
    /// All of them, the last one at this instant.
    At(Timestamp),
    /// One of them has been silent for too long.
    NotAll,
}

impl<'a> Snapshot<'a> {
    /// What is known now; `None` where no source is read.
    pub(super) fn of(site: &'a Site, locale: Locale) -> Option<Self> {
        let live = site.portal.live()?;
        Some(Self {
            site,
            locale,
            board: live.board(),
            usual: live.usual(),
            at: site.portal.now(),
            made_up: simulated(site),
        })
    }

    /// The things of a topic that are read now; others are history.
    pub(super) fn things(&self, topic: Topic) -> impl Iterator<Item = &Arc<Thing>> {
        let things = self.board.things(topic);
        things.filter(|thing| self.site.portal.feed(&thing.feed).is_some())
    }

    /// The events of a topic that hold now, the newest first.
    pub(super) fn events(&self, topic: Topic) -> Vec<&Arc<Event>> {
        let holding = self.board.events_of(topic).filter(|event| {
            event.holds_at(self.at.timestamp()) && self.site.portal.feed(&event.feed).is_some()
        });
        let mut holding: Vec<_> = holding.collect();
        holding.sort_by_key(|event| std::cmp::Reverse(event.valid_from));
        holding
    }

    /// Whether nothing can be missing among the events of a topic; `None` when no feed tells them.
    pub(super) fn heard(&self, topic: Topic) -> Option<Heard> {
        let mut oldest = None;
        let feeds = self.site.portal.feeds().iter();
        for feed in feeds.filter(|feed| feed.connector.events() == Some(topic)) {
            let health = self.board.health(&feed.id).cloned();
            let health = health.unwrap_or_else(|| FeedHealth::new(feed.id.clone()));
            let state = SourceState::of(
                &health,
                self.at.timestamp(),
                feed.interval,
                feed.stale_after,
            );
            let (SourceState::Ok | SourceState::Delayed, Some(last)) = (state, health.last_success)
            else {
                return Some(Heard::NotAll);
            };
            oldest = Some(oldest.map_or(last, |before: Timestamp| before.min(last)));
        }
        oldest.map(Heard::At)
    }

    /// Whether the values of a feed are made up.
    pub(super) fn is_simulated(&self, feed: &FeedId) -> bool {
        self.made_up.contains(feed)
    }

    /// Whether the values of any feed are.
    pub(super) fn any_simulated(&self) -> bool {
        !self.made_up.is_empty()
    }
}
