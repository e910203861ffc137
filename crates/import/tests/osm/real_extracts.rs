//! Real extracts, where they are at hand.

use std::collections::BTreeMap;

use domain::{BoundingBox, City, Coordinate, Metres};
use import::osm;

use crate::{folder, shared};

/// A city of this name with the rules and categories of Heidelberg.
fn city(name: &str, centre: (f64, f64), [west, south, east, north]: [f64; 4]) -> City {
    let mut city = city::load(&folder("heidelberg")).unwrap();
    name.clone_into(&mut city.name);
    city.centre = Coordinate::new(centre.0, centre.1).unwrap();
    city.bounding_box = BoundingBox::new(west, south, east, north).unwrap();
    city.places_box = city.bounding_box.widened(Metres(10_000.0));
    city.districts.clear();
    city.boundary = None;
    city
}

#[test]
fn a_whole_town_is_read() {
    let Some(path) = shared("osm/limburg_an_der_lahn.osm.pbf") else {
        return;
    };
    let city = city(
        "Limburg an der Lahn",
        (50.3861, 8.0622),
        [7.95, 50.33, 8.15, 50.45],
    );
    let rules = city::osm_rules(&folder("heidelberg")).unwrap();
    let batch = osm::read(&path, &rules, &city, None, None).unwrap();
    let mut counts = BTreeMap::new();
    for place in &batch.places {
        *counts.entry(place.category.as_str()).or_insert(0) += 1;
    }
    println!(
        "{counts:#?} {} rejected: {:#?}",
        batch.rejected.len(),
        batch.rejected
    );
    for category in ["playground", "parking", "glass_container", "school", "stop"] {
        assert!(counts.contains_key(category), "no {category} in {counts:?}");
    }
    assert!(
        batch
            .places
            .iter()
            .all(|place| place.as_of.as_str() == "2023-05-02")
    );
    assert!(
        batch
            .places
            .iter()
            .any(|place| place.origin.starts_with("osm:way/"))
    );
    assert!(
        batch
            .places
            .iter()
            .any(|place| place.origin.starts_with("osm:relation/"))
    );
}

#[test]
fn reading_twice_gives_the_same() {
    let Some(path) = shared("heidelberg/osm/heidelberg.test.pbf") else {
        return;
    };
    let city = city::load(&folder("heidelberg")).unwrap();
    let rules = city::osm_rules(&folder("heidelberg")).unwrap();
    let first = osm::read(&path, &rules, &city, None, None).unwrap();
    assert_eq!(first, osm::read(&path, &rules, &city, None, None).unwrap());
    assert!(first.places.len() > 100, "{}", first.places.len());
    assert!(
        first
            .places
            .iter()
            .all(|place| place.as_of.as_str() == "2024-09-08")
    );
}

#[test]
fn a_town_elsewhere_has_nothing_in_it() {
    let Some(path) = shared("osm/limburg_an_der_lahn.osm.pbf") else {
        return;
    };
    let city = city::load(&folder("heidelberg")).unwrap();
    let rules = city::osm_rules(&folder("heidelberg")).unwrap();
    let error = osm::read(&path, &rules, &city, None, None).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("nothing in this file lies in Heidelberg"),
        "{error}"
    );
}
