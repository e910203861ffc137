//! The city that is simulated.

use std::path::Path;

use domain::{BoundingBox, live::Feed};
use jiff::tz::TimeZone;

use crate::stations::{LoadError, Stations};

/// What the simulator knows about a city.
#[derive(Clone, Debug)]
pub struct City {
    pub(crate) name: String,
    pub(crate) time_zone: TimeZone,
    pub(crate) bounding_box: BoundingBox,
    pub(crate) feeds: Vec<Feed>,
    pub(crate) stations: Stations,
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
        })
    }
}
