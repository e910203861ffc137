//! What is heard of trips under way, laid over the timetable.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::{
    live::FeedId,
    timetable::{
        CallUpdate, Expectation, Prediction, Timetable, TimetableReport, Trip, TripUpdate,
        TripUpdates,
    },
};
use jiff::{SignedDuration, Timestamp, civil::date};
use portal::{
    ports::{StoreError, TimetableStore, TripBoard},
    timetable::Timetables,
};

use crate::departing::{timetable, trip};

/// Keeps one timetable and never changes it.
struct Kept(Timetable);

#[async_trait]
impl TimetableStore for Kept {
    async fn timetable(&self) -> Result<Option<Timetable>, StoreError> {
        Ok(Some(self.0.clone()))
    }

    async fn timetable_revision(&self) -> Result<i64, StoreError> {
        Ok(1)
    }

    async fn replace_timetable(
        &self,
        _timetable: &Timetable,
        _force: bool,
    ) -> Result<TimetableReport, StoreError> {
        unreachable!("nothing is imported here")
    }
}

/// Trips `t9:00`, `t9:10`, `t9:20` and so on, every ten minutes of an hour of 23 and 24 November.
async fn timetables() -> Timetables {
    let trips = (0..6).map(|number| Trip {
        id: format!("t9:{number}0"),
        ..trip(0, &[(9, 10 * number)])
    });
    let kept = timetable(&[&["2026-11-23", "2026-11-24"]], trips.collect());
    Timetables::open(Arc::new(Kept(kept))).await.unwrap()
}

/// Nine o'clock and so many minutes on 23 November in Berlin.
fn nine(minutes: i64) -> Timestamp {
    let nine: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    nine + SignedDuration::from_mins(minutes)
}

fn late(trip: &str, minutes: i64) -> TripUpdate {
    TripUpdate {
        trip: trip.to_owned(),
        day: Some(date(2026, 11, 23)),
        cancelled: false,
        delay: None,
        calls: vec![CallUpdate {
            sequence: Some(1),
            stop: None,
            prediction: Prediction::Leaves {
                at: None,
                delay: Some(SignedDuration::from_mins(minutes)),
            },
        }],
    }
}

fn cancelled(trip: &str) -> TripUpdate {
    let runs = late(trip, 0);
    TripUpdate {
        cancelled: true,
        ..runs
    }
}

fn hear(timetables: &Timetables, feed: &str, at: Timestamp, trips: Vec<TripUpdate>) {
    let stale_after = Duration::from_mins(5);
    timetables.hear(
        &FeedId::new(feed),
        TripUpdates {
            at,
            stale_after,
            trips,
        },
    );
}

/// Planned minute, minute of leaving, and what is expected, of the departures from an instant on.
fn board(timetables: &Timetables, now: Timestamp) -> Vec<(i64, i64, Expectation)> {
    let until = now + SignedDuration::from_hours(1);
    let found = timetables.directory().departures(&[0], now, until, 4);
    let minute = |at: Timestamp| at.duration_since(nine(0)).as_mins();
    let row = found.iter();
    row.map(|one| (minute(one.planned), minute(one.leaves()), one.expectation))
        .collect()
}

#[tokio::test]
async fn a_late_trip_is_still_to_come_and_takes_its_place_among_the_others() {
    let timetables = timetables().await;
    hear(
        &timetables,
        "a",
        nine(5),
        vec![late("t9:00", 13), late("t9:30", -2)],
    );
    let at = |minute| Expectation::At(nine(minute));
    assert_eq!(
        board(&timetables, nine(5)),
        [
            (10, 10, Expectation::Timetable),
            (0, 13, at(13)),
            (20, 20, Expectation::Timetable),
            (30, 28, at(28)),
        ]
    );
    assert_eq!(timetables.directory().heard_at(nine(5)), Some(nine(5)));
    // One that left early has gone.
    hear(&timetables, "a", nine(29), vec![late("t9:30", -2)]);
    assert_eq!(board(&timetables, nine(29))[0].0, 40);
}

#[tokio::test]
async fn a_cancelled_trip_stays_where_it_would_have_been_and_runs_on_other_days() {
    let timetables = timetables().await;
    hear(&timetables, "a", nine(0), vec![cancelled("t9:10")]);
    assert_eq!(
        board(&timetables, nine(1))[0],
        (10, 10, Expectation::Cancelled)
    );
    hear(&timetables, "a", nine(24 * 60), vec![cancelled("t9:10")]);
    let tomorrow = board(&timetables, nine(24 * 60));
    assert!(tomorrow.iter().all(|row| row.2 == Expectation::Timetable));
    // Without a day the one that is running is meant.
    let today = TripUpdate {
        day: None,
        ..cancelled("t9:10")
    };
    hear(&timetables, "a", nine(24 * 60), vec![today]);
    assert_eq!(
        board(&timetables, nine(24 * 60))[1].2,
        Expectation::Cancelled
    );
}

#[tokio::test]
async fn what_was_said_too_long_ago_is_the_timetable_again() {
    let timetables = timetables().await;
    hear(&timetables, "a", nine(0), vec![late("t9:10", 5)]);
    assert_eq!(board(&timetables, nine(5))[0].1, 15);
    assert_eq!(
        board(&timetables, nine(6))[0],
        (10, 10, Expectation::Timetable)
    );
    assert_eq!(timetables.directory().heard_at(nine(6)), None);
}

#[tokio::test]
async fn two_feeds_speak_of_their_own_trips_and_each_of_everything_it_knows() {
    let timetables = timetables().await;
    hear(&timetables, "a", nine(0), vec![late("t9:10", 1)]);
    hear(&timetables, "b", nine(0), vec![late("t9:20", 2)]);
    let minutes = |timetables| {
        board(timetables, nine(1))
            .iter()
            .map(|row| row.1)
            .collect::<Vec<_>>()
    };
    assert_eq!(minutes(&timetables), [11, 22, 30, 40]);
    hear(&timetables, "b", nine(1), Vec::new());
    assert_eq!(minutes(&timetables), [11, 20, 30, 40]);
}

#[tokio::test]
async fn only_trips_with_an_identifier_of_their_own_are_known() {
    let timetables = timetables().await;
    assert!(timetables.knows("t9:00") && timetables.knows("t9:50"));
    assert!(!timetables.knows("t8:50") && !timetables.knows("t9:") && !timetables.knows("u"));
    let shared = timetable(
        &[&["2026-11-23"]],
        vec![trip(0, &[(9, 0)]), trip(0, &[(9, 10)])],
    );
    let shared = Timetables::open(Arc::new(Kept(shared))).await.unwrap();
    assert!(!shared.knows("t0"));
}

#[tokio::test]
async fn the_trips_of_some_hours_are_found_on_their_days() {
    let directory = timetables().await.directory();
    let trips = directory.trips_between(nine(10), nine(25));
    let found: Vec<_> = trips.iter().map(|trip| (&*trip.id, trip.day)).collect();
    let day = date(2026, 11, 23);
    assert_eq!(found, [("t9:10", day), ("t9:20", day)]);
    assert_eq!(trips[0].calls, [(1, nine(10))]);
}
