//! Which reports of a topic are shown, in which order, and how far each is from a typed address.

use std::{cmp::Reverse, sync::Arc};

use domain::{
    Metres,
    live::{AFFECTED_WITHIN, Event, Topic},
};
use jiff::Timestamp;
use portal::Near;

use crate::site::Site;

/// A report with its distance from the typed address.
pub(in crate::pages) struct Listed {
    pub(in crate::pages) event: Arc<Event>,
    pub(in crate::pages) distance: Option<Metres>,
}

impl Listed {
    /// Whether it is close enough to affect the typed address.
    pub(in crate::pages) fn is_close(&self) -> bool {
        self.distance.is_some_and(|away| away <= AFFECTED_WITHIN)
    }
}

/// The reports of a topic that have not ended.
#[derive(Default)]
pub(in crate::pages) struct Reports {
    /// In force now.
    pub(in crate::pages) holding: Vec<Listed>,
    /// To come.
    pub(in crate::pages) planned: Vec<Listed>,
}

impl Reports {
    /// Those of feeds that are read now: by distance from an address where one is given, otherwise
    /// the worst first.
    pub(in crate::pages) fn of(site: &Site, topic: Topic, near: &Near) -> Self {
        let Some(live) = site.portal.live() else {
            return Self::default();
        };
        let (board, now) = (live.board(), site.portal.now().timestamp());
        let position = near.position();
        let current = board.events_of(topic).filter(|event| {
            site.portal.feed(&event.feed).is_some() && event.valid_to.is_none_or(|to| now < to)
        });
        let mut listed: Vec<Listed> = current
            .map(|event| Listed {
                distance: position.and_then(|at| event.distance_to(at)),
                event: Arc::clone(event),
            })
            .collect();
        listed.sort_by(|a, b| {
            order(a)
                .partial_cmp(&order(b))
                .unwrap_or(a.event.id.cmp(&b.event.id))
        });
        let (holding, planned) = listed.into_iter().partition(|one| one.event.holds_at(now));
        Self { holding, planned }
    }

    /// All of them, those in force first.
    pub(in crate::pages) fn all(&self) -> impl Iterator<Item = &Listed> {
        self.holding.iter().chain(&self.planned)
    }

    /// How many there are.
    pub(in crate::pages) fn count(&self) -> usize {
        self.holding.len() + self.planned.len()
    }
}

/// What has no position comes after what has one.
fn order(listed: &Listed) -> (f64, Reverse<domain::live::Severity>, Option<Timestamp>) {
    let event = &listed.event;
    let away = listed.distance.map_or(f64::INFINITY, |Metres(away)| away);
    (away, Reverse(event.severity), event.valid_from)
}
