//! Bright Sky: nulls, and values of other stations.

use domain::live::{ConnectorKind, Property, Quality};
use feeds::{Answer, ReadError};
use serde_json::{Value, json};

use crate::source::{
    Reading, Source, answer, at, failing, feed, parameter, reasons, recorded, thing, value, values,
};

pub(crate) const WEATHER: &str = include_str!("../data/brightsky_weather_synthetic.json");
const NOW: &str = "2026-11-22T12:10:00Z";

pub(crate) fn weather() -> Reading {
    let options = json!({"lat": 49.4, "lon": 8.7});
    Reading::of(feed(ConnectorKind::BrightSkyWeather, options), NOW)
}

/// A source with this weather now, and no hours before.
pub(crate) fn telling(now: impl Into<Vec<u8>>) -> Source {
    with_hours(now, |_| Ok(answer(r#"{"weather": []}"#)))
}

/// A source with this weather now; months are answered by their first day.
pub(crate) fn with_hours(
    now: impl Into<Vec<u8>>,
    month: impl Fn(&str) -> Result<Answer, u16> + Send + Sync + 'static,
) -> Source {
    let now = now.into();
    Source::new(move |get| match parameter(get, "date") {
        None => Ok(answer(now.clone())),
        Some(date) => month(date).map_err(|status| failing(get, status)),
    })
}

#[test]
fn the_weather_of_the_place_is_asked_for_in_known_units() {
    let source = telling(WEATHER);
    weather().read(&source).unwrap();
    let addresses = source.addresses();
    let address = "https://source.example/api/current_weather?lat=49.4&lon=8.7&units=dwd";
    assert_eq!(addresses[0], address);
    // Then the station that answered is asked for its last months.
    let months = [("2026-10-01", "2026-11-01"), ("2026-11-01", "2026-12-01")];
    let months = months.map(|(date, last_date)| {
        format!(
            "https://source.example/api/weather?dwd_station_id=09001&date={date}&last_date={last_date}&units=dwd"
        )
    });
    assert_eq!(addresses[1..], months);
}

#[test]
fn values_of_the_nearest_station_are_as_they_were_measured() {
    let harvest = weather().read(&telling(WEATHER)).unwrap();
    for (property, expected) in [
        (Property::AirTemperature, 8.4),
        (Property::DewPoint, 3.95),
        (Property::RelativeHumidity, 57.0),
        (Property::WindSpeed, 10.1),
        (Property::WindGust, 24.1),
        (Property::Precipitation, 1.2),
        (Property::SolarRadiation, 0.09),
        (Property::Sunshine, 12.0),
    ] {
        let seen = value(&harvest, "09001", property);
        assert_eq!(
            (seen.value, seen.quality),
            (Some(expected), Quality::Ok),
            "{property:?}"
        );
        assert_eq!(seen.end, at("2026-11-22T12:00:00Z"));
    }
}

#[test]
fn means_and_sums_are_those_of_whole_half_hours_and_hours() {
    for (time, counted) in [
        ("12:00", [1, 1, 1]),
        ("11:30", [1, 1, 0]),
        ("11:50", [1, 0, 0]),
    ] {
        let body = WEATHER.replacen("12:00:00+00:00", &format!("{time}:00+00:00"), 1);
        let harvest = weather().read(&telling(body)).unwrap();
        let properties = [
            Property::AirTemperature,
            Property::WindSpeed,
            Property::Precipitation,
        ];
        let found = properties.map(|property| values(&harvest, "09001", property).len());
        assert_eq!(found, counted, "{time}");
    }
}

#[test]
fn a_value_of_another_station_says_so_with_the_distance() {
    let harvest = weather().read(&telling(WEATHER)).unwrap();
    let pressure = value(&harvest, "09001", Property::Pressure);
    assert_eq!(
        (pressure.value, pressure.quality),
        (Some(1013.3), Quality::FallbackStation)
    );
    let clouds = value(&harvest, "09001", Property::CloudCover);
    assert_eq!(clouds.quality, Quality::FallbackStation);
    let station = thing(&harvest, "09001");
    assert_eq!(station.facts.distance_m, Some(31_250.0));
    assert_eq!(station.name, "Musterstadt-Ost");
    // Outside the city, and still the station of its weather.
    assert!(station.position.unwrap().lon() > 8.8);
}

#[test]
fn a_null_is_no_observation_and_never_zero() {
    let harvest = weather().read(&telling(WEATHER)).unwrap();
    assert_eq!(values(&harvest, "09001", Property::Visibility), []);
}

#[test]
fn the_icon_is_not_read() {
    let body = WEATHER.replace("\"clear-day\"", "{\"icon\": [1]}");
    let with = weather().read(&telling(WEATHER)).unwrap();
    assert_eq!(with, weather().read(&telling(body)).unwrap());
}

#[test]
fn one_odd_value_leaves_the_others() {
    let body = WEATHER.replace("\"temperature\": 8.4", "\"temperature\": \"mild\"");
    let harvest = weather().read(&telling(body)).unwrap();
    assert_eq!(reasons(&harvest), ["temperature: `mild` is not a number"]);
    assert!(
        value(&harvest, "09001", Property::RelativeHumidity)
            .value
            .is_some()
    );
}

#[test]
fn weather_without_a_time_or_a_station_is_unreadable() {
    let whole: Value = serde_json::from_str(WEATHER).unwrap();
    let without = |part: &str, name: &str| {
        let mut body = whole.clone();
        body.pointer_mut(part)
            .unwrap()
            .as_object_mut()
            .unwrap()
            .remove(name);
        body.to_string()
    };
    for body in [
        without("", "weather"),
        without("", "sources"),
        without("/weather", "timestamp"),
        without("/weather", "source_id"),
        WEATHER.replace("+00:00", ""),
        "[]".to_owned(),
        "<html>".to_owned(),
    ] {
        let read = weather().read(&telling(body));
        assert!(matches!(read, Err(ReadError::Unreadable { .. })));
    }
}

#[test]
fn a_place_without_a_station_fails_with_its_status() {
    let source = Source::new(|get| Err(failing(get, 404)));
    let error = weather().read(&source).unwrap_err();
    assert!(error.to_string().ends_with("status 404"));
}

#[test]
fn both_nights_in_which_the_clock_is_changed_are_told_by_the_offset() {
    for (told, instant) in [
        ("2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00Z"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z"),
        ("2026-03-29T03:30:00+02:00", "2026-03-29T01:30:00Z"),
    ] {
        let body = WEATHER.replacen("2026-11-22T12:00:00+00:00", told, 1);
        let harvest = weather().read(&telling(body)).unwrap();
        assert_eq!(
            value(&harvest, "09001", Property::DewPoint).end,
            at(instant)
        );
    }
}

#[test]
fn a_recorded_station_with_nulls_has_three_values() {
    let path = "brightsky/current_weather_issue168_stechlin_nulls.json";
    let Some(body) = recorded(path) else { return };
    let harvest = weather().read(&telling(body)).unwrap();
    let properties: Vec<_> = harvest.datastreams.iter().map(|it| it.property).collect();
    let expected = [
        Property::AirTemperature,
        Property::DewPoint,
        Property::RelativeHumidity,
    ];
    assert_eq!(properties, expected);
    assert_eq!(thing(&harvest, "03509").facts.distance_m, None);
    assert_eq!(reasons(&harvest), [""; 0]);
}
