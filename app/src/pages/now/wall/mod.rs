//! Screens on walls: boards in turn, each filling the screen.

mod car_parks;
mod climate;
mod page;
mod places;
mod sheet;
mod warnings;

pub(in crate::pages) use page::{display, page};
