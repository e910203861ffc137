//! Keeps places, reports, the timetable and live data in SQLite (embedded) or PostgreSQL.
//!
//! One SQL text serves both wherever it can; the contract suite in `tests/contract` runs whole
//! against both.

mod live;
mod migrations;
mod open;
mod open_error;
mod place_columns;
mod place_row;
mod places;
mod pool;
mod reports;
mod timetable;
mod timetable_rows;

pub use open_error::OpenError;
pub use pool::Store;
