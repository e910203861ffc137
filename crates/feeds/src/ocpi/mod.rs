//! OCPI: charging points with their state. Locations of OCPI 2.2 and 3.0, in an envelope of OCPI or
//! of OCPDB (`MobiData` BW).

mod fetch;
mod map;
mod wire;

pub(crate) use fetch::new;
