//! The address from which distances are told.

use domain::{Coordinate, Metres, live::Thing};
use portal::Near;

use crate::site::{PageRequest, Site};

/// What was typed, and what was understood of it.
pub(in crate::pages) struct Nearby {
    pub(in crate::pages) typed: Option<String>,
    pub(super) near: Near,
}

impl Nearby {
    /// What a request asks for.
    pub(in crate::pages) fn of(site: &Site, request: &PageRequest) -> Self {
        let typed = request.value("nahe").map(str::trim);
        let typed = typed.filter(|typed| !typed.is_empty()).map(str::to_owned);
        Self {
            near: site.portal.locate(typed.as_deref()),
            typed,
        }
    }

    /// Where the address is; `None` where none was understood.
    pub(in crate::pages) fn position(&self) -> Option<Coordinate> {
        self.near.position()
    }

    /// Whether an address was understood.
    pub(super) fn is_known(&self) -> bool {
        self.position().is_some()
    }

    /// How far a thing is away; `None` where one of the two places is not known.
    pub(super) fn distance_to(&self, thing: &Thing) -> Option<Metres> {
        Some(self.near.position()?.distance_to(thing.position?))
    }
}
