//! Files from elsewhere: places from OpenStreetMap extracts, `GeoJSON` and CSV tables, timetables
//! from GTFS archives.
//!
//! Each importer reads a whole file and gives what is to be stored, or an
//! [`ImportError`] when the file is no such file; it writes nothing. A bad record is left out with
//! its reason and never read by half. Only OpenStreetMap keeps a place of which one field was not
//! understood: there the field is unknown.

pub mod csv;
mod error;
pub mod geojson;
pub mod gtfs;
mod mapping;
pub mod osm;
mod records;

pub use error::ImportError;
pub use mapping::GeoJsonMapping;
