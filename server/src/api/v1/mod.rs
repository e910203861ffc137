//! Version 1 of the open interface.

pub(super) mod categories;
pub(super) mod districts;
pub(super) mod event_calendar;
pub(super) mod event_feed;
mod event_files;
mod event_question;
mod event_words;
pub(super) mod events;
mod format;
pub(super) mod live;
pub(super) mod observations;
mod parameters;
pub(super) mod parking_sites;
mod place;
mod place_csv;
pub(super) mod places;
pub(super) mod points;
mod question;
pub(super) mod sources;
pub(super) mod stops;
pub(super) mod things;
