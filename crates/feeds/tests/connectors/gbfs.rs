//! Shared vehicles by GBFS.

use std::collections::HashMap;

use domain::live::{ConnectorKind::Gbfs, Harvest, ThingKind};
use serde_json::json;

use crate::{
    fake::{self, Fake},
    gbfs_system::{bicycles, file},
};

const NOW: &str = "2026-11-22T12:00:00Z";

fn one_system() -> Harvest {
    let mut feed = fake::feed(Gbfs, json!({}));
    "https://rad.example/gbfs.json".clone_into(&mut feed.url);
    let http = bicycles(Fake::default(), "rad");
    fake::read(&*fake::connector(&feed), &feed, &http, NOW)
        .unwrap()
        .unwrap()
}

fn newest(harvest: &Harvest, stream: &str) -> (String, Option<f64>) {
    fake::values(harvest, stream).pop().unwrap()
}

#[test]
fn stations_in_the_city_tell_vehicles_of_each_class_and_docks() {
    let harvest = one_system();
    let stations: Vec<_> = harvest
        .things
        .iter()
        .filter(|it| it.kind == ThingKind::SharingStation)
        .collect();
    let names: HashMap<_, _> = stations
        .iter()
        .map(|it| (it.id.as_str(), it.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [("feed:1", "Am Markt"), ("feed:2", "Bahnhof")].into()
    );
    assert_eq!(stations[0].facts.operator.as_deref(), Some("Stadtrad"));
    assert_eq!(stations[0].facts.capacity, Some(10));
    let at = "2026-11-22T11:58:00Z".to_owned();
    assert_eq!(
        newest(&harvest, "feed:1:vehicles_available"),
        (at.clone(), Some(5.0))
    );
    assert_eq!(
        newest(&harvest, "feed:1:vehicles_available:bicycle"),
        (at.clone(), Some(3.0))
    );
    assert_eq!(
        newest(&harvest, "feed:1:vehicles_available:scooter"),
        (at, Some(0.0))
    );
}

#[test]
fn more_free_docks_than_docks_are_suspect() {
    let mut harvest = one_system();
    harvest.judge(fake::at(NOW));
    let suspect: Vec<_> = harvest
        .observations
        .iter()
        .filter(|new| !new.observation.quality.counts())
        .collect();
    assert_eq!(suspect.len(), 1);
    let stream = &harvest.datastreams[suspect[0].datastream as usize];
    assert_eq!(stream.id.as_str(), "feed:1:docks_available");
}

#[test]
fn a_station_that_does_not_rent_has_no_vehicle_to_take_and_a_missing_number_stays_missing() {
    let harvest = one_system();
    let at = "2026-11-22T11:59:00Z".to_owned();
    assert_eq!(
        newest(&harvest, "feed:2:vehicles_available"),
        (at, Some(0.0))
    );
    assert!(
        !harvest
            .datastreams
            .iter()
            .any(|it| it.id.as_str() == "feed:2:docks_available")
    );
}

#[test]
fn vehicles_that_stand_free_are_counted_per_district() {
    let harvest = one_system();
    let value = |stream: &str| newest(&harvest, stream).1;
    assert_eq!(value("feed:district:west:vehicles_available"), Some(3.0));
    assert_eq!(
        value("feed:district:west:vehicles_available:scooter"),
        Some(2.0)
    );
    assert_eq!(
        value("feed:district:west:vehicles_available:bicycle"),
        Some(1.0)
    );
    assert_eq!(value("feed:district:ost:vehicles_available"), Some(1.0));
    assert_eq!(
        value("feed:district:ost:vehicles_available:bicycle"),
        Some(0.0)
    );
    let area = harvest
        .things
        .iter()
        .find(|it| it.id.as_str() == "feed:district:west")
        .unwrap();
    assert_eq!(
        (area.kind, area.name.as_str()),
        (ThingKind::SharingArea, "WEST")
    );
    assert!(area.position.is_some_and(|it| it.lon() < 8.65));
}

#[test]
fn nothing_that_is_kept_tells_one_vehicle_from_another() {
    let kept = format!("{:?}", one_system());
    assert!(!kept.contains("secret-of-the-vehicle"));
    assert!(!kept.contains("8.612345"));
}

#[test]
fn bad_stations_are_counted_and_skipped() {
    let told = fake::rejections(&one_system());
    assert_eq!(
        told,
        [
            "1: the station comes twice in station_information",
            "station_information 5: it has no `station_id`",
            "new: the station is not in station_information",
            "1: the station comes twice in station_status",
            "station_status 6: it has no `station_id`",
            "vehicle 8: it has no position",
        ]
    );
}

#[test]
fn a_file_is_not_asked_before_its_time_and_an_unknown_station_is_looked_up() {
    let mut feed = fake::feed(Gbfs, json!({}));
    "https://rad.example/gbfs.json".clone_into(&mut feed.url);
    let connector = fake::connector(&feed);
    let asked = |now: &str| {
        let http = bicycles(Fake::default(), "rad");
        let read = fake::read(&*connector, &feed, &http, now).unwrap();
        let asked = http.asked();
        assert_eq!(read.is_none(), asked.is_empty());
        asked
            .iter()
            .map(|url| url.rsplit_once('/').unwrap().1.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(asked("2026-11-22T12:00:00Z").len(), 6);
    assert_eq!(asked("2026-11-22T12:00:30Z"), [""; 0]);
    assert_eq!(
        asked("2026-11-22T12:01:00Z"),
        ["gbfs.json", "station_information", "station_status"]
    );
    // The vehicles are made anew at 12:04.
    let later = asked("2026-11-22T12:04:00Z");
    assert!(later.contains(&"free_bike_status".to_owned()));
    assert!(!later.contains(&"vehicle_types".to_owned()));
}

#[test]
fn systems_of_a_manifest_are_chosen_and_kept_apart() {
    let version = |name: &str| json!([{"version": "2.3", "url": format!("https://{name}.example/gbfs.json")}]);
    let datasets =
        ["rad", "roller", "auto"].map(|name| json!({"system_id": name, "versions": version(name)}));
    let feed = fake::feed(Gbfs, json!({"systems": ["rad", "roller", "zug"]}));
    let manifest = file(
        "2026-11-22T12:00:00+01:00",
        0,
        json!({"datasets": datasets}),
    );
    let http = bicycles(Fake::default(), "rad").with(&feed.url, manifest);
    let harvest = fake::read(&*fake::connector(&feed), &feed, &http, NOW)
        .unwrap()
        .unwrap();
    assert!(
        harvest
            .things
            .iter()
            .any(|it| it.id.as_str() == "feed:rad:1")
    );
    assert!(
        harvest
            .things
            .iter()
            .any(|it| it.id.as_str() == "feed:rad:district:ost")
    );
    let told = fake::rejections(&harvest);
    assert_eq!(told[0], "zug: there is no such system in the manifest");
    assert!(told.last().unwrap().starts_with("roller: "), "{told:?}");
    assert!(!http.asked().iter().any(|url| url.contains("auto")));
}

#[test]
fn a_reading_of_which_every_system_fails_fails() {
    let feed = fake::feed(Gbfs, json!({}));
    let list = json!({"systems": [{"id": "rad", "url": "https://rad.example/gbfs.json"}]});
    let http = Fake::default().with(&feed.url, list.to_string());
    assert!(fake::read(&*fake::connector(&feed), &feed, &http, NOW).is_err());
    for body in ["<html>", "{}", r#"{"data": {"en": {}}}"#, "[]"] {
        let http = Fake::default().with(&feed.url, body);
        assert!(
            fake::read(&*fake::connector(&feed), &feed, &http, NOW).is_err(),
            "{body}"
        );
    }
}

#[test]
fn the_recorded_files_of_version_3_are_read() {
    let names = [
        "gbfs",
        "vehicle_types",
        "station_information",
        "station_status",
        "vehicle_status",
        "system_information",
    ];
    let mut http = Fake::default();
    for name in names {
        let Some(payload) = fake::recorded(&format!("gbfs_v3_lamassu/{name}.json")) else {
            return;
        };
        // Its places are moved into the city of the tests, and its stations get one name.
        let text = String::from_utf8(payload).unwrap();
        let text = text
            .replace("12.345678", "49.41")
            .replace("45.678901", "8.61")
            .replace("56.789012", "8.61");
        let text = text.replace("\"station1\"", "\"pga\"");
        http = http.with(&format!("http://localhost:8888/testozon/{name}"), text);
    }
    let mut feed = fake::feed(Gbfs, json!({}));
    "http://localhost:8888/testozon/gbfs".clone_into(&mut feed.url);
    let harvest = fake::read(&*fake::connector(&feed), &feed, &http, NOW)
        .unwrap()
        .unwrap();
    let station = harvest
        .things
        .iter()
        .find(|it| it.id.as_str() == "feed:pga")
        .unwrap();
    assert_eq!(station.name, "Parking garage A");
    assert_eq!(
        station.facts.operator.as_deref(),
        Some("Example Bike Rental")
    );
    let bicycles = newest(&harvest, "feed:pga:vehicles_available:bicycle");
    assert_eq!(bicycles, ("2021-12-30T17:59:23Z".to_owned(), Some(1.0)));
    assert_eq!(
        newest(&harvest, "feed:district:west:vehicles_available").1,
        Some(3.0)
    );
    assert_eq!(
        newest(&harvest, "feed:district:west:vehicles_available:scooter").1,
        Some(1.0)
    );
}
