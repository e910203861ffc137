//! A reading is stored as a whole or not at all, and never under somebody else's name.

use domain::live::{Event, EventId, EventKind, EventText, FeedBatch, Origin, Quality, Severity};
use jiff::Timestamp;
use portal::ports::{LiveStore, StoreError};

use super::batches::{QUARTER, With, at, berlin, counts, instants, later, ok, reading};
use crate::databases::on_every_database;

const NOON: &str = "2026-06-01T12:00:00Z";

fn full(now: Timestamp, value: f64) -> FeedBatch {
    let stream = instants("f", "1");
    let mut batch = reading("f", now).with(&stream, &[ok(now, value)]);
    batch.harvest.events = Some(vec![Event {
        id: EventId::of(&batch.feed, "e"),
        feed: batch.feed.clone(),
        kind: EventKind::Closure,
        severity: Severity::Minor,
        valid_from: Some(now),
        valid_to: None,
        line: vec![],
        title: EventText::german("Gesperrt"),
        description: None,
        instruction: None,
        street: None,
        direction: None,
        url: None,
    }]);
    batch
}

#[tokio::test]
async fn a_reading_that_fails_half_way_leaves_nothing() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        store.ingest(&full(noon, 1.0), &berlin()).await.unwrap();
        while store.roll_up(Timestamp::MAX, 9).await.unwrap() > 0 {}
        let before = store.changes_since(0).await.unwrap();
        // The health of the feed is written last.
        for table in ["feed_run", "feed_state"] {
            let (now, other) = (later(noon, 15), instants("f", "2"));
            let batch = full(now, 2.0).with(&other, &[ok(now, 3.0)]);
            database
                .execute(&format!("ALTER TABLE {table} RENAME TO away"))
                .await;
            let failed = store.ingest(&batch, &berlin()).await;
            assert!(matches!(failed, Err(StoreError::Database(_))), "{failed:?}");
            database
                .execute(&format!("ALTER TABLE away RENAME TO {table}"))
                .await;
            assert_eq!(store.changes_since(0).await.unwrap(), before);
            for (table, rows) in [
                ("observation", 1),
                ("dirty_bucket", 0),
                ("feed_run", 1),
                ("event", 1),
            ] {
                let sql = format!("SELECT count(*) FROM {table}");
                assert_eq!(database.number(&sql).await, rows, "{table}");
            }
        }
        // And the store goes on working.
        let report = store
            .ingest(&full(later(noon, 15), 2.0), &berlin())
            .await
            .unwrap();
        assert_eq!(report.new, 1);
    })
    .await;
}

#[tokio::test]
async fn what_belongs_to_another_feed_is_refused() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        store.ingest(&full(noon, 1.0), &berlin()).await.unwrap();
        let foreign_thing = reading("g", noon).with(&instants("g", "1"), &[]);
        let mut foreign_thing = foreign_thing;
        foreign_thing.harvest.things = full(noon, 1.0).harvest.things;
        let mut stolen_thing = foreign_thing.clone();
        stolen_thing.harvest.things[0].feed = stolen_thing.feed.clone();
        let mut foreign_stream = reading("g", noon).with(&instants("g", "1"), &[]);
        foreign_stream.harvest.datastreams = vec![instants("f", "1")];
        let mut foreign_event = reading("g", noon);
        foreign_event.harvest.events = full(noon, 1.0).harvest.events;
        let mut stolen_event = foreign_event.clone();
        for event in stolen_event.harvest.events.iter_mut().flatten() {
            event.feed = stolen_event.feed.clone();
        }
        let before = store.changes_since(0).await.unwrap();
        for batch in [
            foreign_thing,
            stolen_thing,
            foreign_stream,
            foreign_event,
            stolen_event,
        ] {
            let refused = store.ingest(&batch, &berlin()).await;
            assert!(
                matches!(refused, Err(StoreError::Mixed { .. })),
                "{refused:?}"
            );
        }
        assert_eq!(store.changes_since(0).await.unwrap(), before);
    })
    .await;
}

#[tokio::test]
async fn real_and_simulated_values_never_meet_in_one_feed() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        store.ingest(&full(noon, 1.0), &berlin()).await.unwrap();
        let simulated = FeedBatch {
            origin: Origin::Simulated,
            ..full(later(noon, 15), 2.0)
        };
        let refused = store.ingest(&simulated, &berlin()).await;
        assert!(
            matches!(refused, Err(StoreError::Mixed { .. })),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_too_old_to_be_kept_is_counted_as_rejected() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (now, stream) = (at("2026-06-01T12:00:00Z"), instants("f", "1"));
        // The day of this instant in 2026-03-03 began before 90 days ago.
        let values = [
            ok(at("2026-03-03T13:00:00Z"), 1.0),
            ok(at("2026-03-03T23:00:00Z"), 2.0),
            (now, Some(f64::NAN), Quality::Ok),
        ];
        let mut batch = reading("f", now).with(&stream, &values);
        batch.run.rejected = 5;
        let report = store.ingest(&batch, &berlin()).await.unwrap();
        assert_eq!(report.new, 1);
        assert_eq!(store.runs(&batch.feed, 1).await.unwrap()[0].rejected, 7);
        assert_eq!(store.changes_since(0).await.unwrap().health[0].rejected, 7);
        let kept = store
            .observations(&stream.id, Timestamp::MIN, Timestamp::MAX, 9)
            .await;
        assert_eq!(kept.unwrap()[0].end, values[1].0);
    })
    .await;
}

#[tokio::test]
async fn two_values_for_one_instant_and_a_character_nul_do_no_harm() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        let stream = counts("f", "1", QUARTER).towards("Süd\0en");
        let mut batch = reading("f", noon).with(&stream, &[ok(noon, 1.0), ok(noon, 2.0)]);
        batch.harvest.things[0].name = "a\0b".into();
        batch.harvest.things.push(batch.harvest.things[0].clone());
        batch.run.error = Some("\0".into());
        assert_eq!(store.ingest(&batch, &berlin()).await.unwrap().new, 1);
        assert_eq!(
            store.ingest(&batch, &berlin()).await.unwrap().sequence,
            None
        );
        let changes = store.changes_since(0).await.unwrap();
        assert_eq!(changes.things[0].name, "ab");
        assert_eq!(changes.datastreams[0].direction.as_deref(), Some("Süden"));
        assert_eq!(changes.latest[0].1.observation.value, Some(2.0));
    })
    .await;
}
