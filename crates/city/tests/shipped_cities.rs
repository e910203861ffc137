//! Every folder in `cities/` is without a fault.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../cities")
        .join(name)
}

fn loaded(name: &str) -> domain::City {
    city::load(&folder(name)).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().take(200).map(ToString::to_string).collect();
        panic!("{} faults:\n{}", faults.len(), lines.join("\n"));
    })
}

#[test]
fn heidelberg_has_no_fault() {
    let city = loaded("heidelberg");
    assert_eq!(city.districts.len(), 15);
    assert!(city.places.len() > 800, "{}", city.places.len());
    assert!(city.boundary.is_some());
    assert!(
        !city::osm_rules(&folder("heidelberg"))
            .unwrap()
            .categories()
            .is_empty()
    );
}

#[test]
fn every_place_of_heidelberg_in_the_city_has_its_district() {
    use geo::Contains;
    let city = loaded("heidelberg");
    let boundary = city.boundary.as_ref().unwrap();
    let inside = city
        .places
        .iter()
        .filter(|p| boundary.contains(&p.position.to_point()));
    let lost: Vec<&str> = inside
        .filter(|p| p.district.is_none())
        .map(|p| p.origin.as_str())
        .collect();
    assert!(lost.len() * 100 <= city.places.len(), "{lost:?}");
}

#[test]
fn musterstadt_has_no_fault_and_nothing_of_heidelberg() {
    let city = loaded("musterstadt");
    assert!(!city.places.is_empty());
    assert!(!city.name.contains("Heidelberg"));
    assert!(city::osm_rules(&folder("musterstadt")).is_ok());
}
