//! What the portal is about: places, categories, districts, streets and queries over them.
//!
//! Pure types and rules. No async, no I/O, no clock and no feature flags; everything that decides
//! something is here and is tested here.

pub mod category;
pub mod city;
pub mod display;
pub mod district;
pub mod geo;
pub mod heat;
pub mod import;
pub mod live;
pub mod locale;
pub mod opening;
pub mod place;
pub mod place_label;
pub mod place_query;
pub mod report;
pub mod street;
pub mod text;
pub mod timetable;

pub use category::{Area, Category, CategoryId, Filter, Marker, MarkerShape};
pub use city::City;
pub use district::{District, DistrictId};
pub use geo::{BoundingBox, Coordinate, Metres};
pub use locale::{LocalText, Locale};
pub use opening::{OpeningPhase, OpeningState};
pub use place::{Place, PlaceId};
pub use place_label::PlaceLabel;
pub use place_query::{PlaceQuery, View};
