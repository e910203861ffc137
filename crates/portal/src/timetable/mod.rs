//! The timetable of public transport in memory, and what is asked of it.

mod directory;
mod stations;
mod timetables;

pub use directory::{LineOfStation, TimetableDirectory, Validity};
pub use stations::{STOP, StationNearby};
pub use timetables::Timetables;
