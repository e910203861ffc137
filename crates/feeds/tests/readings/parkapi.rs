//! `ParkAPI`: cursors, servers that do not keep to them, and sites without a value.

use domain::live::{ConnectorKind, Property, Quality};
use feeds::ReadError;
use serde_json::{Value, json};

use crate::source::{
    Reading, Source, answer, at, failing, feed, parameter, reasons, recorded, thing, value, values,
};

const SITES: &str = include_str!("../data/parkapi_synthetic.json");

fn reading() -> Reading {
    let options = json!({"source_uid": "city", "page_size": 3});
    Reading::of(
        feed(ConnectorKind::ParkApi, options),
        "2026-11-22T12:00:00Z",
    )
}

/// Sites with the identifiers `from..to` and their pages.
fn page(from: u32, to: u32, next: Option<u32>, total: u32) -> Vec<u8> {
    let site = |id: u32| json!({"id": id, "lat": 49.4, "lon": 8.7, "capacity": 10});
    let items: Vec<Value> = (from..to).map(site).collect();
    let page = json!({"items": items, "next_id": next, "total_count": total});
    page.to_string().into_bytes()
}

#[test]
fn the_cursor_leads_through_all_pages() {
    let source = Source::new(|get| {
        Ok(answer(match parameter(get, "start") {
            None => page(0, 3, Some(3), 7),
            Some("3") => page(3, 6, Some(6), 7),
            _ => page(6, 7, None, 7),
        }))
    });
    let harvest = reading().read(&source).unwrap();
    assert_eq!(
        source.addresses(),
        [
            "https://source.example/api?source_uid=city&limit=3",
            "https://source.example/api?source_uid=city&limit=3&start=3",
            "https://source.example/api?source_uid=city&limit=3&start=6",
        ]
    );
    assert_eq!((harvest.things.len(), harvest.seen), (7, 7));
    assert_eq!(reasons(&harvest), [""; 0]);
}

#[test]
fn a_server_that_ignores_the_cursor_is_asked_twice_and_told_on() {
    let source = Source::saying(page(0, 3, Some(3), 7));
    let harvest = reading().read(&source).unwrap();
    assert_eq!(source.addresses().len(), 2);
    assert_eq!(harvest.things.len(), 3);
    let reasons = reasons(&harvest);
    assert!(reasons[0].contains("repeats"), "{reasons:?}");
    assert!(reasons[1].contains("7 sites were announced and 3 were told"));
}

#[test]
fn a_cursor_that_goes_in_a_circle_comes_to_an_end() {
    let source = Source::new(|get| {
        Ok(answer(match parameter(get, "start") {
            Some("3") => page(3, 6, Some(9), 9),
            Some(_) => page(6, 9, Some(3), 9),
            None => page(0, 3, Some(3), 9),
        }))
    });
    let harvest = reading().read(&source).unwrap();
    assert_eq!(harvest.things.len(), 9);
    assert_eq!(harvest.rejected.len(), 1);
}

#[test]
fn a_server_without_an_end_is_left_after_its_last_allowed_page() {
    let source = Source::new(|get| {
        let from: u32 = parameter(get, "start").map_or(0, |start| start.parse().unwrap());
        Ok(answer(page(from, from + 1, Some(from + 1), 0)))
    });
    let harvest = reading().read(&source).unwrap();
    assert_eq!(source.addresses().len(), 200);
    assert!(reasons(&harvest)[0].contains("more than 200 pages"));
}

#[test]
fn what_was_told_before_a_server_stops_is_kept() {
    let source = Source::new(|get| match parameter(get, "start") {
        None => Ok(answer(page(0, 3, Some(3), 10))),
        Some("3") => Ok(answer(page(3, 8, Some(8), 10))),
        Some(_) => Err(failing(get, 500)),
    });
    let harvest = reading().read(&source).unwrap();
    assert_eq!(harvest.things.len(), 8);
    let reasons = reasons(&harvest);
    assert!(reasons[0].contains("status 500"), "{reasons:?}");
    assert!(reasons[1].contains("10 sites were announced and 8 were told"));
}

#[test]
fn a_first_page_that_fails_fails_the_reading() {
    let source = Source::new(|get| Err(failing(get, 503)));
    assert!(matches!(reading().read(&source), Err(ReadError::Fetch(_))));
    for body in ["<html>", "{}", "[]", "{\"items\":{}}", "{\"items\":[", ""] {
        let read = reading().read(&Source::saying(body));
        assert!(matches!(read, Err(ReadError::Unreadable { .. })), "{body}");
    }
}

#[test]
fn positions_are_read_as_numbers_and_as_texts() {
    let harvest = reading().read(&Source::saying(SITES)).unwrap();
    let number = thing(&harvest, "101").position.unwrap();
    let text = thing(&harvest, "102").position.unwrap();
    assert_eq!((number.lat(), number.lon()), (49.41, 8.69));
    assert_eq!((text.lat(), text.lon()), (49.42, 8.7));
}

#[test]
fn facts_of_a_car_park_are_kept() {
    let harvest = reading().read(&Source::saying(SITES)).unwrap();
    let garage = thing(&harvest, "101");
    assert_eq!(garage.name, "Garage am Markt");
    assert_eq!(garage.facts.capacity, Some(180));
    assert_eq!(garage.facts.max_height_m, Some(2.1));
    assert_eq!(garage.facts.park_and_ride, Some(false));
    assert_eq!(garage.facts.opening_hours.as_deref(), Some("24/7"));
    assert_eq!(thing(&harvest, "102").facts.park_and_ride, Some(true));
    assert_eq!(thing(&harvest, "103").facts.park_and_ride, None);
}

#[test]
fn the_time_of_a_value_is_that_of_its_operator() {
    let harvest = reading().read(&Source::saying(SITES)).unwrap();
    let free = value(&harvest, "101", Property::FreeSpaces);
    assert_eq!((free.value, free.quality), (Some(42.0), Quality::Ok));
    assert_eq!(free.end, at("2026-11-22T11:55:00Z"));
    assert_eq!(value(&harvest, "101", Property::Open).value, Some(1.0));
}

#[test]
fn a_site_whose_values_were_dropped_keeps_its_old_ones() {
    let harvest = reading().read(&Source::saying(SITES)).unwrap();
    assert_eq!(thing(&harvest, "103").name, "103");
    assert_eq!(values(&harvest, "103", Property::FreeSpaces), []);
    assert_eq!(values(&harvest, "103", Property::Open), []);
}

#[test]
fn more_free_spaces_than_spaces_are_suspect() {
    let harvest = reading().read(&Source::saying(SITES)).unwrap();
    let free = value(&harvest, "102", Property::FreeSpaces);
    assert_eq!((free.value, free.quality), (Some(61.0), Quality::Suspect));
    assert_eq!(values(&harvest, "102", Property::Open), []);
}

#[test]
fn bicycle_boxes_and_sites_elsewhere_are_no_fault() {
    let harvest = reading().read(&Source::saying(SITES)).unwrap();
    let ids: Vec<&str> = harvest
        .things
        .iter()
        .map(|thing| thing.id.as_str())
        .collect();
    assert_eq!(ids, ["feed:101", "feed:102", "feed:103", "feed:106"]);
}

#[test]
fn each_bad_site_is_rejected_by_itself() {
    let harvest = reading().read(&Source::saying(SITES)).unwrap();
    let reasons = reasons(&harvest);
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    assert!(
        reasons[0].contains("106: `viele` is not a number"),
        "{reasons:?}"
    );
    assert!(reasons[1].contains("invalid type"), "{reasons:?}");
    assert!(reasons[2].contains("it has no identifier"), "{reasons:?}");
    assert!(reasons[3].contains("it has no position"), "{reasons:?}");
    assert_eq!(harvest.seen, 9);
}

#[test]
fn an_hour_that_comes_twice_has_two_instants() {
    for (told, instant) in [
        ("2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00Z"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z"),
        ("2026-03-29T03:00:00+02:00", "2026-03-29T01:00:00Z"),
    ] {
        let site = json!({"id": 1, "lat": 49.4, "lon": 8.7, "realtime_free_capacity": 4,
            "realtime_data_updated_at": told});
        let body = json!({"items": [site]}).to_string();
        let harvest = reading().read(&Source::saying(body)).unwrap();
        assert_eq!(value(&harvest, "1", Property::FreeSpaces).end, at(instant));
    }
    let naive = json!({"items": [{"id": 1, "lat": 49.4, "lon": 8.7, "realtime_free_capacity": 4,
        "realtime_data_updated_at": "2026-10-25T02:30:00"}]});
    let harvest = reading().read(&Source::saying(naive.to_string())).unwrap();
    assert_eq!((harvest.observations.len(), harvest.rejected.len()), (0, 1));
}

#[test]
fn a_recorded_bicycle_box_is_seen_and_left_out() {
    let path = "parkapi/parking_sites_item_sinsheim_2025-08-19.json";
    let Some(body) = recorded(path) else { return };
    let harvest = reading().read(&Source::saying(body)).unwrap();
    assert_eq!((harvest.seen, harvest.things.len()), (1, 0));
    assert_eq!(reasons(&harvest), [""; 0]);
}

#[test]
fn a_recorded_car_park_without_a_known_status_has_free_spaces() {
    let Some(body) = recorded("parkapi/push_mannheim_buchen.json") else {
        return;
    };
    // A push says `uid` where the public list says `original_uid`.
    let body = String::from_utf8(body)
        .unwrap()
        .replace("\"uid\"", "\"original_uid\"");
    let mut reading = reading();
    reading.area = domain::BoundingBox::new(9.0, 49.0, 10.0, 50.0).unwrap();
    let harvest = reading.read(&Source::saying(body)).unwrap();
    let id = "P8_Parkdeck_Altstadt_Haagstrasse";
    let free = value(&harvest, id, Property::FreeSpaces);
    assert_eq!(
        (free.value, free.end),
        (Some(27.0), at("2024-02-20T16:05:33Z"))
    );
    assert_eq!(values(&harvest, id, Property::Open), []);
}

#[test]
fn options_that_nobody_knows_are_refused_by_name() {
    let error = feeds::connector(&feed(ConnectorKind::ParkApi, json!({"limit": 3})));
    assert!(error.err().unwrap().to_string().contains("`limit`"));
    let error = feeds::connector(&feed(ConnectorKind::ParkApi, json!({"page_size": 0})));
    assert!(error.err().unwrap().to_string().contains("`page_size`"));
}
