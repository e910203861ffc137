//! Version 1 of the open interface.

pub(super) mod categories;
pub(super) mod districts;
mod format;
mod parameters;
mod place;
mod place_csv;
pub(super) mod places;
pub(super) mod points;
