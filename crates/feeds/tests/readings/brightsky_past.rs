//! Bright Sky: the months before the first reading.

use domain::live::{ConnectorKind, Property};
use serde_json::json;

use crate::{
    brightsky::{WEATHER, telling, weather, with_hours},
    source::{answer, feed, reasons, value, values},
};

/// What the hours before say, by a station of which the numbers 1 and 2 are known, and of another one.
const HOURS: &str = r#"{
  "weather": [
    {"timestamp": "2026-11-21T23:00:00+00:00", "source_id": 1, "temperature": 3.5, "precipitation": 0.2},
    {"timestamp": "2026-11-22T00:00:00+00:00", "source_id": 2, "temperature": "3.1", "precipitation": null},
    {"timestamp": "2026-11-22T01:00:00+00:00", "source_id": 3, "temperature": 9.9, "precipitation": 9.9},
    {"timestamp": "2026-11-22T02:00:00+00:00", "source_id": 1, "temperature": 2.8, "precipitation": 9.9, "fallback_source_ids": {"precipitation": 3}},
    {"timestamp": "2026-11-22T03:00:00+00:00", "source_id": 1, "temperature": "cold", "precipitation": 0.0},
    {"timestamp": "2026-11-22T12:00:00+00:00", "source_id": 1, "temperature": 9.9},
    {"timestamp": "2026-11-23T12:00:00+00:00", "source_id": 1, "temperature": 9.9},
    7
  ],
  "sources": [
    {"id": 1, "dwd_station_id": "09001", "observation_type": "historical"},
    {"id": 2, "dwd_station_id": "09001", "observation_type": "synop"},
    {"id": 3, "dwd_station_id": "09002", "observation_type": "synop"}
  ]
}"#;

#[test]
fn hours_before_are_those_of_the_same_station_and_not_of_the_future() {
    let source = with_hours(WEATHER, |date| match date {
        "2026-11-01" => Ok(answer(HOURS)),
        // The station is younger.
        _ => Err(404),
    });
    let harvest = weather().read(&source).unwrap();
    let told = |property| {
        let all = values(&harvest, "09001", property).into_iter();
        all.map(|seen| (seen.end.to_string(), seen.value.unwrap()))
            .collect::<Vec<_>>()
    };
    let day = |time: &str, value| (format!("2026-11-{time}:00:00Z"), value);
    assert_eq!(
        told(Property::AirTemperature),
        [
            day("21T23", 3.5),
            day("22T00", 3.1),
            day("22T02", 2.8),
            day("22T12", 8.4),
        ]
    );
    assert_eq!(
        told(Property::Precipitation),
        [day("21T23", 0.2), day("22T03", 0.0), day("22T12", 1.2)]
    );
    let reasons = reasons(&harvest);
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert_eq!(reasons[0], "temperature: `cold` is not a number");
}

#[test]
fn without_the_months_before_there_is_the_weather_and_they_are_asked_for_again() {
    let weather = weather();
    let connector = weather.connector();
    let failing = with_hours(WEATHER, |_| Err(500));
    let harvest = weather.read_with(&*connector, &failing).unwrap();
    assert!(reasons(&harvest)[0].starts_with("the months before: "));
    assert_eq!(
        value(&harvest, "09001", Property::AirTemperature).value,
        Some(8.4)
    );
    let back = telling(WEATHER);
    for asked in [3, 4] {
        weather.read_with(&*connector, &back).unwrap();
        assert_eq!(back.addresses().len(), asked);
    }
}

#[test]
fn so_many_months_as_a_city_wants_are_read_and_not_more_than_there_are() {
    let options = |months| json!({"lat": 49.4, "lon": 8.7, "months": months});
    for (months, is_known) in [(1, false), (2, true), (26, true), (27, false)] {
        let feed = feed(ConnectorKind::BrightSkyWeather, options(months));
        assert_eq!(feeds::connector(&feed).is_ok(), is_known, "{months}");
    }
}
