//! What departs from the city's stops.

mod board;
mod known;
mod line_name;
mod row;
mod station;
mod stations;

pub(super) use board::board;
pub(super) use station::station;
pub(super) use stations::{link, page as stations};
