//! The folder of a city: reads everything in it and says everything that is wrong with it.
//!
//! [`load()`] gives the [`domain::City`], or every [`Fault`] with its file, line and a hint.
//! [`osm_rules()`] gives the table that turns OpenStreetMap tags into categories. The reader of one
//! place record ([`read_place`]) is shared with the importers, so that a record is judged the same
//! wherever it comes from.

mod areas;
mod base_map;
mod categories;
mod city_file;
mod css_tokens;
mod displays;
mod districts;
mod fault;
mod features;
mod feeds;
mod field;
mod folder;
mod heat;
mod keys;
mod listed;
mod load;
mod osm_rules;
mod place_reading;
mod place_record;
mod place_tables;
mod quantity;
mod sources;
mod streets;
mod table;
mod texts;
mod theme;
mod toml_value;

pub use fault::{Complaint, Fault};
pub use features::{Feature, Features, features};
pub use load::{load, osm_rules};
pub use osm_rules::{OsmRule, OsmRules, TagTest};
pub use place_reading::read_place;
pub use place_record::{PLACE_COLUMNS, PlaceCheck, PlaceRecord, ReadPlace};
pub use table::{Row, Table, read_table};
