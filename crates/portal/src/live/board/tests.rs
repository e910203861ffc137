//! What a change does to the board.

use std::time::Duration;

use domain::live::{EventKind, EventText, Observation, Property, Quality, Severity};
use jiff::SignedDuration;

use super::*;

const MINUTES: Duration = Duration::from_mins(5);

fn car_park(name: &str) -> Thing {
    Thing {
        id: ThingId::new(&format!("p:{name}")),
        feed: FeedId::new("p"),
        kind: ThingKind::CarPark,
        name: name.to_owned(),
        position: None,
        district: None,
        facts: domain::live::ThingFacts::default(),
    }
}

fn free(name: &str) -> Datastream {
    let thing = ThingId::new(&format!("p:{name}"));
    Datastream::instant(&thing, Property::FreeSpaces, MINUTES, 2 * MINUTES)
}

fn latest(value: f64, sequence: i64) -> Latest {
    Latest {
        observation: Observation {
            end: Timestamp::UNIX_EPOCH,
            value: Some(value),
            quality: Quality::Ok,
        },
        received_at: Timestamp::UNIX_EPOCH,
        sequence,
    }
}

fn board() -> LiveBoard {
    LiveBoard::default().after(Changes {
        sequence: 1,
        things: vec![car_park("b"), car_park("a")],
        datastreams: vec![free("b"), free("a")],
        latest: vec![(free("b").id, latest(7.0, 1))],
        ..Changes::default()
    })
}

#[test]
fn a_change_moves_only_its_topic() {
    let board = board();
    let next = board.after(Changes {
        sequence: 2,
        latest: vec![(free("a").id, latest(3.0, 2))],
        ..Changes::default()
    });
    let value = |board: &LiveBoard, name: &str| {
        let reading = board.reading(&free(name).id).unwrap();
        reading.latest.and_then(|latest| latest.observation.value)
    };
    assert_eq!((value(&board, "a"), value(&next, "a")), (None, Some(3.0)));
    assert_eq!(value(&next, "b"), Some(7.0));
    assert_eq!(
        (next.changed(Topic::Parking), next.changed(Topic::Water)),
        (2, 0)
    );
    let names: Vec<&str> = next
        .things(Topic::Parking)
        .map(|thing| &*thing.name)
        .collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn a_trend_is_told_from_the_third_value_on_and_a_revision_is_no_new_value() {
    let at = |minutes, value, sequence| {
        let mut latest = latest(value, sequence);
        latest.observation.end = Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        Changes {
            sequence,
            latest: vec![(free("b").id, latest)],
            ..Changes::default()
        }
    };
    let trend = |board: &LiveBoard| board.reading(&free("b").id).unwrap().trend();
    let two = board().after(at(5, 20.0, 2)).after(at(5, 25.0, 3));
    assert_eq!(trend(&two), None);
    let three = two.after(at(10, 40.0, 4));
    assert_eq!(trend(&three), Some(Trend::Rising));
}

#[test]
fn a_value_of_an_unknown_datastream_is_left_out() {
    let board = board().after(Changes {
        sequence: 2,
        latest: vec![(DatastreamId::new("nobody"), latest(1.0, 2))],
        ..Changes::default()
    });
    assert_eq!(board.readings_of(Topic::Parking).count(), 2);
}

#[test]
fn a_complete_change_forgets_what_was_removed() {
    let board = board().after(Changes {
        sequence: 3,
        complete: true,
        things: vec![car_park("a")],
        datastreams: vec![free("a")],
        ..Changes::default()
    });
    assert_eq!(board.registry().things().len(), 1);
    assert!(board.reading(&free("b").id).is_none());
    assert!(
        Topic::ALL
            .into_iter()
            .all(|topic| board.changed(topic) == 3)
    );
}

#[test]
fn an_event_that_vanished_moves_its_topic_too() {
    let event = Event {
        id: EventId::new("w:1"),
        feed: FeedId::new("w"),
        kind: EventKind::Warning,
        severity: Severity::Severe,
        valid_from: None,
        valid_to: None,
        line: Vec::new(),
        title: EventText::german("Sturm"),
        description: None,
        instruction: None,
        street: None,
        direction: None,
        url: None,
    };
    let with = |sequence, events| Changes {
        sequence,
        events: vec![(FeedId::new("w"), events)],
        ..Changes::default()
    };
    let warned = board().after(with(2, vec![event]));
    assert_eq!(warned.events(Timestamp::UNIX_EPOCH).len(), 1);
    let calm = warned.after(with(3, Vec::new()));
    assert_eq!(calm.events(Timestamp::UNIX_EPOCH).len(), 0);
    assert_eq!(calm.changed(Topic::Warnings), 3);
}
