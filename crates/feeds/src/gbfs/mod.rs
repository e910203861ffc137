//! GBFS 2.x and 3.x: shared bicycles, scooters and cars.
//!
//! Only where a system leads from its manifest or its `gbfs.json` is read, never a guessed address.
//! Vehicles that stand free are counted per district; neither their identifiers nor their positions
//! are kept.

mod areas;
mod discovery;
mod fetch;
mod map;
mod system;
mod wire;

pub(crate) use fetch::new;
