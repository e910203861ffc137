//! The city that is simulated.

use std::{fmt, path::Path, sync::Arc};

use domain::{BoundingBox, live::Feed, timetable::TripOfDay};
use jiff::{Timestamp, tz::TimeZone};

use crate::stations::{LoadError, Stations};

/// Asks a timetable which trips leave a stop between two instants.
pub type TripsBetween = dyn Fn(Timestamp, Timestamp) -> Vec<TripOfDay> + Send + Sync;

/// The timetable whose trips are followed; without one, none is.
#[derive(Clone, Default)]
pub(crate) struct Trips(Option<Arc<TripsBetween>>);

impl Trips {
    pub(crate) fn between(&self, from: Timestamp, until: Timestamp) -> Vec<TripOfDay> {
        self.0
            .as_ref()
            .map_or_else(Vec::new, |ask| ask(from, until))
    }
}

impl fmt::Debug for Trips {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Trips").field(&self.0.is_some()).finish()
    }
}

/// What the simulator knows about a city.
#[derive(Clone, Debug)]
pub struct City {
    pub(crate) name: String,
    pub(crate) time_zone: TimeZone,
    pub(crate) bounding_box: BoundingBox,
    pub(crate) feeds: Vec<Feed>,
    pub(crate) stations: Stations,
    pub(crate) trips: Trips,
}

impl City {
    /// A city with the tables of its folder `simulation`. The feeds are the real ones; each is
    /// served under its own id. Shared vehicles stand in the box.
    pub fn read(
        name: &str,
        time_zone: TimeZone,
        bounding_box: BoundingBox,
        feeds: Vec<Feed>,
        simulation: &Path,
    ) -> Result<Self, LoadError> {
        Ok(Self {
            name: name.to_owned(),
            time_zone,
            bounding_box,
            feeds,
            stations: Stations::read(simulation)?,
            trips: Trips::default(),
        })
    }

    /// The city with vehicles that run, more or less, by a timetable.
    #[must_use]
    pub fn with_trips(self, ask: Arc<TripsBetween>) -> Self {
        let trips = Trips(Some(ask));
        Self { trips, ..self }
    }
}
