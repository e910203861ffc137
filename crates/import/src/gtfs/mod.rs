//! Timetables as GTFS (<https://gtfs.org/documentation/schedule/reference/>): a ZIP archive of tables.
//!
//! Only what a departure board needs is read. Stops outside the city are left out, and trips that
//! never stop inside it.

mod archive;
mod assemble;
mod calendar;
mod read;
mod stops;
mod times;
mod trips;
mod wire;

pub use read::{GtfsImport, read};
