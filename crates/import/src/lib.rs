//! Files of places from elsewhere: OpenStreetMap extracts, `GeoJSON` and CSV tables.
//!
//! Each importer reads a whole file and gives a [`domain::import::ImportBatch`], or an
//! [`ImportError`] when the file is no such file; it writes nothing. A bad record is left out with
//! its reason and never read by half. Only OpenStreetMap keeps a place of which one field was not
//! understood: there the field is unknown.

pub mod csv;
mod error;
pub mod geojson;
mod mapping;
pub mod osm;
mod records;

pub use error::ImportError;
pub use mapping::GeoJsonMapping;
