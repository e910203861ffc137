//! The timetable of public transport: lines, stations, trips and the days they run.
//!
//! The words are those of GTFS where it has good ones; a route is called line here, because
//! passengers call it so.

mod departure;
mod line;
mod realtime;
mod service;
mod station;
mod whole;

pub use departure::{Departure, TripOfDay};
pub use line::{Colour, Line, Mode};
pub use realtime::{CallUpdate, Expectation, PlannedCall, Prediction, TripUpdate, TripUpdates};
pub use service::{Service, service_day_start};
pub use station::{Station, Stop, Wanted, place_of};
pub use whole::{Call, Timetable, TimetableReport, TooManyRemoved, Trip, replace};
