//! The list of places with its map, and the page of one place.

mod active_filters;
mod facts;
mod filter_form;
mod hours_table;
mod json_ld;
mod list;
mod map;
mod place;
mod report_form;
mod results;

pub(super) use list::list;
pub(super) use map::{area_style, list_map, map_of_point, map_of_rows};
pub(super) use place::{place, report};
