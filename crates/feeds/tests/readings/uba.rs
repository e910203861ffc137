//! The Umweltbundesamt: hour 24, winter time in summer, and values that are revised.

use domain::live::{ConnectorKind, Property, Quality};
use feeds::{Answer, Get, ReadError};
use serde_json::json;

use crate::source::{
    Reading, Source, answer, at, failing, feed, parameter, reasons, recorded, thing, value, values,
};

const MEASURES: &str = include_str!("../data/uba_measures_synthetic.json");
const AIR_QUALITY: &str = include_str!("../data/uba_airquality_synthetic.json");
const STATIONS: &str = include_str!("../data/uba_stations_synthetic.json");

fn reading() -> Reading {
    let options = json!({"station": "DEXX001", "components": ["NO2"]});
    Reading::of(feed(ConnectorKind::Uba, options), "2026-11-22T05:30:00Z")
}

fn reply(get: &Get, measures: &str) -> Answer {
    let path = get.url.split('?').next().unwrap();
    answer(match path.strip_prefix("https://source.example/api/") {
        Some("stations/json") => STATIONS,
        Some("airquality/json") => AIR_QUALITY,
        Some("measures/json") => measures,
        other => panic!("{other:?} is not an address of the source"),
    })
}

fn source(measures: impl Into<String>) -> Source {
    let measures = measures.into();
    Source::new(move |get| Ok(reply(get, &measures)))
}

#[test]
fn index_and_components_are_asked_for_the_last_two_days_and_today() {
    let source = source(MEASURES);
    reading().read(&source).unwrap();
    let days = "date_from=2026-11-20&time_from=1&date_to=2026-11-22&time_to=24";
    let expected = [
        format!("stations/json?station=DEXX001&{days}&use=airquality&lang=de"),
        format!("airquality/json?station=DEXX001&{days}"),
        format!("measures/json?station=DEXX001&{days}&component=5&scope=2"),
    ]
    .map(|rest| format!("https://source.example/api/{rest}"));
    assert_eq!(source.addresses(), expected);
}

#[test]
fn hours_end_in_winter_time_and_hour_24_at_midnight() {
    let harvest = reading().read(&source(MEASURES)).unwrap();
    let hours: Vec<_> = values(&harvest, "DEXX001", Property::No2)
        .iter()
        .map(|hour| (hour.end.to_string(), hour.value))
        .collect();
    let expected = [
        ("2026-11-21T22:00:00Z".to_owned(), Some(31.0)),
        ("2026-11-21T23:00:00Z".to_owned(), Some(29.0)),
        ("2026-11-22T00:00:00Z".to_owned(), None),
        ("2026-11-22T01:00:00Z".to_owned(), Some(27.5)),
    ];
    assert_eq!(hours, expected);
}

#[test]
fn values_are_provisional_and_a_null_is_missing() {
    let harvest = reading().read(&source(MEASURES)).unwrap();
    let hours = values(&harvest, "DEXX001", Property::No2);
    assert_eq!(hours[0].quality, Quality::Provisional);
    assert_eq!((hours[2].value, hours[2].quality), (None, Quality::Missing));
}

#[test]
fn the_index_of_an_hour_is_kept_and_that_of_no_hour_is_missing() {
    let harvest = reading().read(&source(MEASURES)).unwrap();
    let index = values(&harvest, "DEXX001", Property::AirQualityIndex);
    assert_eq!(
        (index[0].value, index[0].end),
        (Some(2.0), at("2026-11-22T00:00:00Z"))
    );
    assert_eq!((index[1].value, index[1].quality), (None, Quality::Missing));
}

#[test]
fn a_row_of_another_scope_component_length_or_shape_is_rejected() {
    let harvest = reading().read(&source(MEASURES)).unwrap();
    let expected = [
        "2026-11-22 02:00:00: `6` is not the scope of hourly means",
        "2026-11-22 03:00:00: `99` is not a known component",
        "2026-11-22 04:00:00: `2026-11-22 04:00:00 to 2026-11-22 04:00:00` is not an hour",
        "2026-11-22 05:00:00: `nothing` is not a known component",
    ];
    assert_eq!(reasons(&harvest), expected);
}

#[test]
fn the_station_is_asked_for_once() {
    let reading = reading();
    let connector = reading.connector();
    let first = source(MEASURES);
    let harvest = reading.read_with(&*connector, &first).unwrap();
    let station = thing(&harvest, "DEXX001");
    assert_eq!(station.name, "Musterstadt");
    assert!(station.position.is_some());
    let second = source(MEASURES);
    let again = reading.read_with(&*connector, &second).unwrap();
    assert_eq!(second.addresses().len(), 2);
    assert_eq!(again.things, harvest.things);
}

#[test]
fn without_the_list_of_stations_there_are_still_values() {
    let source = Source::new(|get| {
        if get.url.contains("/stations/") {
            return Err(failing(get, 500));
        }
        let of_one = json!({"data": {"901": {
            "2026-11-22 00:00:00": [5, 2, 12, "2026-11-22 01:00:00", "0"],
        }}});
        Ok(reply(get, &of_one.to_string()))
    });
    let harvest = reading().read(&source).unwrap();
    assert_eq!(value(&harvest, "DEXX001", Property::No2).value, Some(12.0));
    assert_eq!(thing(&harvest, "DEXX001").name, "DEXX001");
    assert!(reasons(&harvest)[0].ends_with("status 500"));
}

#[test]
fn both_nights_in_which_the_clock_is_changed_have_an_hour_for_each_hour() {
    for (day, first) in [
        ("2026-03-29", "2026-03-29T00:00:00Z"),
        ("2026-10-25", "2026-10-25T00:00:00Z"),
    ] {
        let hours: serde_json::Map<_, _> = (0..24)
            .map(|hour| {
                let end = format!("{day} {:02}:00:00", hour + 1);
                (
                    format!("{day} {hour:02}:00:00"),
                    json!([5, 2, hour, end, "0"]),
                )
            })
            .collect();
        let measures = json!({"data": {"901": hours}}).to_string();
        let harvest = reading().read(&source(measures)).unwrap();
        let seen = values(&harvest, "DEXX001", Property::No2);
        assert_eq!((seen.len(), seen[0].end), (24, at(first)));
        let apart = seen
            .windows(2)
            .map(|two| two[1].end.duration_since(two[0].end).as_hours());
        assert!(apart.eq([1; 23]));
    }
}

#[test]
fn no_data_is_an_empty_list_and_no_fault() {
    let harvest = reading().read(&source("{\"data\":[]}")).unwrap();
    assert_eq!(values(&harvest, "DEXX001", Property::No2), []);
    assert_eq!(reasons(&harvest), [""; 0]);
    let empty = reading().read(&source("{\"data\":{\"901\":[]}}")).unwrap();
    assert_eq!(reasons(&empty), [""; 0]);
}

#[test]
fn an_answer_without_data_is_unreadable() {
    for body in [
        "{}",
        "[]",
        "{\"data\":1}",
        "{\"data\":{\"901\":\"x\"}}",
        "<html>",
        "",
    ] {
        let read = reading().read(&source(body));
        assert!(matches!(read, Err(ReadError::Unreadable { .. })), "{body}");
    }
}

#[test]
fn all_four_components_are_read_unless_told_otherwise() {
    let all = feed(ConnectorKind::Uba, json!({"station": "DEXX001"}));
    let source = source("{\"data\":[]}");
    Reading::of(all, "2026-11-22T05:30:00Z")
        .read(&source)
        .unwrap();
    let asked = source.asked.lock().unwrap();
    let numbers: Vec<_> = asked
        .iter()
        .filter_map(|get| parameter(get, "component"))
        .collect();
    assert_eq!(numbers, ["1", "3", "5", "9"]);
    let unknown = feed(
        ConnectorKind::Uba,
        json!({"station": "DEXX001", "components": ["NO"]}),
    );
    let error = feeds::connector(&unknown).err().unwrap();
    assert!(error.to_string().contains("`NO`"));
}

#[test]
fn recorded_measures_have_an_hour_without_a_value() {
    let Some(measures) = recorded("uba_air_v3/measures_reduced.json") else {
        return;
    };
    let measures = String::from_utf8(measures)
        .unwrap()
        .replace("\"21\"", "\"901\"");
    let mut reading = reading();
    reading.now = at("2026-04-08T00:00:00Z");
    let harvest = reading.read(&source(measures)).unwrap();
    let hours = values(&harvest, "DEXX001", Property::No2);
    assert_eq!(
        (hours[0].value, hours[0].end),
        (Some(4.0), at("2026-04-07T12:00:00Z"))
    );
    assert_eq!((hours.len(), hours[1].quality), (2, Quality::Missing));
}

#[test]
fn rows_of_version_2_are_objects_and_read_too() {
    let (Some(air), Some(measures)) = (
        recorded("uba_air_v3/openapi_airquality_example.json"),
        recorded("uba_air_v3/openapi_measures_example.json"),
    ) else {
        return;
    };
    let source = Source::new(move |get| {
        let asked = |what| get.url.contains(what);
        let recorded = [("/airquality/", &air), ("/measures/", &measures)];
        let found = recorded.iter().find(|(what, _)| asked(*what));
        Ok(found.map_or_else(|| reply(get, ""), |(_, body)| answer((*body).clone())))
    });
    let harvest = reading().read(&source).unwrap();
    let index = value(&harvest, "DEXX001", Property::AirQualityIndex);
    assert_eq!(
        (index.value, index.end),
        (Some(0.0), at("2019-01-01T00:00:00Z"))
    );
    // A daily mean that slides by the hour, and no hourly one.
    assert!(reasons(&harvest)[0].contains("`6` is not the scope"));
}

#[test]
fn a_recorded_station_gives_its_name_and_position() {
    let Some(stations) = recorded("uba_air_v3/stations_reduced.json") else {
        return;
    };
    let source = Source::new(move |get| {
        let list = get.url.contains("/stations/");
        let body = if list {
            stations.clone()
        } else {
            b"{\"data\":[]}".to_vec()
        };
        Ok(answer(body))
    });
    let wedding = feed(ConnectorKind::Uba, json!({"station": "DEBE021"}));
    let reading = Reading {
        area: domain::BoundingBox::new(13.1, 52.3, 13.8, 52.7).unwrap(),
        ..Reading::of(wedding, "2026-11-22T05:30:00Z")
    };
    let harvest = reading.read(&source).unwrap();
    let station = thing(&harvest, "DEBE021");
    assert_eq!(station.name, "Berlin Wedding");
    let position = station.position.unwrap();
    assert_eq!((position.lat(), position.lon()), (52.5491, 13.3495));
}
