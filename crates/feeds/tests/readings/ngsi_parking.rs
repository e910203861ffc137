//! Context brokers: car parks with what real ones get wrong.

use domain::live::{Property, Quality, ThingKind};
use serde_json::{Value, json};

use crate::{
    ngsi::parking,
    source::{Source, at, reasons, recorded, thing, value, values},
};

const PARKING: &str = include_str!("../data/ngsi_parking_synthetic.json");

#[test]
fn a_car_park_has_its_numbers_and_facts() {
    let harvest = parking().read(&Source::saying(PARKING)).unwrap();
    let free = value(&harvest, "P00", Property::FreeSpaces);
    assert_eq!((free.value, free.quality), (Some(1.0), Quality::Ok));
    assert_eq!(free.end, at("2026-11-22T11:55:00Z"));
    assert_eq!(
        value(&harvest, "P00", Property::OccupiedSpaces).value,
        Some(38.0)
    );
    assert_eq!(value(&harvest, "P00", Property::Open).value, Some(1.0));
    let park = thing(&harvest, "P00");
    assert_eq!(
        (park.kind, park.name.as_str()),
        (ThingKind::CarPark, "P0 Am Markt")
    );
    let facts = &park.facts;
    assert_eq!(
        facts.address.as_deref(),
        Some("Marktstraße 5, 12345 Musterstadt")
    );
    assert_eq!(facts.opening_hours.as_deref(), Some("06:00-22:00"));
    assert_eq!(facts.max_height_m, Some(1.8));
    assert_eq!(facts.operator.as_deref(), Some("Parkbetriebe GmbH"));
    assert_eq!(
        (facts.url.as_deref(), facts.park_and_ride),
        (None, Some(false))
    );
}

#[test]
fn prices_are_told_up_to_three_hours_and_at_most() {
    let harvest = parking().read(&Source::saying(PARKING)).unwrap();
    let fee = thing(&harvest, "P00").facts.fee.as_deref();
    let expected = "Tag: 40 Min. 1,00 €, 1 Std. 2,30 €, 2 Std. 4,60 €, 10 Std. 20,00 €; \
                    Nacht: 1 Std. 0,50 €, 10 Std. 5,00 €";
    assert_eq!(fee, Some(expected));
}

#[test]
fn the_capacity_is_that_of_the_counter_and_not_of_the_plan() {
    let harvest = parking().read(&Source::saying(PARKING)).unwrap();
    assert_eq!(thing(&harvest, "P00").facts.capacity, Some(39));
}

#[test]
fn a_counter_out_of_order_is_not_believed_and_neither_open_nor_closed() {
    let harvest = parking().read(&Source::saying(PARKING)).unwrap();
    let free = value(&harvest, "P01", Property::FreeSpaces);
    assert_eq!((free.value, free.quality), (Some(0.0), Quality::Suspect));
    let open = value(&harvest, "P01", Property::Open);
    assert_eq!((open.value, open.quality), (None, Quality::Missing));
    let facts = &thing(&harvest, "P01").facts;
    assert_eq!(facts.opening_hours.as_deref(), Some("24/7"));
    assert_eq!(facts.park_and_ride, Some(true));
    assert!(thing(&harvest, "P01").position.is_some());
}

#[test]
fn who_says_nothing_of_free_spaces_has_none_to_tell_at_its_own_time() {
    let harvest = parking().read(&Source::saying(PARKING)).unwrap();
    let free = value(&harvest, "P19", Property::FreeSpaces);
    assert_eq!((free.value, free.quality), (None, Quality::Missing));
    assert_eq!(free.end, at("2026-11-22T11:54:34.478Z"));
    assert_eq!(
        value(&harvest, "P19", Property::OccupiedSpaces).value,
        Some(36.0)
    );
    assert_eq!(values(&harvest, "P19", Property::Open), []);
    let empty = value(&harvest, "P24", Property::FreeSpaces);
    assert_eq!((empty.value, empty.quality), (None, Quality::Missing));
}

#[test]
fn fewer_than_no_free_spaces_are_suspect_and_a_nameless_car_park_has_its_identifier() {
    let harvest = parking().read(&Source::saying(PARKING)).unwrap();
    let free = value(&harvest, "P23", Property::FreeSpaces);
    assert_eq!((free.value, free.quality), (Some(-8.0), Quality::Suspect));
    assert_eq!(
        value(&harvest, "P23", Property::OccupiedSpaces).quality,
        Quality::Suspect
    );
    assert_eq!(value(&harvest, "P23", Property::Open).value, Some(0.0));
    let park = thing(&harvest, "P23");
    assert_eq!((park.name.as_str(), park.position), ("P23", None));
}

#[test]
fn an_unknown_status_is_no_error() {
    let harvest = parking().read(&Source::saying(PARKING)).unwrap();
    assert_eq!(thing(&harvest, "P24").position, None);
    assert_eq!(values(&harvest, "P24", Property::Open), []);
}

#[test]
fn each_bad_entity_is_rejected_by_itself_and_those_elsewhere_are_left_out() {
    let harvest = parking().read(&Source::saying(PARKING)).unwrap();
    assert_eq!((harvest.seen, harvest.things.len()), (10, 7));
    let told = reasons(&harvest);
    let id = "urn:ngsiv2:OffStreetParking:";
    let expected = [
        format!("{id}P26: `nothing` is not the time of its numbers"),
        format!("{id}P27: `viele` is not a number"),
    ];
    assert_eq!(told[..2], expected);
    assert!(told[2].ends_with("it has no identifier"), "{told:?}");
    assert!(told[3].contains("7: invalid type"), "{told:?}");
    assert_eq!(told.len(), 4);
}

#[test]
fn the_same_car_park_is_understood_in_every_form() {
    let plain = json!([{"id": "urn:ngsi-ld:OffStreetParking:P1", "type": "OffStreetParking",
        "availableSpotNumber": 4, "totalSpotNumber": 9, "status": ["open", "almostFull"],
        "observationDateTime": "2026-11-22T11:55:00Z",
        "location": {"type": "Point", "coordinates": [8.69, 49.41]}}]);
    let concise = json!([{"id": "urn:ngsi-ld:OffStreetParking:P1", "type": "OffStreetParking",
        "availableSpotNumber": {"value": 4, "observedAt": "2026-11-22T11:55:00Z"},
        "totalSpotNumber": {"value": 9}, "status": {"value": ["open", "almostFull"]},
        "location": {"value": {"type": "Point", "coordinates": [8.69, 49.41]}}}]);
    let normalized = json!([{"id": "urn:ngsi-ld:OffStreetParking:P1", "type": "OffStreetParking",
        "https://models.example/availableSpotNumber": {"type": "Property", "value": 4,
            "observedAt": "2026-11-22T11:55:00Z"},
        "totalSpotNumber": {"type": "Property", "value": 9},
        "status": {"type": "Property", "value": ["open", "almostFull"]},
        "location": {"type": "GeoProperty",
            "value": {"type": "Point", "coordinates": [8.69, 49.41]}}}]);
    let read = |body: Value| parking().read(&Source::saying(body.to_string())).unwrap();
    let expected = read(plain);
    assert_eq!(
        value(&expected, "P1", Property::FreeSpaces).value,
        Some(4.0)
    );
    assert_eq!(value(&expected, "P1", Property::Open).value, Some(1.0));
    assert_eq!(read(concise), expected);
    assert_eq!(read(normalized), expected);
}

#[test]
fn the_recorded_car_parks_are_read_with_all_their_faults() {
    let path = "heidelberg_parking_ngsiv2/offstreetparking_v2_entities.json";
    let Some(body) = recorded(path) else { return };
    let mut reading = parking();
    reading.now = at("2024-06-08T13:27:00Z");
    let harvest = reading.read(&Source::saying(body)).unwrap();
    assert_eq!((harvest.seen, harvest.things.len()), (25, 25));
    assert_eq!(reasons(&harvest), [""; 0]);
    let free = |id| value(&harvest, id, Property::FreeSpaces);
    let open = |id| values(&harvest, id, Property::Open);
    assert_eq!(
        (free("P01").value, free("P01").quality),
        (Some(143.0), Quality::Ok)
    );
    assert_eq!(
        (free("P23").value, free("P23").quality),
        (Some(-8.0), Quality::Suspect)
    );
    assert_eq!(
        (free("P24").value, free("P24").quality),
        (Some(986.0), Quality::Ok)
    );
    for silent in ["P19", "P20"] {
        assert_eq!(
            (free(silent).value, free(silent).quality),
            (None, Quality::Missing)
        );
        assert_eq!(open(silent), []);
    }
    for broken in ["P02", "P03"] {
        assert_eq!(free(broken).quality, Quality::Suspect);
        assert_eq!(open(broken)[0].value, None);
    }
    assert_eq!(free("P19").end, at("2024-06-08T13:24:34.478Z"));
    assert_eq!(thing(&harvest, "P00").facts.capacity, Some(39));
    assert_eq!(thing(&harvest, "P02").facts.capacity, None);
    assert_eq!(thing(&harvest, "P26").facts.park_and_ride, Some(true));
    let placed = harvest
        .things
        .iter()
        .filter(|it| it.position.is_some())
        .count();
    assert_eq!(placed, 22);
}
