//! The Autobahn API.

use domain::live::{ConnectorKind::Autobahn, EventKind, Severity};
use serde_json::{Value, json};

use crate::fake::{self, Fake, at};

const NOW: &str = "2026-11-22T12:00:00Z";

fn record(id: &str) -> Value {
    json!({
        "identifier": id,
        "title": "A99 | AS Musterdorf (1) - AK Musterstadt (2)",
        "subtitle": "Musterstadt Richtung Musterdorf",
        "isBlocked": "false",
        "future": false,
        "coordinate": {"lat": "49.410000", "long": "8.610000"},
        "display_type": "ROADWORKS",
        "startTimestamp": "2026-07-01T09:00:00.000+0200",
        "description": ["Beginn: 01.07.2026 09:00", "Ende: 18.12.2026 17:00", "", "Art der Maßnahme: Brücke", "Durchfahrtsbreite: 3.25\n"],
    })
}

fn with(mut record: Value, changes: Value) -> Value {
    for (key, value) in changes.as_object().unwrap() {
        record[key] = value.clone();
    }
    record
}

fn address(road: &str, service: &str) -> String {
    format!("https://source.example/feed/{road}/services/{service}")
}

fn read(http: &Fake, options: Value) -> Result<domain::live::Harvest, feeds::ReadError> {
    let feed = fake::feed(Autobahn, options);
    fake::read(&*fake::connector(&feed), &feed, http, NOW).map(Option::unwrap)
}

#[test]
fn every_service_of_every_road_is_read() {
    let blocked = with(
        record("c1"),
        json!({"isBlocked": "true", "display_type": "CLOSURE"}),
    );
    let lorries = with(record("c2"), json!({"display_type": "WEIGHT_LIMIT_35"}));
    let both = json!({"closure": [blocked, lorries]}).to_string();
    let http = Fake::default()
        .with(
            &address("A5", "roadworks"),
            json!({"roadworks": [record("r1")]}).to_string(),
        )
        .with(&address("A5", "warning"), r#"{"warning": []}"#)
        .with(&address("A5", "closure"), both.clone())
        .empty(&address("A656", "roadworks"))
        .with(
            &address("A656", "warning"),
            json!({"warning": [record("w1")]}).to_string(),
        )
        .with(&address("A656", "closure"), both);
    let harvest = read(&http, json!({"roads": ["A5", "A656"]})).unwrap();
    let events = harvest.events.unwrap();
    let kinds: Vec<_> = events
        .iter()
        .map(|it| (it.id.as_str(), it.kind, it.severity))
        .collect();
    assert_eq!(
        kinds,
        [
            ("feed:r1", EventKind::Roadwork, Severity::Minor),
            ("feed:c1", EventKind::Closure, Severity::Severe),
            ("feed:c2", EventKind::Traffic, Severity::Minor),
            ("feed:w1", EventKind::Traffic, Severity::Minor),
        ]
    );
    assert_eq!((harvest.seen, harvest.rejected.len()), (6, 0));
}

#[test]
fn times_prose_and_direction_are_read() {
    let body = json!({"roadworks": [record("r1")]}).to_string();
    let http = Fake::default().with(&address("A5", "roadworks"), body);
    let options = json!({"roads": ["A5"], "services": ["roadworks"]});
    let event = read(&http, options).unwrap().events.unwrap().remove(0);
    assert_eq!(event.valid_from, Some(at("2026-07-01T07:00:00Z")));
    assert_eq!(event.valid_to, Some(at("2026-12-18T16:00:00Z")));
    let text = event.description.unwrap().de;
    assert_eq!(text, "Art der Maßnahme: Brücke\nDurchfahrtsbreite: 3.25");
    assert_eq!(
        event.direction.as_deref(),
        Some("Musterstadt Richtung Musterdorf")
    );
    assert_eq!(event.street.as_deref(), Some("A5"));
}

#[test]
fn positions_are_read_in_each_way_they_are_written() {
    let nothing = json!({"coordinate": null});
    let ways = [
        json!({"geometry": {"type": "LineString", "coordinates": [[8.61, 49.41], [8.62, 49.42]]}}),
        json!({"coordinate": {"type": "Point", "coordinates": ["8.61", "49.41"]}}),
        with(nothing.clone(), json!({"point": "8.61,49.41"})),
        with(nothing, json!({"point": "49.41,8.61"})),
        json!({"coordinate": {"lat": "8.61", "long": "49.41"}}),
    ];
    let list: Vec<_> = (0..)
        .zip(ways)
        .map(|(n, way)| with(record(&format!("{n}")), way))
        .collect();
    let http = Fake::default().with(
        &address("A5", "warning"),
        json!({"warning": list}).to_string(),
    );
    let events = read(&http, json!({"roads": ["A5"], "services": ["warning"]})).unwrap();
    let events = events.events.unwrap();
    assert_eq!(events.len(), 5);
    for event in &events {
        assert_eq!((event.line[0].lat(), event.line[0].lon()), (49.41, 8.61));
    }
    assert_eq!(events[0].line.len(), 2);
}

#[test]
fn a_list_that_cannot_be_had_ends_nothing() {
    let http = Fake::default().with(&address("A5", "roadworks"), r#"{"roadworks": []}"#);
    let options = json!({"roads": ["A5"], "services": ["roadworks", "closure"]});
    assert!(read(&http, options).is_err());
    let http = Fake::default().with(&address("A5", "roadworks"), r#"{"baustellen": []}"#);
    let options = json!({"roads": ["A5"], "services": ["roadworks"]});
    let error = read(&http, options).unwrap_err().to_string();
    assert!(error.contains("no list `roadworks`"), "{error}");
}

#[test]
fn wrong_options_say_what_is_possible() {
    let fault = |options| fake::fault(Autobahn, options);
    assert!(fault(json!({})).contains("`roads`"));
    assert!(fault(json!({"roads": []})).contains("`roads`"));
    assert!(fault(json!({"roads": ["../x"]})).contains("`../x`"));
    assert!(fault(json!({"roads": ["A5"], "services": ["webcam"]})).contains("closure"));
    assert!(fault(json!({"roads": ["A5"], "road": "A6"})).contains("`road`"));
}

#[test]
fn the_recorded_records_are_read() {
    for (service, file) in [
        ("roadworks", "Roadwork"),
        ("warning", "Warning"),
        ("closure", "Closure"),
    ] {
        let Some(payload) = fake::recorded(&format!("autobahn/{file}.json")) else {
            continue;
        };
        let real: Value = serde_json::from_slice(&payload).unwrap();
        // Where and until when it is has to fit the city and the day of the tests.
        let coordinate = json!({"coordinate": {"lat": "49.41", "long": "8.61"}});
        let list = json!({service: [with(real.clone(), coordinate)]}).to_string();
        let http = Fake::default().with(&address("A1", service), list);
        let feed = fake::feed(Autobahn, json!({"roads": ["A1"], "services": [service]}));
        let harvest = fake::read(
            &*fake::connector(&feed),
            &feed,
            &http,
            "2021-07-01T00:00:00Z",
        );
        let harvest = harvest.unwrap().unwrap();
        let event = &harvest.events.unwrap()[0];
        assert_eq!(event.title.de, real["title"].as_str().unwrap());
        assert!(event.valid_from.is_some() && event.description.is_some());
        if service == "roadworks" {
            assert_eq!(event.valid_to, Some(at("2021-11-28T16:00:00Z")));
        }
    }
}
