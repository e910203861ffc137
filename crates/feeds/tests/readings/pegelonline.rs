//! Pegelonline: units, marks, gaps, and the clock at the gauge.

use domain::live::{ConnectorKind, Property, Quality};
use feeds::{Answer, FetchError, Get, ReadError};
use serde_json::json;

use crate::source::{
    Reading, Source, answer, at, failing, feed, reasons, recorded, thing, value, values,
};

const STATION: &str = include_str!("../data/pegelonline_station_synthetic.json");
const MEASUREMENTS: &str = include_str!("../data/pegelonline_measurements_synthetic.json");
const UUID: &str = "11111111-2222-3333-4444-555555555555";

fn reading_of(timeseries: &[&str]) -> Reading {
    let options = json!({"station": UUID, "timeseries": timeseries});
    Reading::of(
        feed(ConnectorKind::Pegelonline, options),
        "2026-11-22T12:06:00Z",
    )
}

fn reading() -> Reading {
    reading_of(&["W", "Q"])
}

/// A gauge whose station is as given and whose history is empty.
fn gauge(station: impl Into<String>) -> Source {
    let station = station.into();
    Source::new(move |get| Ok(reply(get, &station, "[]")))
}

fn reply(get: &Get, station: &str, measurements: &str) -> Answer {
    let history = get.url.contains("measurements.json");
    answer(if history { measurements } else { station })
}

#[test]
fn the_newest_level_and_discharge_are_read_in_one_request() {
    let source = gauge(STATION);
    let harvest = reading().read(&source).unwrap();
    let address = format!(
        "https://source.example/api/stations/{UUID}.json?includeTimeseries=true\
         &includeCurrentMeasurement=true&includeCharacteristicValues=true"
    );
    assert_eq!(source.addresses()[0], address);
    let level = value(&harvest, UUID, Property::WaterLevel);
    assert_eq!(
        (level.value, level.end),
        (Some(243.0), at("2026-11-22T12:00:00Z"))
    );
    let discharge = value(&harvest, UUID, Property::Discharge);
    assert_eq!(
        (discharge.value, discharge.end),
        (Some(102.5), at("2026-11-22T11:45:00Z"))
    );
}

#[test]
fn raw_data_are_provisional() {
    let harvest = reading().read(&gauge(STATION)).unwrap();
    assert_eq!(
        value(&harvest, UUID, Property::WaterLevel).quality,
        Quality::Provisional
    );
    assert_eq!(
        value(&harvest, UUID, Property::Discharge).quality,
        Quality::Ok
    );
}

#[test]
fn what_the_level_means_is_told_by_marks_in_its_unit() {
    let harvest = reading().read(&gauge(STATION)).unwrap();
    let gauge = thing(&harvest, UUID);
    assert_eq!(gauge.name, "MUSTERSTADT UP");
    assert_eq!(gauge.facts.water.as_deref(), Some("MUSTERFLUSS"));
    let marks: Vec<_> = gauge
        .facts
        .marks
        .iter()
        .map(|it| (&*it.name, it.value))
        .collect();
    // The highest level is told in metres above the sea and the first mark without a value.
    assert_eq!(marks, [("MW", 231.0), ("HSW", 260.0)]);
    assert_eq!(gauge.facts.marks[0].long_name, "Mittlerer Wasserstand");
}

#[test]
fn a_level_in_metres_becomes_one_in_centimetres_and_an_unknown_unit_none() {
    let metres = STATION.replacen("\"unit\": \"cm\"", "\"unit\": \"m\"", 1);
    let metres = metres.replace("\"value\": 243", "\"value\": 2.43");
    let harvest = reading().read(&gauge(metres)).unwrap();
    let level = value(&harvest, UUID, Property::WaterLevel).value.unwrap();
    assert!((level - 243.0).abs() < 1e-9);
    for unit in ["m+NN", "m. ü. NHN", "--", ""] {
        let other = STATION.replacen("\"unit\": \"cm\"", &format!("\"unit\": \"{unit}\""), 1);
        let harvest = reading().read(&gauge(other)).unwrap();
        assert_eq!(values(&harvest, UUID, Property::WaterLevel), []);
        assert_eq!(
            reasons(&harvest),
            [format!("W: `{unit}` is not a unit of this timeseries")]
        );
    }
}

#[test]
fn after_a_start_the_last_days_are_read_too() {
    let source = Source::new(|get| Ok(reply(get, STATION, MEASUREMENTS)));
    let harvest = reading_of(&["W"]).read(&source).unwrap();
    let address =
        format!("https://source.example/api/stations/{UUID}/W/measurements.json?start=P8D");
    assert_eq!(source.addresses()[1..], [address]);
    let levels: Vec<_> = values(&harvest, UUID, Property::WaterLevel)
        .iter()
        .map(|level| (level.end.to_string(), level.value))
        .collect();
    let expected = [
        ("2026-11-22T11:15:00Z".to_owned(), Some(240.0)),
        ("2026-11-22T11:30:00Z".to_owned(), None),
        ("2026-11-22T11:45:00Z".to_owned(), Some(242.0)),
        ("2026-11-22T12:00:00Z".to_owned(), Some(243.0)),
    ];
    assert_eq!(levels, expected);
    let reasons = reasons(&harvest);
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons[0].contains("`2026-11-22T13:15:00` is not a time with an offset"));
    assert!(reasons[1].contains("is not the time of a value"));
}

#[test]
fn without_a_gap_the_day_is_not_read_again_and_after_one_as_much_as_is_missing() {
    let mut reading = reading_of(&["W"]);
    let connector = reading.connector();
    let source_at = |time: &str| {
        let station = STATION.replace("2026-11-22T13:00:00+01:00", time);
        gauge(station)
    };
    let first = source_at("2026-11-22T13:00:00+01:00");
    reading.read_with(&*connector, &first).unwrap();
    assert_eq!(first.addresses().len(), 2);
    reading.now = at("2026-11-22T12:21:00Z");
    let next = source_at("2026-11-22T13:15:00+01:00");
    reading.read_with(&*connector, &next).unwrap();
    assert_eq!(next.addresses().len(), 1);
    reading.now = at("2026-11-24T20:06:00Z");
    let late = source_at("2026-11-24T21:00:00+01:00");
    reading.read_with(&*connector, &late).unwrap();
    assert!(late.addresses()[1].ends_with("start=P3D"));
    reading.now = at("2027-06-01T20:06:00Z");
    let very_late = source_at("2027-06-01T22:00:00+02:00");
    reading.read_with(&*connector, &very_late).unwrap();
    assert!(very_late.addresses()[1].ends_with("start=P31D"));
}

#[test]
fn without_a_history_there_is_still_the_newest_level() {
    let source = Source::new(|get| -> Result<Answer, FetchError> {
        if get.url.contains("measurements.json") {
            return Err(failing(get, 404));
        }
        Ok(answer(STATION))
    });
    let harvest = reading_of(&["W"]).read(&source).unwrap();
    assert_eq!(
        value(&harvest, UUID, Property::WaterLevel).value,
        Some(243.0)
    );
    assert!(reasons(&harvest)[0].ends_with("status 404"));
}

#[test]
fn a_timeseries_that_the_station_does_not_have_is_told() {
    let harvest = reading_of(&["W", "WT"]).read(&gauge(STATION)).unwrap();
    assert_eq!(
        reasons(&harvest),
        ["WT: `WT` is not a timeseries of this station"]
    );
    let error = feeds::connector(&reading_of(&["PH"]).feed).err().unwrap();
    assert!(error.to_string().contains("`PH`"));
}

#[test]
fn the_clock_at_the_gauge_shows_one_hour_twice_and_one_never() {
    for (told, instant) in [
        ("2026-10-25T02:45:00+02:00", "2026-10-25T00:45:00Z"),
        ("2026-10-25T02:00:00+01:00", "2026-10-25T01:00:00Z"),
        ("2026-03-29T01:45:00+01:00", "2026-03-29T00:45:00Z"),
        ("2026-03-29T03:00:00+02:00", "2026-03-29T01:00:00Z"),
    ] {
        let station = STATION.replace("2026-11-22T13:00:00+01:00", told);
        let harvest = reading().read(&gauge(station)).unwrap();
        assert_eq!(value(&harvest, UUID, Property::WaterLevel).end, at(instant));
    }
}

#[test]
fn an_answer_that_is_no_station_is_unreadable() {
    for body in [
        "[]",
        "{}",
        "<html>",
        "{\"uuid\":null}",
        "{\"uuid\":\"1\",\"timeseries\":1}",
    ] {
        let read = reading().read(&Source::saying(body));
        assert!(matches!(read, Err(ReadError::Unreadable { .. })), "{body}");
    }
}

#[test]
fn a_recorded_station_has_water_and_air() {
    let path = "pegelonline/station_wuerzburg_with_timeseries_current.json";
    let Some(body) = recorded(path) else { return };
    let source = gauge(String::from_utf8(body).unwrap());
    let harvest = reading_of(&["W", "Q", "WT", "LT"]).read(&source).unwrap();
    let id = "915d76e1-xxxx-xxxx-xxxx-4d144cd771cc";
    let seen = |property| value(&harvest, id, property);
    assert_eq!(seen(Property::WaterLevel).value, Some(159.0));
    assert_eq!(seen(Property::WaterLevel).end, at("2023-07-26T17:15:00Z"));
    assert_eq!(seen(Property::Discharge).value, Some(102.0));
    assert_eq!(seen(Property::WaterTemperature).value, Some(22.1));
    assert_eq!(seen(Property::AirTemperature).value, Some(21.2));
    assert_eq!(reasons(&harvest), [""; 0]);
    let hourly = harvest
        .datastreams
        .iter()
        .find(|it| it.property == Property::AirTemperature);
    assert_eq!(hourly.unwrap().expected_every.as_secs(), 3_600);
}

#[test]
fn a_recorded_station_without_a_position_is_still_a_station() {
    let Some(body) = recorded("pegelonline/station_hanau_bruecke_dfh.json") else {
        return;
    };
    let source = gauge(String::from_utf8(body).unwrap());
    let harvest = reading().read(&source).unwrap();
    let bridge = thing(&harvest, "07374faf-xxxx-xxxx-xxxx-adc0e0784c4b");
    assert_eq!(
        (bridge.position, bridge.name.as_str()),
        (None, "HANAU BRÜCKE DFH")
    );
    assert_eq!(harvest.rejected.len(), 2);
}
