//! Live values in the open interface, from simulated sources.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
};

use serde_json::Value;
use ureq::{Body, http::Response};

use crate::{
    api::{holds, schema, schema_named},
    portal::{RunningPortal, header, text},
};

const WORD: &str = "geheimes-wort";

fn start() -> RunningPortal {
    let options = ["--feeds", "simulated", "--notification-word", WORD];
    RunningPortal::start(&[&options[..], &["--no-rate-limits"]].concat())
}

/// What the stream of some topics says, event after event.
fn events(portal: &RunningPortal, topics: &str) -> impl Iterator<Item = Value> {
    let stream = portal.get(&format!("/api/v1/live?topics={topics}"));
    assert_eq!(stream.status(), 200);
    let lines = BufReader::new(stream.into_body().into_reader()).lines();
    lines.filter_map(|line| {
        let line = line.unwrap();
        Some(serde_json::from_str(line.strip_prefix("data:")?).unwrap())
    })
}

/// Waits until the stream tells a value that is wanted, and gives it back.
fn value_of(portal: &RunningPortal, topic: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let mut events = events(portal, topic);
    let found = events.find_map(|event| {
        let values = event["values"].as_array()?;
        values.iter().find(|value| wanted(value)).cloned()
    });
    found.unwrap()
}

fn any(value: &Value) -> bool {
    value["value"].is_number()
}

#[test]
fn live_answers_are_as_the_document_describes_them() {
    let portal = start();
    let state = schema_named(&portal, "TopicState");
    let told = events(&portal, "weather,roadworks").find(|event| {
        holds(&state, event);
        !event["values"].as_array().unwrap().is_empty()
    });
    assert_eq!(told.unwrap()["topic"], "weather");
    let weather = value_of(&portal, "weather", any);
    let stream = weather["datastream"].as_str().unwrap();
    for (described, path) in [
        ("/api/v1/latest", "/api/v1/latest?topics=weather,roadworks"),
        ("/api/v1/things", "/api/v1/things?kind=weather_station"),
        ("/api/v1/events", "/api/v1/events"),
        ("/api/v1/sources", "/api/v1/sources"),
        (
            "/api/v1/observations",
            &format!("/api/v1/observations?datastream={stream}"),
        ),
        (
            "/api/v1/observations",
            &format!("/api/v1/observations?datastream={stream}&resolution=1h"),
        ),
    ] {
        holds(&schema(&portal, described), &portal.json(path));
    }
    let things = portal.json("/api/v1/things?kind=weather_station");
    let id = things[0]["id"].as_str().unwrap();
    let thing = portal.json(&format!("/api/v1/things/{id}"));
    holds(&schema(&portal, "/api/v1/things/{id}"), &thing);
    assert_eq!(
        (&thing["id"], &thing["simulated"]),
        (&id.into(), &true.into())
    );
}

#[test]
fn who_has_the_newest_values_already_is_not_told_them_again() {
    let portal = start();
    value_of(&portal, "weather", any);
    let path = "/api/v1/latest?topics=weather";
    let first = portal.get(path);
    let etag = header(&first, "etag").to_owned();
    assert!(!etag.is_empty());
    let again = portal.get_with(path, &[("if-none-match", &etag)]);
    assert_eq!(
        (again.status(), text(again).len()),
        (304.try_into().unwrap(), 0)
    );
    let other = portal.get_with("/api/v1/latest?topics=air", &[("if-none-match", &etag)]);
    assert_eq!(other.status(), 200);
}

#[test]
fn a_history_comes_as_a_table_too() {
    let portal = start();
    let value = value_of(&portal, "weather", any);
    let stream = value["datastream"].as_str().unwrap();
    let answer = portal.get(&format!(
        "/api/v1/observations?datastream={stream}&format=csv"
    ));
    assert!(header(&answer, "content-type").starts_with("text/csv"));
    let table = text(answer);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(rows.headers().unwrap(), vec!["end", "value", "quality"]);
    let last = rows.records().last().unwrap().unwrap();
    assert_eq!(last[0], *value["end"].as_str().unwrap());
    assert_eq!(last[1].parse::<f64>().ok(), value["value"].as_f64());
}

#[test]
fn what_is_not_understood_of_live_values_is_named() {
    let portal = start();
    for (path, parameter) in [
        ("live?topics=money", "topics"),
        ("latest?topics=money", "topics"),
        ("things?kind=money", "kind"),
        ("events?kind=money", "kind"),
        ("observations?datastream=x&from=gestern", "from"),
        ("observations?datastream=x&format=geojson", "format"),
    ] {
        let answer = portal.get(&format!("/api/v1/{path}"));
        assert_eq!(answer.status(), 400, "{path}");
        let problem: Value = serde_json::from_str(&text(answer)).unwrap();
        assert_eq!(problem["parameter"], parameter, "{problem}");
    }
    for path in ["things/nichts", "observations?datastream=nichts"] {
        assert_eq!(
            portal.get(&format!("/api/v1/{path}")).status(),
            404,
            "{path}"
        );
    }
}

#[test]
fn one_address_listens_two_hundred_times_and_is_then_told_when_to_come_again() {
    let portal = RunningPortal::start(&["--feeds", "simulated"]);
    let listen = || portal.get("/api/v1/live?topics=weather");
    let listening: Vec<Response<Body>> = (0..200).map(|_| listen()).collect();
    assert!(listening.iter().all(|answer| answer.status() == 200));
    let sent_away = listen();
    assert_eq!(sent_away.status(), 503);
    assert_eq!(header(&sent_away, "retry-after"), "60");
    assert_eq!(
        header(&sent_away, "content-type"),
        "application/problem+json"
    );
}

#[test]
fn a_source_is_complete_only_from_the_time_on_since_which_it_is_known() {
    let portal = start();
    value_of(&portal, "weather", |value| {
        let stream = value["datastream"].as_str();
        stream.is_some_and(|stream| stream.starts_with("simulated-weather"))
    });
    let sources = portal.json("/api/v1/sources");
    let feeds = sources.as_array().unwrap().iter();
    let mut feeds = feeds.flat_map(|source| source["feeds"].as_array().unwrap());
    let weather = feeds
        .find(|feed| feed["id"] == "simulated-weather")
        .unwrap();
    assert!(weather["known_since"].is_string(), "{weather}");
    // Its second value is not due yet.
    assert_eq!(weather["completeness_24h"], Value::Null);
    assert_eq!(weather["completeness_30d"], Value::Null);
    for (path, words) in [
        ("/datenquellen", "bekannt seit"),
        ("/en/datenquellen", "known since"),
    ] {
        assert!(text(portal.get(path)).contains(words), "{path}");
    }
}

/// A car park as a context broker tells about it by itself.
fn notification(end: &str) -> String {
    serde_json::json!({
        "subscriptionId": "1",
        "data": [{
            "id": "urn:ngsiv2:OffStreetParking:new",
            "type": "OffStreetParking",
            "name": { "type": "Text", "value": "P Neu" },
            "totalSpotNumber": { "type": "Number", "value": 40 },
            "availableSpotNumber": { "type": "Number", "value": 7 },
            "observationDateTime": { "type": "DateTime", "value": end },
        }],
    })
    .to_string()
}

#[test]
fn what_a_source_tells_by_itself_is_stored_and_told_at_once() {
    let portal = start();
    let known = value_of(&portal, "parking", any);
    let end = known["end"].as_str().unwrap();
    let path = format!("/feeds/simulated-parking/{WORD}");
    let answer = portal.post(&path, &JSON, &notification(end));
    assert_eq!(answer.status(), 204);
    let is_new = |value: &Value| value["datastream"].as_str().unwrap().contains(":new:");
    let is_free = |value: &Value| is_new(value) && value["value"] == 7.0;
    assert_eq!(value_of(&portal, "parking", is_free)["end"], end);
    let latest = portal.json("/api/v1/latest?topics=parking");
    let values = latest["topics"][0]["values"].as_array().unwrap();
    assert!(values.iter().any(is_free), "{values:?}");
}

#[test]
fn what_a_source_should_not_tell_is_refused() {
    let portal = start();
    let send = |path: &str, body: &str| portal.post(path, &JSON, body).status().as_u16();
    let right = format!("/feeds/simulated-parking/{WORD}");
    let fine = notification("2026-01-01T00:00:00Z");
    assert_eq!(send("/feeds/simulated-parking/falsch", &fine), 404);
    assert_eq!(send(&format!("/feeds/nothing/{WORD}"), &fine), 404);
    assert_eq!(send(&right, "{"), 400);
    let much = [("content-length", "1048577"), ("connection", "close")];
    assert_eq!(
        announce(&portal, &right, &much),
        "HTTP/1.1 413 Payload Too Large"
    );
    assert_eq!(portal.get(&right).status(), 405);
}

/// The first line of the answer to a head that announces a body, which is never sent.
fn announce(portal: &RunningPortal, path: &str, headers: &[(&str, &str)]) -> String {
    let address = portal.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "POST {path} HTTP/1.1\r\nhost: {address}\r\n").unwrap();
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n").unwrap();
    }
    write!(stream, "\r\n").unwrap();
    BufReader::new(stream).lines().next().unwrap().unwrap()
}

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];
