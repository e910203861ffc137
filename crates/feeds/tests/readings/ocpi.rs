//! OCPI: pages by offset, three shapes of a location, and points of which nobody tells the state.

use domain::live::{ConnectorKind, Property, ThingKind};
use serde_json::{Value, json};

use crate::source::{
    Reading, Source, answer, at, failing, feed, parameter, reasons, thing, value, values,
};

const LOCATIONS: &str = include_str!("../data/ocpi_synthetic.json");
const NOW: &str = "2026-11-22T12:00:00Z";

fn reading() -> Reading {
    Reading::of(feed(ConnectorKind::Ocpi, json!({})), NOW)
}

/// Locations with the identifiers `from..to`.
fn locations(from: usize, to: usize) -> Vec<Value> {
    let at = json!({"latitude": "49.4", "longitude": "8.7"});
    let one = |id: usize| json!({"id": id, "coordinates": at, "evses": [{"status": "CHARGING"}]});
    (from..to).map(one).collect()
}

fn page(from: usize, to: usize, all: Option<usize>) -> Vec<u8> {
    let page = match all {
        Some(all) => json!({"items": locations(from, to), "total_count": all}),
        None => json!({"data": locations(from, to), "status_code": 1000}),
    };
    page.to_string().into_bytes()
}

#[test]
fn points_are_counted_by_what_a_driver_finds() {
    let harvest = reading().read(&Source::saying(LOCATIONS)).unwrap();
    let counts = |id: &str| {
        [
            Property::FreePoints,
            Property::OccupiedPoints,
            Property::BrokenPoints,
        ]
        .map(|property| value(&harvest, id, property).value)
    };
    // One of the six that are there is not heard of.
    assert_eq!(counts("L1"), [Some(1.0), Some(2.0), Some(1.0)]);
    assert_eq!(counts("2"), [Some(2.0), Some(0.0), Some(0.0)]);
    assert_eq!(counts("L3"), [Some(0.0), Some(1.0), Some(0.0)]);
    assert_eq!(value(&harvest, "L1", Property::FreePoints).end, at(NOW));
}

#[test]
fn a_location_keeps_what_does_not_change() {
    let harvest = reading().read(&Source::saying(LOCATIONS)).unwrap();
    let site = thing(&harvest, "L1");
    assert_eq!(site.kind, ThingKind::ChargingSite);
    assert_eq!(site.name, "Am Markt");
    assert_eq!(site.facts.capacity, Some(5));
    let address = site.facts.address.as_deref();
    assert_eq!(address, Some("Marktstraße 1, 12345 Musterstadt"));
    assert_eq!(site.facts.operator.as_deref(), Some("Stadtstrom"));
    assert_eq!(site.facts.opening_hours.as_deref(), Some("24/7"));
    assert_eq!(site.facts.plugs, ["IEC_62196_T2", "IEC_62196_T2_COMBO"]);
    assert_eq!(site.facts.power_kw, Some(150.0));
    assert_eq!(thing(&harvest, "2").name, "Südring 4");
}

#[test]
fn what_cannot_be_used_is_left_out_with_a_reason_or_without_fault() {
    let harvest = reading().read(&Source::saying(LOCATIONS)).unwrap();
    assert_eq!((harvest.things.len(), harvest.seen), (3, 9));
    assert!(values(&harvest, "L4", Property::FreePoints).is_empty());
    let reasons = reasons(&harvest);
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    assert!(reasons[0].contains("no position"));
    assert!(reasons[3].contains("no `id`"));
}

#[test]
fn pages_are_asked_for_by_offset_and_within_the_city() {
    let source = Source::new(|get| {
        Ok(answer(match parameter(get, "offset") {
            Some("0") => page(0, 1_000, Some(1_500)),
            _ => page(1_000, 1_500, Some(1_500)),
        }))
    });
    let harvest = reading().read(&source).unwrap();
    assert_eq!(harvest.things.len(), 1_500);
    let addresses = source.addresses();
    assert_eq!(addresses.len(), 2);
    assert!(addresses[1].contains("offset=1000&limit=1000&lat_min="));
}

#[test]
fn a_server_that_tells_no_number_ends_with_a_page_that_is_not_full() {
    let source = Source::new(|get| {
        Ok(answer(match parameter(get, "offset") {
            Some("0") => page(0, 1_000, None),
            _ => page(1_000, 1_001, None),
        }))
    });
    assert_eq!(reading().read(&source).unwrap().things.len(), 1_001);
    assert_eq!(source.addresses().len(), 2);
}

#[test]
fn a_server_that_ignores_the_offset_is_asked_twice_and_told_on() {
    let source = Source::saying(page(0, 1_000, Some(3_000)));
    let harvest = reading().read(&source).unwrap();
    assert_eq!(source.addresses().len(), 2);
    assert_eq!(harvest.things.len(), 1_000);
    assert!(reasons(&harvest)[0].contains("repeats"));
}

#[test]
fn what_came_before_a_page_that_fails_is_kept() {
    let source = Source::new(|get| match parameter(get, "offset") {
        Some("0") => Ok(answer(page(0, 1_000, Some(1_500)))),
        _ => Err(failing(get, 500)),
    });
    let harvest = reading().read(&source).unwrap();
    assert_eq!(harvest.things.len(), 1_000);
    assert!(reasons(&harvest)[0].contains("500"));
}

#[test]
fn an_answer_without_one_readable_location_is_a_failure() {
    let source = Source::saying(r#"{"items": [{"name": "x"}], "total_count": 1}"#);
    let error = reading().read(&source).unwrap_err().to_string();
    assert!(error.contains("none of 1 records"), "{error}");
}
