//! What the pages and the API may ask: the portal's use cases, and the ports behind them.
//!
//! The database keeps the places; a [`directory::PlaceDirectory`] built from it answers every
//! question from memory, and is replaced as a whole after an import.

mod board;
pub mod directory;
pub mod live;
mod locate;
mod places;
mod portal;
pub mod ports;
mod reports;
mod search;
mod streets;
pub mod timetable;

pub use locate::Near;
pub use places::{PAGE_SIZE, PlaceDetail, PlaceList};
pub use portal::{Adapters, Portal, StoredPlaces};
pub use reports::ReportError;
pub use search::{FoundStreet, SearchResults};
