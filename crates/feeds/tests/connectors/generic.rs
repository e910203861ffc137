//! JSON and CSV by a mapping.

use domain::live::{Aggregation, ConnectorKind::Generic, Harvest, VehicleClass};
use feeds::ReadError;
use serde_json::{Value, json};

use crate::fake::{self, Fake};

const NOW: &str = "2026-11-22T12:00:00Z";

fn read(options: &Value, body: impl Into<Vec<u8>>, now: &str) -> Result<Harvest, ReadError> {
    let feed = fake::feed(Generic, options.clone());
    let http = Fake::default().with(&feed.url, body);
    fake::read(&*fake::connector(&feed), &feed, &http, now).map(Option::unwrap)
}

fn fault(options: &Value, body: impl Into<Vec<u8>>) -> String {
    read(options, body, NOW).unwrap_err().to_string()
}

fn with(mut options: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    options.pointer_mut(parent).unwrap()[key] = value;
    options
}

/// Boxes, each with several values.
fn boxes() -> Value {
    json!({
        "format": "json",
        "records": "/boxes",
        "thing": {"kind": "sensor", "id": "/id", "name": "/name", "lat": "/at/lat", "lon": "/at/lon"},
        "time": {"fields": ["/time"], "format": "rfc3339"},
        "values": [
            {"field": "/temperature", "property": "air_temperature", "factor": 0.1, "offset": -1},
            {"field": "/noise", "property": "sound_level", "aggregation": "mean", "period_minutes": 10},
        ],
    })
}

const BOXES: &str = include_str!("../data/generic_boxes_synthetic.json");

#[test]
fn values_of_a_record_are_read_with_factor_offset_and_period() {
    let harvest = read(&boxes(), BOXES, NOW).unwrap();
    let names: Vec<_> = harvest
        .things
        .iter()
        .map(|it| (it.id.as_str(), it.name.as_str()))
        .collect();
    assert_eq!(names, [("feed:1", "Am Fluss"), ("feed:b2", "b2")]);
    let at = "2026-11-22T11:50:00Z".to_owned();
    let of = |stream: &str| fake::values(&harvest, stream);
    assert_eq!(of("feed:1:air_temperature"), [(at.clone(), Some(20.5))]);
    assert_eq!(of("feed:1:sound_level"), [(at.clone(), None)]);
    assert_eq!(of("feed:b2:sound_level"), [(at, Some(48.0))]);
    let noise = harvest
        .datastreams
        .iter()
        .find(|it| it.id.as_str() == "feed:1:sound_level")
        .unwrap();
    assert_eq!(noise.aggregation, Aggregation::Mean);
    assert_eq!(
        fake::rejections(&harvest),
        [
            "record 3: it has no `/id` (`thing.id`), but `/name`, `/temperature`, `/time`",
            "record 4, `/temperature`: `warm` is not a number",
            "record 5, `/temperature`: `gestern` is not a time as `rfc3339`",
        ]
    );
    assert_eq!(harvest.seen, 6);
}

#[test]
fn known_things_need_no_position_in_the_source() {
    let known = json!([{"id": "b2", "name": "Am Turm", "lat": 49.4, "lon": 8.6}]);
    let options = with(boxes(), "/things", known);
    let options = with(options, "/thing", json!({"kind": "sensor", "id": "/id"}));
    let harvest = read(&options, BOXES, NOW).unwrap();
    assert_eq!(harvest.things.len(), 1);
    assert_eq!(harvest.things[0].name, "Am Turm");
    assert!(harvest.things[0].position.is_some());
    let options = with(options, "/thing", json!({"kind": "sensor"}));
    let one = r#"{"boxes": {"time": "2026-11-22T11:50:00Z", "temperature": 5}}"#;
    assert_eq!(
        read(&options, one, NOW).unwrap().things[0].id.as_str(),
        "feed:b2"
    );
}

/// A table of counts in which every row is one class and direction.
fn counts(zone: &str) -> Value {
    json!({
        "format": "csv", "delimiter": ";", "decimal_comma": true,
        "thing": {"kind": "traffic_counter"},
        "things": [{"id": "t", "name": "Tor", "lat": 49.4, "lon": 8.6}],
        "time": {"fields": ["Datum", "#2"], "format": "%d.%m.%Y %H:%M", "zone": zone, "marks": "start"},
        "values": [{
            "field": "Anzahl", "property": "vehicle_count", "aggregation": "count", "period_minutes": 60,
            "class_field": "Klasse", "classes": {"Pkw": "car"}, "direction_field": "Richtung",
        }],
    })
}

fn count(zone: &str, time: &str, now: &str) -> Vec<(String, Option<f64>)> {
    let table = format!("Datum;Zeit;Klasse;Richtung;Anzahl\n{time};Pkw;Nord;1.012,0\n");
    let harvest = read(&counts(zone), table, now).unwrap();
    assert_eq!(harvest.datastreams[0].class, Some(VehicleClass::Car));
    fake::values(&harvest, "feed:t:vehicle_count:car:Nord")
}

#[test]
fn each_clock_is_read_as_the_mapping_says_in_both_nights_of_the_change() {
    let of = |zone: &str, time: &str, now: &str| count(zone, time, now).remove(0);
    let summer = |zone: &str| of(zone, "01.07.2026;12:00", NOW).0;
    assert_eq!(summer("utc"), "2026-07-01T13:00:00Z");
    assert_eq!(summer("cet"), "2026-07-01T12:00:00Z");
    assert_eq!(summer("city"), "2026-07-01T11:00:00Z");
    // The clock is put back: 2:30 comes twice, and what comes was just measured.
    let first = of("city", "25.10.2026;02:30", "2026-10-25T01:00:00Z");
    let second = of("city", "25.10.2026;02:30", "2026-10-25T02:00:00Z");
    assert_eq!(first, ("2026-10-25T01:30:00Z".to_owned(), Some(1012.0)));
    assert_eq!(second.0, "2026-10-25T02:30:00Z");
    assert_eq!(of("cet", "25.10.2026;02:30", NOW).0, "2026-10-25T02:30:00Z");
    // It is put forward: 2:30 never comes, but Central European Time has it.
    let options = counts("city");
    let never = "Datum;Zeit;Klasse;Richtung;Anzahl\n29.03.2026;02:30;Pkw;Nord;1\n";
    assert!(fault(&options, never).contains("not a time"));
    assert_eq!(of("cet", "29.03.2026;02:30", NOW).0, "2026-03-29T02:30:00Z");
}

#[test]
fn a_class_that_the_mapping_does_not_know_is_told() {
    let table = "Datum;Zeit;Klasse;Richtung;Anzahl\n01.07.2026;12:00;bus;Nord;1\n01.07.2026;12:00;Kutsche;Nord;1\n01.07.2026;12:00;Pkw;--;--\n";
    let harvest = read(&counts("utc"), table, NOW).unwrap();
    assert_eq!(
        fake::rejections(&harvest),
        ["record 2, `Anzahl`: `Kutsche` is not in `classes`"]
    );
    let ids: Vec<_> = harvest
        .datastreams
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(
        ids,
        ["feed:t:vehicle_count:bus:Nord", "feed:t:vehicle_count:car"]
    );
    assert_eq!(harvest.observations[1].observation.value, None);
}

#[test]
fn a_wrong_mapping_says_which_key_is_wrong_and_what_is_possible() {
    let of = |pointer: &str, value: Value| fake::fault(Generic, with(boxes(), pointer, value));
    let told = [
        (
            of("/values/0/property", json!("temprature")),
            "air_temperature",
        ),
        (of("/thing/kind", json!("box")), "weather_station"),
        (of("/format", json!("xml")), "`csv`"),
        (of("/recrods", json!("/x")), "`records`"),
        (of("/values", json!([])), "`values`"),
        (of("/thing/id", Value::Null), "`thing.id`"),
        (of("/thing/lat", Value::Null), "`thing.lat`"),
        (of("/time/format", json!("iso")), "rfc3339"),
        (of("/time/format", json!("%Y-%m-%d")), "utc, cet or city"),
        (of("/time/zone", json!("mez")), "`cet`"),
        (of("/values/1/period_minutes", Value::Null), "`aggregation`"),
        (of("/values/0/class", json!("pkw")), "`car`"),
    ];
    for (told, expected) in told {
        assert!(told.contains(expected), "{expected} is not in: {told}");
    }
    let around = with(counts("utc"), "/values/0/field", json!("../Anzahl"));
    assert!(fake::fault(Generic, around).contains("`../Anzahl`"));
}

#[test]
fn a_mapping_that_does_not_fit_the_answer_says_what_is_there() {
    let astray = with(boxes(), "/records", json!("/sensors/*"));
    assert!(fault(&astray, BOXES).contains("there is no `sensors`, but `/boxes`, `/total`"));
    let barren = with(
        boxes(),
        "/values",
        json!([{"field": "/temp", "property": "air_temperature"}]),
    );
    let told = fault(&barren, BOXES);
    assert!(
        told.contains("no record has `/temp`; a record has `/at`"),
        "{told}"
    );
    let only = json!([{"field": "/noise", "property": "sound_level", "only": {"/kind": "x"}}]);
    assert!(fault(&with(boxes(), "/values", only), BOXES).contains("`only`"));
    assert!(
        fault(&counts("utc"), "Tag;Zeit\n1;2\n")
            .contains("no record has `Anzahl`; a record has `Tag`, `Zeit`")
    );
    assert!(fault(&boxes(), "<html>").contains("cannot be read"));
}

#[test]
fn an_unchanged_or_empty_list_is_no_fault() {
    let feed = fake::feed(Generic, boxes());
    let http = Fake::default().unchanged(&feed.url);
    assert_eq!(
        fake::read(&*fake::connector(&feed), &feed, &http, NOW).unwrap(),
        None
    );
    assert_eq!(read(&boxes(), r#"{"boxes": []}"#, NOW).unwrap().seen, 0);
}
