//! A departure as it is shown.

use std::sync::Arc;

use jiff::Timestamp;

use super::Line;

/// One departure from a station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Its line.
    pub line: Arc<Line>,
    /// What is written on the vehicle: where it goes.
    pub headsign: Arc<str>,
    /// When it leaves by the timetable.
    pub planned: Timestamp,
    /// What stands on its platform.
    pub platform: Option<Arc<str>>,
    /// Whether vehicle and platform can be used with a wheelchair; `None` when nobody says.
    pub wheelchair: Option<bool>,
    /// Whether the timetable gives a distance between departures and no times.
    pub approximate: bool,
}
