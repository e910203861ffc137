//! What is known at one instant, and which of it may be shown.

use std::{collections::HashSet, sync::Arc};

use domain::{
    Locale,
    live::{Event, FeedHealth, FeedId, Freshness, Property, Quality, SourceState, Thing, Topic},
};
use jiff::{Timestamp, Zoned};
use leptos::prelude::*;
use portal::live::{LiveBoard, PastBoard, Reading};

use crate::{
    pages::live::{badge, moment, simulated},
    site::Site,
    written::{Html, Written},
};

/// The city at one instant.
pub(super) struct Snapshot<'a> {
    pub(super) site: &'a Site,
    pub(super) locale: Locale,
    pub(super) board: Arc<LiveBoard>,
    pub(super) past: Arc<PastBoard>,
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
            past: live.past(),
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

/// What a thing says of a property.
pub(super) fn reading<'a>(
    now: &'a Snapshot<'_>,
    thing: &Thing,
    property: Property,
) -> Option<Reading<'a>> {
    let mut readings = now.board.readings(&thing.id);
    readings.find(|reading| reading.stream.property == property)
}

/// The thing that stands for the city in a topic: of those with a number of now the one nearest to the
/// city's middle, or else of those with any number.
pub(super) fn central<'a>(
    now: &'a Snapshot<'_>,
    topic: Topic,
    property: Property,
) -> Option<(&'a Arc<Thing>, Reading<'a>)> {
    let measuring = now
        .things(topic)
        .filter_map(|thing| Some((thing, reading(now, thing, property)?)));
    let rank = |(thing, reading): &(&'a Arc<Thing>, Reading<'a>)| {
        let seen = reading.latest.map(|latest| latest.observation);
        let is_told =
            seen.is_some_and(|seen| seen.value.is_some() && seen.quality != Quality::Suspect);
        (
            shown(now, reading).is_none(),
            !is_told,
            from_centre(now, thing),
        )
    };
    measuring.min_by(|one, other| {
        let ((a, b, far), (c, d, farther)) = (rank(one), rank(other));
        (a, b).cmp(&(c, d)).then(far.total_cmp(&farther))
    })
}

/// How far a thing is from the middle of the city, in metres; a very long way where nobody knows.
pub(super) fn from_centre(now: &Snapshot<'_>, thing: &Thing) -> f64 {
    let centre = now.site.city().centre;
    let far = thing.position.map(|at| at.distance_to(centre).0);
    far.unwrap_or(f64::MAX)
}

/// The number, where it is of now.
pub(super) fn shown(now: &Snapshot<'_>, reading: &Reading<'_>) -> Option<f64> {
    let fresh = reading.freshness(now.at.timestamp())?;
    let seen = reading.latest?.observation;
    let counts = matches!(fresh, Freshness::Fresh | Freshness::Delayed);
    seen.value
        .filter(|_| counts && seen.quality != Quality::Suspect)
}

/// Of when the oldest number of a property is that counts.
pub(super) fn as_of(now: &Snapshot<'_>, topic: Topic, property: Property) -> Option<Html> {
    let things: Vec<_> = now.things(topic).collect();
    let readings = things
        .iter()
        .flat_map(|thing| now.board.readings(&thing.id));
    let counted =
        readings.filter(|one| one.stream.property == property && shown(now, one).is_some());
    let at = counted
        .filter_map(|one| Some(one.latest?.observation.end))
        .min()?;
    let simulated = things.iter().any(|thing| now.is_simulated(&thing.feed));
    Some(
        view! {
            <p class="stand">
                {i18n::live::as_of(now.locale)} " "
                <time datetime=at.to_string()>{moment(now.locale, at, &now.at)}</time> " "
                {simulated.then(|| badge(now.locale))}
            </p>
        }
        .written(),
    )
}
