//! What departs from the city's stops.

mod board;
mod known;
mod line_name;
mod next;
mod pause;
mod row;
mod station;
mod stations;

pub(super) use board::board;
pub(super) use next::next;
pub(super) use station::station;
pub(super) use stations::page as stations;
