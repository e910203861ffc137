//! The pages: each loads what it needs from the portal, then shows it.

mod answer;
mod api;
mod area;
mod fault;
mod home;
mod kiosk;
mod legal;
mod live;
mod now;
mod places;
mod search;

pub use answer::{answer, fault, report};
