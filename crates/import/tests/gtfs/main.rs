//! Timetables, good and broken.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod archive;
mod broken;
mod reading;
mod real;

use std::{path::Path, sync::LazyLock};

use domain::City;

/// The invented city; its centre is 53.05, 12.45.
pub(crate) static MUSTERSTADT: LazyLock<City> = LazyLock::new(|| {
    city::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/musterstadt")).unwrap()
});
