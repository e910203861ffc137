//! Seeds, clocks, and the nights of the change of time.

use jiff::SignedDuration;
use serde_json::Value;

use crate::running::{RUSH_HOUR, at, run, run_city};

const PATHS: [&str; 16] = [
    "parking",
    "traffic",
    "broker-weather",
    "broker-air",
    "sites",
    "weather/current_weather",
    "warnings/alerts",
    "air/airquality/json",
    "sharing/musterroller/2.3/free_bike_status.json",
    "sharing/musterroller/3.0/station_status.json",
    "roadworks",
    "motorways/A999/services/warning",
    "sensors/Datastreams?$expand=Observations",
    "boxes",
    "table",
    "water/stations/99900010/W/measurements.json?start=P3D",
];

#[test]
fn the_same_seed_tells_the_same_whenever_it_is_asked() {
    let (one, other) = (run(RUSH_HOUR), run("2026-01-01T00:00:00Z"));
    let different = run_city("musterstadt", 2, RUSH_HOUR);
    for path in PATHS {
        other.simulator.clock().set(at("2026-02-03T04:05:06Z"));
        let _ = other.text(path);
        other.simulator.clock().set(at(RUSH_HOUR));
        let (told, again) = (
            one.text(path),
            other.text(path).replace(&other.base, &one.base),
        );
        assert_eq!(told, again, "{path}");
    }
    assert_ne!(one.text("parking"), different.text("parking"));
}

#[test]
fn another_day_brings_other_values() {
    let running = run(RUSH_HOUR);
    let before = PATHS.map(|path| running.text(path));
    running
        .simulator
        .clock()
        .advance(SignedDuration::from_hours(9 * 24 + 7));
    for (path, before) in PATHS.iter().zip(before) {
        // A warning may be the same on two days.
        if !path.starts_with("warnings") && !path.starts_with("motorways") {
            assert_ne!(running.text(path), before, "{path}");
        }
    }
}

#[test]
fn traffic_counts_go_on_through_both_nights_in_steps_of_a_quarter() {
    for night in ["2026-03-28T23:00:00Z", "2026-10-24T23:00:00Z"] {
        let running = run(night);
        let mut ends: Vec<String> = Vec::new();
        for _ in 0..60 {
            running
                .simulator
                .clock()
                .advance(SignedDuration::from_mins(5));
            let told = running.json("traffic");
            for camera in told.as_array().unwrap() {
                ends.push(
                    camera["dateObservedTo"]["value"]
                        .as_str()
                        .unwrap()
                        .to_owned(),
                );
            }
        }
        ends.sort();
        ends.dedup();
        let instants: Vec<_> = ends.iter().map(|end| at(end)).collect();
        let steps = instants
            .windows(2)
            .map(|two| two[1].duration_since(two[0]).as_mins());
        assert!(
            instants.len() >= 19 && steps.clone().all(|step| step == 15),
            "{ends:?}"
        );
    }
}

#[test]
fn the_day_with_25_hours_has_100_levels_and_the_one_with_23_hours_92() {
    for (now, midnight, count) in [
        ("2026-10-25T23:07:00Z", "2026-10-24T22:00:00Z", 100),
        ("2026-03-29T22:07:00Z", "2026-03-28T23:00:00Z", 92),
    ] {
        let running = run(now);
        let path = format!("water/stations/99900010/W/measurements.json?start={midnight}");
        let told = running.json(&path);
        let instants: Vec<_> = told
            .as_array()
            .unwrap()
            .iter()
            .map(|one| at(one["timestamp"].as_str().unwrap()))
            .collect();
        // The midnight that ends the day is told as well.
        assert_eq!(instants.len(), count + 1, "{now}");
        assert!(
            instants
                .windows(2)
                .all(|two| two[1].duration_since(two[0]).as_mins() == 15)
        );
    }
}

#[test]
fn air_has_24_hours_a_day_on_both_nights() {
    for day in ["2026-03-29", "2026-10-25"] {
        let running = run(&format!("{day}T23:40:00Z"));
        let told = running.json(&format!(
            "air/airquality/json?date_from={day}&time_from=1&date_to={day}&time_to=24"
        ));
        let hours = told["data"]["9901"].as_object().unwrap();
        assert_eq!(hours.len(), 24, "{day}");
        let ends: Vec<&Value> = hours.values().map(|hour| &hour[0]).collect();
        assert_eq!(ends[23], &format!("{day} 24:00:00"));
    }
}

#[test]
fn bicycles_are_counted_twice_in_the_hour_that_comes_twice() {
    let running = run("2026-10-26T12:00:00Z");
    let table = running.unpacked("bicycles/fahrradzaehler_stundenwerten_202610.csv.gz");
    let counter: Vec<&str> = table
        .lines()
        .filter(|line| line.contains(",ms-01,"))
        .collect();
    let hour = |time: &str| counter.iter().any(|line| line.contains(time));
    assert!(hour("2026-10-25T02:00:00+02:00") && hour("2026-10-25T02:00:00+01:00"));
}

#[test]
fn an_answer_that_has_not_changed_is_not_sent_again() {
    let running = run(RUSH_HOUR);
    for path in ["water/stations/99900010.json", "roadworks"] {
        let url = format!("{}/{path}", running.base);
        let first = ureq::get(&url).call().unwrap();
        let tag = first.headers()["etag"].to_str().unwrap().to_owned();
        let second = ureq::get(&url)
            .header("if-none-match", &tag)
            .call()
            .unwrap();
        assert_eq!(second.status(), 304, "{path}");
    }
    assert!(
        !ureq::get(format!("{}/sites", running.base))
            .call()
            .unwrap()
            .headers()
            .contains_key("etag")
    );
}
