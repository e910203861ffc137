//! Opening hours and public holidays.
//!
//! Wraps the crate `opening-hours` (the grammar of OpenStreetMap's `opening_hours` key,
//! <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>) and gives it the public
//! holidays of a German Land, which that crate only has for the whole country. Pure: the instant is
//! always given.

mod holiday;
mod land;
mod opening_hours;

pub use holiday::Holidays;
pub use land::{Land, UnknownLand};
pub use opening_hours::{HoursError, OpeningHours};
