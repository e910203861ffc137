//! OpenStreetMap extracts (`.osm.pbf`).
//!
//! A file is read up to three times, so that memory holds only what is needed: first the objects
//! that a rule of the city matches, then the ways their relations consist of, then the positions of
//! the nodes of those ways.

mod boundary;
mod extract;
mod found;
mod kind;
mod point;
mod positions;
mod read;
mod rings;
mod tags;

pub(crate) use kind::kind_of;
pub(crate) use point::point_of;
pub use read::read;
