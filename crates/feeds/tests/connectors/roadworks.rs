//! Roadworks of `MobiData` BW.

use domain::live::{ConnectorKind::Roadworks, EventKind, Harvest, Severity};
use serde_json::json;

use crate::fake::{self, Fake, at};

const NOW: &str = "2026-11-22T12:00:00Z";

fn sample() -> Harvest {
    let body = include_bytes!("../data/roadworks_synthetic.json");
    fake::harvest(Roadworks, json!({}), body, NOW)
}

#[test]
fn roadworks_in_or_near_the_city_that_have_not_ended_become_events() {
    let events = sample().events.unwrap();
    let ids: Vec<_> = events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["feed:77-1", "feed:78-2-sperrung", "feed:79"]);
    let works = &events[0];
    assert_eq!(
        (works.kind, works.severity),
        (EventKind::Roadwork, Severity::Minor)
    );
    assert_eq!(works.title.de, "Neuer Belag");
    assert_eq!(works.street.as_deref(), Some("B999 Musterstraße"));
    assert_eq!(works.valid_to, Some(at("2026-12-18T16:00:00Z")));
    assert_eq!(works.line.len(), 2);
    assert_eq!(works.direction, None);
}

#[test]
fn the_record_of_the_other_direction_is_joined_to_its_roadwork() {
    let closure = &sample().events.unwrap()[1];
    assert_eq!(closure.kind, EventKind::Closure);
    assert_eq!(closure.direction.as_deref(), Some("in beiden Richtungen"));
    assert_eq!(closure.title.de, "Sperrung: K9998");
}

#[test]
fn exchanged_coordinates_a_missing_offset_and_an_end_in_2030_are_put_right() {
    let closure = &sample().events.unwrap()[1];
    assert_eq!(
        (closure.line[0].lat(), closure.line[0].lon()),
        (49.43, 8.66)
    );
    // In the night in which the clock is put back, the first 2:30 is meant.
    assert_eq!(closure.valid_from, Some(at("2026-10-25T00:30:00Z")));
    assert_eq!(closure.valid_to, None);
}

#[test]
fn a_line_of_several_parts_is_told_by_its_longest() {
    let event = &sample().events.unwrap()[2];
    assert_eq!((event.line.len(), event.line[0].lat()), (2, 49.44));
    assert_eq!(event.title.de, "Veranstaltung");
    let description = event.description.as_ref().unwrap();
    assert!(description.de.contains("ausgeschildert"));
    assert_eq!(event.valid_from, Some(at("2026-11-19T23:00:00Z")));
}

#[test]
fn bad_records_are_counted_and_skipped() {
    let harvest = sample();
    assert_eq!(harvest.seen, 11);
    let told = fake::rejections(&harvest).join("\n");
    for reason in [
        "nowhere: it has no position",
        "77-1: it comes twice",
        "odd: `starttime`: `Herbst` is not a time",
        "feature 10: it has no `id`",
        "feature 11: ",
    ] {
        assert!(told.contains(reason), "{reason} is not in\n{told}");
    }
    assert_eq!(harvest.rejected.len(), 5);
}

#[test]
fn an_unchanged_file_and_an_empty_one_are_not_the_same() {
    let feed = fake::feed(Roadworks, json!({}));
    let connector = fake::connector(&feed);
    let unchanged = Fake::default().unchanged(&feed.url);
    assert_eq!(
        fake::read(&*connector, &feed, &unchanged, NOW).unwrap(),
        None
    );
    let empty = fake::harvest(Roadworks, json!({}), br#"{"features": []}"#, NOW);
    assert_eq!(empty.events, Some(Vec::new()));
}

#[test]
fn another_format_ends_no_roadworks() {
    let feed = fake::feed(Roadworks, json!({}));
    let connector = fake::connector(&feed);
    for body in [
        "<html>Wartung</html>",
        "[]",
        r#"{"roadworks": []}"#,
        r#"{"features": [{"geometry": {"x": 1}, "attributes": {"id": "1"}}]}"#,
    ] {
        let http = Fake::default().with(&feed.url, body);
        assert!(
            fake::read(&*connector, &feed, &http, NOW).is_err(),
            "{body}"
        );
    }
}
