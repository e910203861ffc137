//! Bright Sky: warnings that come and go.

use domain::live::{ConnectorKind, Event, Severity};
use serde_json::{Value, json};

use feeds::ReadError;

use crate::source::{Reading, Source, at, feed, reasons};

const ALERTS: &str = include_str!("../data/brightsky_alerts_synthetic.json");
const NOW: &str = "2026-11-22T12:10:00Z";

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
