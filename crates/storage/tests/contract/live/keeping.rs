//! What is kept how long.

use std::time::Duration;

use domain::live::{Datastream, Level, Retention};
use jiff::{SignedDuration, Timestamp};
use portal::ports::LiveStore;
use storage::Store;

use super::batches::{QUARTER, With, at, berlin, counts, instants, later, ok, reading, run};
use crate::databases::on_every_database;

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

async fn delete_all(store: &Store, now: Timestamp) {
    while store.delete_expired(now, 5).await.unwrap() > 0 {}
}

async fn kept(store: &Store, stream: &Datastream) -> Vec<Timestamp> {
    let kept = store
        .observations(&stream.id, Timestamp::MIN, Timestamp::MAX, 9_999)
        .await;
    kept.unwrap().iter().map(|o| o.end).collect()
}

#[tokio::test]
async fn values_of_every_minute_go_after_two_weeks_and_others_after_ninety_days() {
    on_every_database(async |database| {
        let store = database.open().await;
        let now = at("2026-06-30T12:00:00Z");
        let quarterly = instants("f", "1");
        let minutely = Datastream {
            expected_every: Duration::from_mins(1),
            ..instants("f", "2")
        };
        let ages = [100, 91, 80, 20, 15, 13, 0];
        for age in ages {
            let end = now - days(age);
            let values = [ok(end, 1.0), ok(later(end, -15), 2.0)];
            let batch = reading("f", end)
                .with(&quarterly, &values)
                .with(&minutely, &values);
            store.ingest(&batch, &berlin()).await.unwrap();
        }
        while store.roll_up(Timestamp::MAX, 99).await.unwrap() > 0 {}
        delete_all(&store, now).await;
        let ends = |oldest: i64| {
            let ages = ages.into_iter().filter(move |age| *age <= oldest);
            ages.flat_map(|age| [later(now - days(age), -15), now - days(age)])
                .collect::<Vec<_>>()
        };
        assert_eq!(kept(&store, &quarterly).await, ends(80));
        assert_eq!(kept(&store, &minutely).await, ends(13));
        assert_eq!(store.delete_expired(now, 5).await.unwrap(), 0);
        // Roll-ups stay, and so does the newest value.
        for stream in [&quarterly, &minutely] {
            let hours = store
                .rollups(&stream.id, Level::Hour, Timestamp::MIN, Timestamp::MAX)
                .await;
            assert_eq!(hours.unwrap().len(), 2 * ages.len());
        }
        assert_eq!(store.changes_since(0).await.unwrap().latest.len(), 2);
        // A day later the next ones go.
        delete_all(&store, now + days(11)).await;
        assert_eq!(kept(&store, &quarterly).await, ends(20));
        assert_eq!(kept(&store, &minutely).await, ends(0));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_rolled_up_yet_is_not_deleted() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (now, stream) = (at("2026-06-30T12:00:00Z"), instants("f", "1"));
        let batch = reading("f", now).with(&stream, &[ok(now, 1.0)]);
        store.ingest(&batch, &berlin()).await.unwrap();
        delete_all(&store, now + days(100)).await;
        assert_eq!(kept(&store, &stream).await, [now]);
        while store.roll_up(Timestamp::MAX, 99).await.unwrap() > 0 {}
        delete_all(&store, now + days(100)).await;
        assert_eq!(kept(&store, &stream).await, []);
    })
    .await;
}

#[tokio::test]
async fn roll_ups_stay_right_when_late_values_come_after_their_observations_are_gone() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (noon, stream) = (at("2026-06-01T12:00:00Z"), counts("f", "1", QUARTER));
        let values = [15, 30, 45, 60].map(|minute| ok(later(noon, minute), 1.0));
        let batch = reading("f", later(noon, 60)).with(&stream, &values);
        store.ingest(&batch, &berlin()).await.unwrap();
        while store.roll_up(Timestamp::MAX, 99).await.unwrap() > 0 {}
        // Within the day that is going: part of its observations is deleted, and late ones come.
        for hours in 0..30 {
            let now = noon + days(90) + SignedDuration::from_hours(hours);
            delete_all(&store, now).await;
            let late = reading("f", now).with(&stream, &[ok(later(noon, 50), 1.0)]);
            store.ingest(&late, &berlin()).await.unwrap();
            while store.roll_up(Timestamp::MAX, 99).await.unwrap() > 0 {}
            for level in [Level::Hour, Level::Day] {
                let rolled = store
                    .rollups(&stream.id, level, Timestamp::MIN, Timestamp::MAX)
                    .await;
                let rolled = rolled.unwrap();
                assert_eq!(
                    (rolled.len(), rolled[0].rollup.n),
                    (1, 4),
                    "{level:?} after {hours}"
                );
            }
        }
        assert_eq!(kept(&store, &stream).await, []);
    })
    .await;
}

#[tokio::test]
async fn roll_ups_events_and_runs_go_when_their_time_has_come() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (now, stream) = (at("2026-06-01T12:00:00Z"), instants("f", "1"));
        let batch = reading("f", now).with(&stream, &[ok(now, 1.0)]);
        store.ingest(&batch, &berlin()).await.unwrap();
        store.record(&run("f", now)).await.unwrap();
        while store.roll_up(Timestamp::MAX, 99).await.unwrap() > 0 {}
        let left = async |now| {
            delete_all(&store, now).await;
            let mut left = Vec::new();
            for level in Level::ALL {
                let found = store
                    .rollups(&stream.id, level, Timestamp::MIN, Timestamp::MAX)
                    .await;
                left.push(found.unwrap().len());
            }
            left.push(store.runs(&batch.feed, 9).await.unwrap().len());
            left
        };
        assert_eq!(left(now + days(89)).await, [1, 1, 1, 2]);
        assert_eq!(left(now + days(91)).await, [1, 1, 1, 0]);
        let quarter =
            days(1) + SignedDuration::try_from(Retention::USUAL.quarter.unwrap()).unwrap();
        assert_eq!(left(now + quarter).await, [0, 1, 1, 0]);
        let hour = days(1) + SignedDuration::try_from(Retention::USUAL.hour.unwrap()).unwrap();
        assert_eq!(left(now + hour).await, [0, 0, 1, 0]);
        assert_eq!(left(now + days(30_000)).await, [0, 0, 1, 0]);
    })
    .await;
}
