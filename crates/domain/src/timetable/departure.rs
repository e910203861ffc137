//! A departure as it is shown.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};

use super::{Expectation, Line};

/// One departure from a station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Its line.
    pub line: Arc<Line>,
    /// What is written on the vehicle: where it goes.
    pub headsign: Arc<str>,
    /// When it leaves by the timetable.
    pub planned: Timestamp,
    /// What is heard of it.
    pub expectation: Expectation,
    /// What stands on its platform.
    pub platform: Option<Arc<str>>,
    /// Whether vehicle and platform can be used with a wheelchair; `None` when nobody says.
    pub wheelchair: Option<bool>,
    /// Whether the timetable gives a distance between departures and no times.
    pub approximate: bool,
}

impl Departure {
    /// When it leaves, as far as is known; when it would have left, if it does not.
    pub fn leaves(&self) -> Timestamp {
        match self.expectation {
            Expectation::At(at) => at,
            _ => self.planned,
        }
    }

    /// How many minutes later than planned it leaves, as two clocks without seconds show it;
    /// `None` when nothing is heard.
    pub fn delay_minutes(&self) -> Option<i64> {
        let minute = |at: Timestamp| at.as_second().div_euclid(60);
        match self.expectation {
            Expectation::At(at) => Some(minute(at) - minute(self.planned)),
            _ => None,
        }
    }
}

/// A trip on a day of its service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TripOfDay {
    /// Identifier in the timetable.
    pub id: String,
    /// The service day.
    pub day: Date,
    /// Which stop it leaves when, in the order of the trip.
    pub calls: Vec<(u32, Timestamp)>,
}
