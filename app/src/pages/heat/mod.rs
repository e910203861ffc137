//! Help in heat: where it is cooler, what does good, and when it is an emergency.

mod advice;
mod page;
mod places;

pub(super) use page::page;
