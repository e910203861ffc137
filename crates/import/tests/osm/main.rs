//! Extracts of OpenStreetMap, good and broken.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod broken_files;
mod pbf_writer;
mod real_extracts;
mod small_extract;

use std::path::{Path, PathBuf};

use city::OsmRules;
use domain::{City, LocalText, city::Source};

/// A folder in `cities/`.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../cities")
        .join(name)
}

/// The invented city, with OpenStreetMap among its sources.
pub(crate) fn musterstadt() -> (City, OsmRules) {
    let mut city = city::load(&folder("musterstadt")).unwrap();
    city.boundary = None;
    city.sources.push(Source {
        id: "osm".to_owned(),
        title: LocalText::same("OpenStreetMap"),
        url: None,
        licence: "ODbL 1.0".to_owned(),
        licence_url: None,
        attribution: "© OpenStreetMap".to_owned(),
        as_of: None,
    });
    (city, city::osm_rules(&folder("musterstadt")).unwrap())
}

/// A file of the shared knowledge, which a plain clone does not have.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: {} is not here", file.display());
    None
}
