//! What operators say of trips under way.

use domain::{
    live::{ConnectorKind::GtfsRealtime, Harvest},
    timetable::{Prediction, TripUpdate},
};
use jiff::{SignedDuration, civil::date};
use serde_json::json;

use crate::{
    fake::{self, Fake, at},
    gtfs_realtime_message::{delayed, field, file, number, stop, trip},
};

const NOW: &str = "2026-11-23T12:00:30Z";
const NOON: i64 = 1_795_435_200;

fn read(body: &[u8]) -> Harvest {
    fake::harvest(GtfsRealtime, json!({}), body, NOW)
}

fn trips(entities: &[Vec<u8>]) -> Vec<TripUpdate> {
    read(&file(NOON, entities)).trips.unwrap().trips
}

fn late(seconds: i64) -> Prediction {
    Prediction::Leaves {
        at: None,
        delay: Some(SignedDuration::from_secs(seconds)),
    }
}

#[test]
fn a_late_trip_is_told_with_its_day_and_stops() {
    let harvest = read(&delayed());
    let said = harvest.trips.unwrap();
    assert_eq!(said.at, at("2026-11-23T12:00:00Z"));
    let [trip] = &said.trips[..] else {
        panic!("{said:?}")
    };
    assert_eq!(
        (&*trip.trip, trip.day),
        ("trip-1", Some(date(2026, 11, 23)))
    );
    assert_eq!(trip.calls[0].sequence, Some(1));
    assert_eq!(trip.calls[0].prediction, late(120));
    let leaves = Prediction::Leaves {
        at: Some(at("2026-11-23T12:15:00Z")),
        delay: None,
    };
    assert_eq!(trip.calls[1].prediction, leaves);
}

#[test]
fn cancelled_skipped_and_unknown_are_told_apart() {
    let related = |stop: Vec<u8>, relation| [stop, number(5, relation)].concat();
    let told = trips(&[
        trip(&[field(1, "off"), number(4, 3)], &[]),
        trip(&[field(1, "deleted"), number(4, 7)], &[]),
        trip(
            &[field(1, "runs")],
            &[
                related(number(1, 2), 1),
                related(number(1, 3), 2),
                stop(5, &[number(1, -60)]),
            ],
        ),
    ]);
    assert!(told[0].cancelled && told[1].cancelled && !told[2].cancelled);
    let predictions: Vec<_> = told[2].calls.iter().map(|call| call.prediction).collect();
    assert_eq!(
        predictions,
        [Prediction::Skipped, Prediction::Unknown, late(-60)]
    );
    assert_eq!(told[2].day, None);
}

#[test]
fn trips_that_the_timetable_does_not_have_are_left_out_and_are_no_fault() {
    let harvest = read(&file(
        NOON,
        &[
            trip(&[field(1, "added"), number(4, 1)], &[]),
            trip(&[field(5, "only a line")], &[]),
            [field(1, "a vehicle"), field(4, "")].concat(),
            [trip(&[field(1, "gone")], &[]), number(2, 1)].concat(),
        ],
    ));
    assert_eq!((harvest.seen, harvest.rejected.len()), (4, 0));
    assert_eq!(harvest.trips.unwrap().trips, []);
}

#[test]
fn a_bad_entity_is_counted_and_the_others_are_read() {
    let good = trip(&[field(1, "t")], &[stop(1, &[number(1, 60)])]);
    let harvest = read(&file(
        NOON,
        &[
            good,
            b"\xff\xff".to_vec(),
            trip(&[field(1, "odd"), field(3, "Montag")], &[]),
            trip(&[field(1, [0xc3])], &[]),
        ],
    ));
    assert_eq!(harvest.trips.as_ref().unwrap().trips.len(), 1);
    let told = fake::rejections(&harvest);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[1].contains("entity 3: `Montag`"), "{told:?}");
}

#[test]
fn what_is_no_whole_set_of_trip_updates_is_not_read() {
    let feed = fake::feed(GtfsRealtime, json!({}));
    let connector = fake::connector(&feed);
    let differential = field(1, [field(1, "2.0"), number(2, 1)].concat());
    let broken = file(NOON, &[b"\xff".to_vec()]);
    for body in [
        &b""[..],
        b"<html>Wartung</html>",
        b"{}",
        &differential,
        &broken,
    ] {
        let http = Fake::default().with(&feed.url, body);
        let read = fake::read(&*connector, &feed, &http, NOW);
        assert!(read.is_err(), "{body:?}");
    }
}

#[test]
fn a_clock_that_is_ahead_does_not_keep_words_fresh() {
    let said = read(&file(NOON + 3_600, &[])).trips.unwrap();
    assert_eq!(said.at, at(NOW));
}
