//! Everybody hears of changes, and learns exactly what changed.

use std::time::Duration;

use domain::live::{FeedBatch, Origin, Quality};
use jiff::Timestamp;
use portal::ports::{Changes, LiveStore};
use tokio::time::timeout;

use super::batches::{HOUR, QUARTER, With, at, berlin, counts, instants, later, ok, reading, run};
use crate::databases::on_every_database;

const NOON: &str = "2026-06-01T12:00:00Z";

fn one(now: Timestamp, value: f64) -> FeedBatch {
    reading("f", now).with(&instants("f", "1"), &[ok(now, value)])
}

#[tokio::test]
async fn another_program_on_the_same_database_hears_of_a_change() {
    on_every_database(async |database| {
        let (writing, reading) = (database.open().await, database.open().await);
        let mut heard = reading.sequence();
        let mut own = writing.sequence();
        for minutes in [0, 15] {
            let report = writing
                .ingest(&one(later(at(NOON), minutes), 1.0), &berlin())
                .await;
            let number = report.unwrap().sequence.unwrap();
            for follower in [&mut heard, &mut own] {
                timeout(
                    Duration::from_secs(20),
                    follower.wait_for(|newest| *newest >= number),
                )
                .await
                .expect("nobody told")
                .unwrap();
            }
        }
        writing.close().await;
        reading.close().await;
    })
    .await;
}

#[tokio::test]
async fn following_goes_on_after_the_connection_is_lost() {
    on_every_database(async |database| {
        let (writing, reading) = (database.open().await, database.open().await);
        let mut heard = reading.sequence();
        let first = writing
            .ingest(&one(at(NOON), 1.0), &berlin())
            .await
            .unwrap();
        heard
            .wait_for(|newest| Some(*newest) == first.sequence)
            .await
            .unwrap();
        if let crate::databases::TestDatabase::Postgres { .. } = database {
            database
                .execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE query LIKE 'LISTEN%' AND datname = current_database()",
                )
                .await;
        }
        let second = writing
            .ingest(&one(later(at(NOON), 15), 2.0), &berlin())
            .await
            .unwrap();
        timeout(
            Duration::from_secs(20),
            heard.wait_for(|newest| Some(*newest) == second.sequence),
        )
        .await
        .expect("nobody told")
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn only_what_changed_since_then_comes() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        let other = counts("f", "2", QUARTER);
        let batch = one(noon, 1.0).with(&other, &[ok(noon, 7.0)]);
        let first = store
            .ingest(&batch, &berlin())
            .await
            .unwrap()
            .sequence
            .unwrap();
        let all = store.changes_since(0).await.unwrap();
        assert_eq!((all.sequence, all.complete), (first, true));
        assert_eq!(all.things, batch.harvest.things);
        assert_eq!(all.datastreams, batch.harvest.datastreams);
        assert_eq!(
            (all.latest.len(), all.health.len(), all.events.len()),
            (2, 1, 0)
        );

        let second = store
            .ingest(&one(later(noon, 15), 2.0), &berlin())
            .await
            .unwrap();
        let changes = store.changes_since(first).await.unwrap();
        assert_eq!(Some(changes.sequence), second.sequence);
        assert!(!changes.complete);
        assert_eq!((changes.things.len(), changes.datastreams.len()), (0, 0));
        let (id, latest) = &changes.latest[0];
        assert_eq!((id, changes.latest.len()), (&instants("f", "1").id, 1));
        assert_eq!(latest.observation.value, Some(2.0));
        assert_eq!(Some(latest.sequence), second.sequence);

        let nothing = store.changes_since(changes.sequence).await.unwrap();
        let sequence = changes.sequence;
        assert_eq!(
            nothing,
            Changes {
                sequence,
                ..Changes::default()
            }
        );
    })
    .await;
}

#[tokio::test]
async fn a_failed_reading_is_told_too() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        store.ingest(&one(noon, 1.0), &berlin()).await.unwrap();
        let before = store.changes_since(0).await.unwrap().sequence;
        let mut failed = run("f", later(noon, 5));
        failed.outcome = domain::live::Outcome::Unreachable;
        failed.error = Some("no answer within 20 s".into());
        store.record(&failed).await.unwrap();
        let changes = store.changes_since(before).await.unwrap();
        let health = &changes.health[0];
        assert_eq!(
            (health.last_success, health.failing_since),
            (Some(noon), Some(failed.started))
        );
        assert_eq!(health.last_error, failed.error);
        assert_eq!((changes.latest.len(), changes.things.len()), (0, 0));
        assert_eq!(store.runs(&failed.feed, 1).await.unwrap(), [failed]);
    })
    .await;
}

#[tokio::test]
async fn settings_that_another_program_changed_are_changed_back() {
    on_every_database(async |database| {
        let (here, there) = (database.open().await, database.open().await);
        let noon = at(NOON);
        let hourly = domain::live::Datastream {
            expected_every: HOUR,
            ..instants("f", "1")
        };
        here.ingest(&one(noon, 1.0), &berlin()).await.unwrap();
        let change = reading("f", later(noon, 15)).with(&hourly, &[]);
        there.ingest(&change, &berlin()).await.unwrap();
        let seen = here.changes_since(0).await.unwrap();
        assert_eq!(seen.datastreams, [hourly]);
        // What this program remembers is not what the table has.
        here.ingest(&one(later(noon, 30), 1.0), &berlin())
            .await
            .unwrap();
        let back = there.changes_since(seen.sequence).await.unwrap();
        assert_eq!(back.datastreams, [instants("f", "1")]);
    })
    .await;
}

#[tokio::test]
async fn programs_that_take_turns_with_a_feed_store_every_value_once() {
    on_every_database(async |database| {
        let (here, there) = (database.open().await, database.open().await);
        let noon = at(NOON);
        for (store, minutes, value, new, revised) in [
            (&here, 0, 1.0, 1, 0),
            (&there, 15, 1.0, 1, 0),
            (&here, 15, 1.0, 0, 0),
            (&here, 15, 2.0, 0, 1),
            (&there, 15, 2.0, 0, 0),
            (&there, 0, 3.0, 0, 1),
            (&here, 30, 2.0, 1, 0),
            (&there, 30, 2.0, 0, 0),
        ] {
            let batch = one(later(noon, minutes), value);
            let report = store.ingest(&batch, &berlin()).await.unwrap();
            assert_eq!(
                (report.new, report.revised),
                (new, revised),
                "{minutes} {value}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn switching_back_to_real_sources_removes_everything_that_was_simulated() {
    on_every_database(async |database| {
        let (store, other) = (database.open().await, database.open().await);
        let noon = at(NOON);
        store.ingest(&one(noon, 1.0), &berlin()).await.unwrap();
        assert_eq!(store.remove_simulated().await.unwrap(), 0);
        let stream = instants("simulated-f", "1");
        let simulated = FeedBatch {
            origin: Origin::Simulated,
            ..reading("simulated-f", noon)
        };
        let missing = (later(noon, -15), None, Quality::Missing);
        let simulated = simulated.with(&stream, &[missing, ok(noon, 1.0)]);
        other.ingest(&simulated, &berlin()).await.unwrap();
        other.record(&run("simulated-never", noon)).await.unwrap();
        while store.roll_up(Timestamp::MAX, 99).await.unwrap() > 0 {}
        let before = store.changes_since(0).await.unwrap().sequence;
        assert_eq!(store.remove_simulated().await.unwrap(), 1);
        let changes = store.changes_since(before).await.unwrap();
        assert!(changes.complete && changes.sequence > before);
        assert_eq!(changes, store.changes_since(0).await.unwrap());
        assert_eq!(
            (
                changes.things.len(),
                changes.latest.len(),
                changes.health.len()
            ),
            (1, 1, 1)
        );
        assert_eq!(changes.things[0].id, instants("f", "1").thing);
        for (table, rows) in [
            ("observation", 1),
            ("rollup", 3),
            ("feed_run", 1),
            ("thing", 1),
        ] {
            let sql = format!("SELECT count(*) FROM {table}");
            assert_eq!(database.number(&sql).await, rows, "{table}");
        }
        // A program that still remembers it writes it anew.
        let report = other.ingest(&simulated, &berlin()).await.unwrap();
        assert_eq!(report.new, 2);
        assert_eq!(other.changes_since(0).await.unwrap().things.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_was_never_given_out_gets_everything() {
    on_every_database(async |database| {
        let store = database.open().await;
        store.ingest(&one(at(NOON), 1.0), &berlin()).await.unwrap();
        let changes = store.changes_since(1_000).await.unwrap();
        assert!(changes.complete);
        assert_eq!(changes, store.changes_since(0).await.unwrap());
    })
    .await;
}
