//! Charging: points are taken when the spaces around them are.

use jiff::{SignedDuration, Timestamp};

use super::{World, real, whole};
use crate::stations::ChargingSite;

impl World {
    /// How many points of a site are taken.
    pub(crate) fn charging(&self, site: &ChargingSite, at: Timestamp) -> i64 {
        let noise = 0.3 * self.dice.wave(&site.id, at, SignedDuration::from_hours(1));
        let full = 0.1 + 0.6 * site.usage.fullness(&self.local(at)) + noise;
        whole(full.clamp(0.0, 1.0) * real(site.points))
    }
}
