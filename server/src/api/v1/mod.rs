//! Version 1 of the open interface.

pub(super) mod categories;
pub(super) mod districts;
pub(super) mod events;
mod format;
pub(super) mod live;
pub(super) mod observations;
mod parameters;
mod place;
mod place_csv;
pub(super) mod places;
pub(super) mod points;
mod question;
pub(super) mod sources;
pub(super) mod stops;
pub(super) mod things;
