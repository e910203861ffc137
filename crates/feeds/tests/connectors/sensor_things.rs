//! OGC `SensorThings` by REST.

use domain::live::{Aggregation, ConnectorKind::SensorThings, Feed, Harvest, Origin};
use feeds::ReadError;
use serde_json::{Value, json};

use crate::fake::{self, Fake};

const NOW: &str = "2026-11-22T12:00:00Z";
const PAGE: &str = include_str!("../data/sensor_things_synthetic.json");
const URL: &str = "https://source.example/feed/Datastreams?$top=100&$expand=Thing%2FLocations,ObservedProperty,Observations%28%24orderby%3DphenomenonTime%20desc%3B%24top%3D1%29";

pub(crate) fn options() -> Value {
    json!({"properties": {"Lufttemperatur": "air_temperature", "Radfahrende": "bicycle_count"}})
}

/// The address of the first page with one observation, or more after a gap.
pub(crate) fn first_page(observations: u32) -> String {
    URL.replace("top%3D1%29", &format!("top%3D{observations}%29"))
}

fn read(http: &Fake) -> Result<Harvest, ReadError> {
    let feed = fake::feed(SensorThings, options());
    fake::read(&*fake::connector(&feed), &feed, http, NOW).map(Option::unwrap)
}

fn sample() -> Harvest {
    read(&Fake::default().with(URL, PAGE)).unwrap()
}

#[test]
fn datastreams_of_wanted_properties_in_the_city_are_read_in_our_units() {
    let harvest = sample();
    let names: Vec<_> = harvest
        .things
        .iter()
        .map(|it| (it.id.as_str(), it.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [("feed:1", "Mast am Ufer"), ("feed:brücke", "Brücke")]
    );
    let of = |stream: &str| fake::values(&harvest, stream).remove(0);
    let (at, value) = of("feed:1:air_temperature:7");
    assert_eq!(at, "2026-11-22T11:50:00Z");
    assert!((value.unwrap() - 8.5).abs() < 1e-9);
    assert_eq!(of("feed:1:wind_speed:8").1, Some(36.0));
    let position = harvest.things[1].position.unwrap();
    assert_eq!((position.lat(), position.lon()), (49.42, 8.7));
}

#[test]
fn an_interval_ends_with_its_second_instant_and_says_how_long_it_is() {
    let harvest = sample();
    let count = fake::values(&harvest, "feed:brücke:bicycle_count:'zähler 1'");
    assert_eq!(count, [("2026-11-22T11:45:00Z".to_owned(), Some(23.0))]);
    let stream = harvest
        .datastreams
        .iter()
        .find(|it| it.id.as_str().contains("bicycle"))
        .unwrap();
    assert_eq!(stream.aggregation, Aggregation::Count);
    assert_eq!(stream.period.unwrap().as_secs(), 900);
}

#[test]
fn a_result_may_be_a_text_an_object_or_nothing() {
    let harvest = sample();
    let humidity = fake::values(&harvest, "feed:1:relative_humidity:9");
    let values: Vec<_> = humidity.iter().map(|(_, value)| *value).collect();
    assert_eq!(values, [Some(81.0), Some(80.5), None]);
}

#[test]
fn bad_datastreams_are_counted_and_skipped() {
    let harvest = sample();
    let told = fake::rejections(&harvest);
    assert_eq!(
        told,
        [
            "datastream 9: `gestern` is not a time with an offset",
            "datastream 9: its `result` is an object without a `value`",
            "Licht: its unit `lm` cannot be made Cel",
            "datastream 6: its `ObservedProperty` has no name",
            "datastream 8: invalid type: integer `7`, expected struct Datastream",
        ]
    );
    assert_eq!(harvest.seen, 8);
}

fn page(id: u32, next: Option<&str>) -> String {
    let datastream = json!({
        "@iot.id": id, "unitOfMeasurement": {"symbol": "K"}, "ObservedProperty": {"name": "air_temperature"},
        "Thing": {"@iot.id": id, "name": "Box"},
        "Observations": [{"phenomenonTime": NOW, "result": 280}],
    });
    json!({"value": [datastream], "@iot.nextLink": next}).to_string()
}

#[test]
fn every_page_is_read_once() {
    let second = "https://source.example/feed/Datastreams?$skip=1&$expand=Observations($orderby=phenomenonTime%20desc)";
    let third = "https://source.example/feed/Datastreams?$skip=2";
    let http = Fake::default()
        .with(URL, page(1, Some(&second.replace("%20", " "))))
        .with(second, page(2, Some("/feed/Datastreams?$skip=2")))
        .with(third, page(3, Some(second)));
    let harvest = read(&http).unwrap();
    assert_eq!(http.asked(), [URL, second, third]);
    assert_eq!(harvest.observations.len(), 3);
    assert_eq!(
        fake::rejections(&harvest),
        ["pages: the pages lead in a circle"]
    );
}

#[test]
fn a_page_at_another_server_is_not_asked_for() {
    let http = Fake::default().with(URL, page(1, Some("http://192.168.0.1/Datastreams")));
    let error = read(&http).unwrap_err().to_string();
    assert!(error.contains("another server"), "{error}");
    assert_eq!(http.asked().len(), 1);
}

#[test]
fn an_answer_of_another_kind_is_an_error() {
    for body in ["<html>", "[]", "{}", r#"{"value": 1}"#] {
        let http = Fake::default().with(URL, body);
        assert!(read(&http).is_err(), "{body}");
    }
}

#[test]
fn after_a_gap_older_observations_are_asked_for_too() {
    let feed = fake::feed(SensorThings, options());
    let connector = fake::connector(&feed);
    let (one, many) = (first_page(1), first_page(100));
    let asked = |now: &str| {
        let http = Fake::default().with(&one, PAGE).with(&many, PAGE);
        fake::read(&*connector, &feed, &http, now).unwrap();
        http.asked().remove(0)
    };
    assert_eq!(asked("2026-11-22T12:00:00Z"), one);
    assert_eq!(asked("2026-11-22T12:05:00Z"), one);
    assert_eq!(asked("2026-11-22T12:20:00Z"), many);
    assert_eq!(asked("2026-11-22T12:25:00Z"), one);
}

#[test]
fn wrong_options_say_what_is_possible() {
    let fault = |options| fake::fault(SensorThings, options);
    assert!(fault(json!({"mqtt": "mqtts://a.example"})).contains("mqtt://sensors.example:1883"));
    assert!(fault(json!({"properties": {"x": "temprature"}})).contains("air_temperature"));
    assert!(fault(json!({"page_size": 0})).contains("`page_size`"));
    assert!(fault(json!({"kind": "box"})).contains("weather_station"));
}

#[test]
fn the_broker_of_a_simulated_feed_is_the_simulator() {
    let mut feed = fake::feed(SensorThings, json!({"mqtt": "mqtt://sensors.example"}));
    assert!(feeds::connector(&feed).is_ok());
    feed = Feed {
        origin: Origin::Simulated,
        ..feed
    };
    assert!(
        feeds::connector(&feed).is_err(),
        "the simulator is never at https"
    );
    feed = feed.simulated("http://127.0.0.1:4000");
    assert!(feeds::connector(&feed).is_ok());
}
