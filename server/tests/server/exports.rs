//! What other programs take along: calendars, feeds, tables, and pages in a frame.

use std::{collections::HashSet, thread, time::Instant};

use serde_json::Value;

use crate::{
    api::{holds, schema},
    portal::{RunningPortal, header, text},
};

const TRAFFIC: &str = "kind=roadwork,closure,traffic";

/// A portal whose simulated sources have all been read.
fn with_roadworks() -> RunningPortal {
    let portal = RunningPortal::start(&["--feeds", "simulated", "--no-rate-limits"]);
    let begun = Instant::now();
    while !is_read(&portal) {
        assert!(begun.elapsed().as_secs() < 30, "no roadworks came");
        thread::yield_now();
    }
    portal
}

/// Whether every feed has been read, and what they told of roadworks has reached the board.
fn is_read(portal: &RunningPortal) -> bool {
    let sources = portal.json("/api/v1/sources");
    let mut feeds = sources.as_array().unwrap().iter().flat_map(|source| {
        let feeds = source["feeds"].as_array();
        feeds.unwrap()
    });
    let entries = text(portal.get("/api/v1/events.ics"))
        .matches("BEGIN:VEVENT")
        .count();
    feeds.all(|feed| feed["last_success"].is_string())
        && entries > 0
        && entries == current(portal).len()
}

/// The roadworks that have not ended.
fn current(portal: &RunningPortal) -> Vec<Value> {
    let path = format!("/api/v1/events?{TRAFFIC}&to=2100-01-01");
    portal.json(&path).as_array().unwrap().clone()
}

/// The lines of a calendar, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    let unfolded = calendar.replace("\r\n ", "").replace("\r\n\t", "");
    unfolded.split("\r\n").map(str::to_owned).collect()
}

#[test]
fn roadworks_come_as_a_calendar() {
    let portal = with_roadworks();
    let answer = portal.get("/api/v1/events.ics");
    assert!(header(&answer, "content-type").starts_with("text/calendar"));
    let calendar = text(answer);
    let longest = calendar.split("\r\n").map(str::len).max();
    assert!(longest <= Some(75), "{longest:?}");
    let lines = lines(&calendar);
    let of = |name: &str| -> Vec<&String> {
        lines.iter().filter(|line| line.starts_with(name)).collect()
    };
    let entries = of("BEGIN:VEVENT").len();
    assert!(entries > 0);
    let ids: HashSet<_> = of("UID:").into_iter().collect();
    assert_eq!(ids.len(), entries);
    for name in ["DTSTAMP:", "DTSTART:"] {
        let instants = of(name);
        assert_eq!(instants.len(), entries, "{name}");
        assert!(
            instants
                .iter()
                .all(|line| line.len() == name.len() + 16 && line.ends_with('Z'))
        );
    }
    let again = text(portal.get("/api/v1/events.ics"));
    let same: HashSet<String> = self::lines(&again)
        .into_iter()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    assert_eq!(ids, same.iter().collect(), "an identifier stays");
}

#[test]
fn what_is_far_from_an_address_is_left_out() {
    let portal = with_roadworks();
    for (path, entry) in [
        ("/api/v1/events.ics?near=0,0", "BEGIN:VEVENT"),
        (&format!("/api/v1/events.atom?near=0,0&{TRAFFIC}"), "<entry"),
        (&format!("/api/v1/events?near=0,0&{TRAFFIC}"), "\"id\""),
    ] {
        let answer = portal.get(path);
        assert_eq!(answer.status(), 200, "{path}");
        assert!(!text(answer).contains(entry), "{path}");
    }
    let corner = current(&portal)[0]["line"][0].clone();
    let near = format!("{},{}", corner[1], corner[0]);
    let calendar = text(portal.get(&format!("/api/v1/events.ics?near={near}&radius_m=1")));
    assert!(calendar.contains("BEGIN:VEVENT"));
}

#[test]
fn what_is_in_force_comes_as_a_feed() {
    let portal = with_roadworks();
    let answer = portal.get(&format!("/api/v1/events.atom?{TRAFFIC}"));
    assert!(header(&answer, "content-type").starts_with("application/atom+xml"));
    let feed = text(answer);
    let holding = portal.json(&format!("/api/v1/events?{TRAFFIC}"));
    let holding = holding.as_array().unwrap();
    assert_eq!(feed.matches("<entry>").count(), holding.len());
    for event in holding {
        let id = event["id"].as_str().unwrap().replace('=', "%3D");
        let page = format!("/meldungen/{id}</id>");
        assert!(feed.contains(&page), "{page}");
    }
    assert!(feed.contains("<updated>") && feed.contains("rel=\"self\""));
}

#[test]
fn roadworks_come_as_a_table_and_as_a_map_layer() {
    let portal = with_roadworks();
    let all = current(&portal);
    let path = format!("/api/v1/events?{TRAFFIC}&to=2100-01-01&format=");
    let table = portal.get(&format!("{path}csv"));
    assert!(header(&table, "content-type").starts_with("text/csv"));
    let table = text(table);
    let rows = csv::Reader::from_reader(table.as_bytes())
        .into_records()
        .count();
    assert_eq!(rows, all.len());
    let layer = portal.json(&format!("{path}geojson"));
    let features = layer["features"].as_array().unwrap();
    assert_eq!(features.len(), all.len());
    for (feature, event) in features.iter().zip(&all) {
        assert_eq!(feature["id"], event["id"]);
        let corners = event["line"].as_array().unwrap().len();
        let shape = if corners > 1 { "LineString" } else { "Point" };
        assert_eq!(feature["geometry"]["type"], shape);
    }
}

#[test]
fn car_parks_come_in_the_shape_of_park_api() {
    let portal = with_roadworks();
    let sites = portal.json("/api/v1/parking-sites");
    assert_ne!(sites["total_count"], 0);
    holds(&schema(&portal, "/api/v1/parking-sites"), &sites);
    let things = portal.json("/api/v1/things?kind=car_park");
    assert_eq!(
        sites["items"].as_array().unwrap().len(),
        things.as_array().unwrap().len()
    );
    for site in sites["items"].as_array().unwrap() {
        assert_eq!(site["simulated"], true);
        assert!(site["attribution_license"].is_string());
    }
}

#[test]
fn a_misspelt_parameter_is_told() {
    let portal = RunningPortal::start(&[]);
    for path in [
        "/api/v1/events.ics?naer=1,1",
        "/api/v1/events.ics?kind=storm",
        "/api/v1/events.atom?radius_m=0",
        "/api/v1/events.atom?district=nirgends",
        "/api/v1/events?format=xml",
        "/api/v1/parking-sites?limit=3",
    ] {
        assert_eq!(portal.get(path).status(), 400, "{path}");
    }
}

#[test]
fn only_embedded_pages_may_be_framed() {
    let portal = RunningPortal::start(&["--feeds", "simulated"]);
    for path in [
        "/einbetten/orte",
        "/en/einbetten/live/parken",
        "/einbetten/live/baustellen?thema=dunkel",
    ] {
        let answer = portal.get(path);
        assert_eq!(answer.status(), 200, "{path}");
        assert!(
            header(&answer, "content-security-policy").contains("frame-ancestors *"),
            "{path}"
        );
        assert_eq!(header(&answer, "x-frame-options"), "", "{path}");
        let html = text(answer);
        assert!(
            !html.contains("<header") && !html.contains("localStorage"),
            "{path}"
        );
        assert_eq!(
            html.contains("data-theme=\"dark\""),
            path.contains("dunkel"),
            "{path}"
        );
    }
    for path in [
        "/",
        "/orte",
        "/live/parken",
        "/einbetten/kiosk",
        "/einbetten/messstellen/gibt-es-nicht",
    ] {
        let answer = portal.get(path);
        assert!(
            header(&answer, "content-security-policy").contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(header(&answer, "x-frame-options"), "DENY", "{path}");
    }
}
