//! The pages: each loads what it needs from the portal, then shows it.

mod answer;
mod api;
mod area;
mod departures;
mod events;
mod fault;
mod heat;
mod home;
mod kiosk;
mod legal;
mod live;
mod near_field;
mod now;
mod places;
mod search;

pub use answer::{answer, fault, report};
