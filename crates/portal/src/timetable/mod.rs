//! The timetable of public transport in memory, and what is asked of it.

mod directory;
mod heard;
mod stations;
mod timetables;
mod under_way;
mod validity;

pub use directory::{LineOfStation, TimetableDirectory};
pub use stations::{STOP, StationNearby};
pub use timetables::Timetables;
pub use validity::Validity;
