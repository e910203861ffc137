//! What a reading needs.

use std::sync::Arc;

use domain::{City, live::Feed};
use jiff::Timestamp;
use portal::ports::{Clock, TripBoard};

use super::reading::{Reading, read};
use crate::{Context, Http, OptionsError, connector};

/// Looks an environment variable up.
pub type Secrets = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// City, client, clock and keys.
pub struct Equipment {
    /// The city whose feeds are read.
    pub city: Arc<City>,
    /// The client.
    pub http: Arc<dyn Http>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where the keys of sources are.
    pub secrets: Secrets,
    /// Where what is heard of trips under way goes; `None` where nobody asks for it.
    pub trips: Option<Arc<dyn TripBoard>>,
}

impl Equipment {
    /// Reads a feed now and stores nothing.
    pub async fn read(&self, feed: &Feed) -> Result<Reading, OptionsError> {
        let connector = connector(feed)?;
        Ok(read(self, feed, &*connector).await)
    }

    pub(super) fn context<'a>(
        &'a self,
        feed: &'a Feed,
        now: Timestamp,
        is_known_trip: &'a (dyn Fn(&str) -> bool + Sync),
    ) -> Context<'a> {
        Context {
            feed,
            zone: &self.city.time_zone,
            area: &self.city.places_box,
            districts: &self.city.districts,
            is_known_trip,
            now,
        }
    }

    /// Whether anybody asks for a trip.
    pub(super) fn knows_trip(&self, id: &str) -> bool {
        self.trips.as_ref().is_none_or(|board| board.knows(id))
    }

    /// The key of a feed's source.
    pub(super) fn secret(&self, feed: &Feed) -> Option<String> {
        let secret = feed.secret.as_ref()?;
        (self.secrets)(&secret.variable).filter(|value| !value.is_empty())
    }

    /// The variable that a feed waits for.
    pub fn missing_key<'f>(&self, feed: &'f Feed) -> Option<&'f str> {
        let secret = feed.secret.as_ref()?;
        self.secret(feed).is_none().then_some(&*secret.variable)
    }
}
