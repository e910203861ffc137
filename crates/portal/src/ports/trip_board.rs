//! Where what is heard of trips under way goes.

use domain::{live::FeedId, timetable::TripUpdates};

/// Keeps what was heard last of the timetable's trips.
pub trait TripBoard: Send + Sync {
    /// Whether the timetable has exactly one trip with this identifier.
    fn knows(&self, trip: &str) -> bool;

    /// Puts what a feed says in the place of what it said before.
    fn hear(&self, feed: &FeedId, updates: TripUpdates);
}
