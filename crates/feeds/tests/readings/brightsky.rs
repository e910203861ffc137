//! Bright Sky: nulls, values of other stations, and warnings that come and go.

use domain::live::{ConnectorKind, Event, Property, Quality, Severity};
use feeds::ReadError;
use serde_json::{Value, json};

use crate::source::{Reading, Source, at, failing, feed, reasons, recorded, thing, value, values};

const WEATHER: &str = include_str!("../data/brightsky_weather_synthetic.json");
const ALERTS: &str = include_str!("../data/brightsky_alerts_synthetic.json");
const NOW: &str = "2026-11-22T12:10:00Z";

fn weather() -> Reading {
    let options = json!({"lat": 49.4, "lon": 8.7});
    Reading::of(feed(ConnectorKind::BrightSkyWeather, options), NOW)
}

fn alerts() -> Reading {
    let options = json!({"warn_cell_id": 812_345_678});
    Reading::of(feed(ConnectorKind::BrightSkyAlerts, options), NOW)
}

fn warnings(body: &str) -> Vec<Event> {
    alerts()
        .read(&Source::saying(body))
        .unwrap()
        .events
        .unwrap()
}

#[test]
fn the_weather_of_the_place_is_asked_for_in_known_units() {
    let source = Source::saying(WEATHER);
    weather().read(&source).unwrap();
    let address = "https://source.example/api/current_weather?lat=49.4&lon=8.7&units=dwd";
    assert_eq!(source.addresses(), [address]);
}

#[test]
fn values_of_the_nearest_station_are_as_they_were_measured() {
    let harvest = weather().read(&Source::saying(WEATHER)).unwrap();
    for (property, expected) in [
        (Property::AirTemperature, 8.4),
        (Property::DewPoint, 3.95),
        (Property::RelativeHumidity, 57.0),
        (Property::WindSpeed, 11.2),
        (Property::WindGust, 21.6),
        (Property::Precipitation, 0.0),
        (Property::SolarRadiation, 0.031),
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
fn a_value_of_another_station_says_so_with_the_distance() {
    let harvest = weather().read(&Source::saying(WEATHER)).unwrap();
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
    let harvest = weather().read(&Source::saying(WEATHER)).unwrap();
    assert_eq!(values(&harvest, "09001", Property::Visibility), []);
}

#[test]
fn the_sunshine_of_an_hour_counts_once() {
    let body = WEATHER.replace(
        "12:00:00+00:00\",\n    \"cloud",
        "12:10:00+00:00\",\n    \"cloud",
    );
    let harvest = weather().read(&Source::saying(body)).unwrap();
    assert_eq!(values(&harvest, "09001", Property::Sunshine), []);
    assert_eq!(values(&harvest, "09001", Property::WindSpeed).len(), 1);
}

#[test]
fn the_icon_is_not_read() {
    let body = WEATHER.replace("\"clear-day\"", "{\"icon\": [1]}");
    let with = weather().read(&Source::saying(WEATHER)).unwrap();
    assert_eq!(with, weather().read(&Source::saying(body)).unwrap());
}

#[test]
fn one_odd_value_leaves_the_others() {
    let body = WEATHER.replace("\"temperature\": 8.4", "\"temperature\": \"mild\"");
    let harvest = weather().read(&Source::saying(body)).unwrap();
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
        let read = weather().read(&Source::saying(body));
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
        let harvest = weather().read(&Source::saying(body)).unwrap();
        assert_eq!(
            value(&harvest, "09001", Property::DewPoint).end,
            at(instant)
        );
    }
}

#[test]
fn a_recorded_station_with_nulls_has_four_values() {
    let path = "brightsky/current_weather_issue168_stechlin_nulls.json";
    let Some(body) = recorded(path) else { return };
    let harvest = weather().read(&Source::saying(body)).unwrap();
    let properties: Vec<_> = harvest.datastreams.iter().map(|it| it.property).collect();
    let expected = [
        Property::AirTemperature,
        Property::DewPoint,
        Property::RelativeHumidity,
        Property::Precipitation,
    ];
    assert_eq!(properties, expected);
    assert_eq!(thing(&harvest, "03509").facts.distance_m, None);
    assert_eq!(reasons(&harvest), [""; 0]);
}

#[test]
fn warnings_are_asked_for_by_cell_or_by_place() {
    let source = Source::saying(ALERTS);
    alerts().read(&source).unwrap();
    let address = "https://source.example/api/alerts?warn_cell_id=812345678";
    assert_eq!(source.addresses(), [address]);
    let by_place = feed(
        ConnectorKind::BrightSkyAlerts,
        json!({"lat": 49.4, "lon": 8.7}),
    );
    let source = Source::saying(ALERTS);
    Reading::of(by_place, NOW).read(&source).unwrap();
    assert_eq!(
        source.addresses(),
        ["https://source.example/api/alerts?lat=49.4&lon=8.7"]
    );
    for options in [json!({}), json!({"lat": 49.4}), json!({"warn_cell": 1})] {
        let error = feeds::connector(&feed(ConnectorKind::BrightSkyAlerts, options));
        assert!(error.err().unwrap().to_string().contains("`warn_cell_id`"));
    }
}

#[test]
fn a_warning_has_its_level_its_time_and_its_texts_in_both_languages() {
    let warnings = warnings(ALERTS);
    let gusts = &warnings[0];
    assert_eq!(gusts.severity, Severity::Moderate);
    assert_eq!(gusts.valid_from, Some(at("2026-11-22T14:00:00Z")));
    assert_eq!(gusts.valid_to, Some(at("2026-11-22T20:00:00Z")));
    assert_eq!(gusts.title.de, "Amtliche WARNUNG vor STURMBÖEN");
    assert_eq!(
        gusts.title.en.as_deref(),
        Some("Official WARNING of GALE-FORCE GUSTS")
    );
    let instruction = gusts.instruction.as_ref().unwrap();
    assert_eq!(
        (instruction.de.as_str(), &instruction.en),
        ("Sichern Sie lose Gegenstände.", &None)
    );
}

#[test]
fn a_warning_without_an_end_goes_on_from_the_moment_it_was_issued() {
    let ice = &warnings(ALERTS)[1];
    assert_eq!(ice.severity, Severity::Severe);
    assert_eq!(ice.valid_from, Some(at("2026-11-22T10:00:00Z")));
    assert_eq!(ice.valid_to, None);
    assert!(ice.holds_at(at("2030-01-01T00:00:00Z")));
}

#[test]
fn a_warning_in_english_only_and_of_an_unknown_level_is_better_than_none() {
    let fog = &warnings(ALERTS)[2];
    assert_eq!(
        (fog.severity, fog.title.de.as_str()),
        (Severity::Unknown, "fog")
    );
}

#[test]
fn tests_all_clears_repetitions_and_past_warnings_are_left_out() {
    let harvest = alerts().read(&Source::saying(ALERTS)).unwrap();
    assert_eq!(
        (harvest.seen, harvest.events.as_ref().unwrap().len()),
        (10, 3)
    );
    let reasons = reasons(&harvest);
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    assert!(reasons[0].contains("`morgen` is not a time"), "{reasons:?}");
    assert!(
        reasons[1].contains("alert 9: `nothing` is not the identifier"),
        "{reasons:?}"
    );
    assert!(reasons[2].contains("alert 10: invalid type"), "{reasons:?}");
}

#[test]
fn an_update_replaces_its_warning_and_a_cancelled_one_comes_no_more() {
    let list = |ids: &[&str]| {
        let alert = |id: &&str| json!({"alert_id": id, "headline_de": "Sturm"});
        let alerts: Vec<Value> = ids.iter().map(alert).collect();
        warnings(&json!({"alerts": alerts}).to_string())
    };
    let ids = |events: Vec<Event>| -> Vec<String> {
        events.iter().map(|event| event.id.to_string()).collect()
    };
    assert_eq!(ids(list(&["storm.1", "ice"])), ["feed:storm.1", "feed:ice"]);
    assert_eq!(ids(list(&["storm.2"])), ["feed:storm.2"]);
    assert_eq!(ids(list(&[])), [""; 0]);
}

#[test]
fn an_answer_without_a_list_does_not_take_warnings_back() {
    for body in [
        "{}",
        "{\"alerts\":null}",
        "{\"alerts\":{}}",
        "<html>",
        "[]",
        "",
    ] {
        let read = alerts().read(&Source::saying(body));
        assert!(matches!(read, Err(ReadError::Unreadable { .. })), "{body}");
    }
}
