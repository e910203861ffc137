//! `ParkAPI` v3 of `MobiData` BW: car parks of a whole Land, page by page.

mod fetch;
mod map;
mod wire;

pub(crate) use fetch::new;
