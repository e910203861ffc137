//! What a reading brings is kept once, and corrected when the source corrects itself.

use domain::live::{Observation, Quality};
use jiff::Timestamp;
use portal::ports::LiveStore;

use super::batches::{QUARTER, With, at, berlin, counts, instants, later, ok, reading};
use crate::databases::on_every_database;

const NOON: &str = "2026-06-01T12:00:00Z";

#[tokio::test]
async fn the_same_reading_twice_changes_nothing() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (noon, stream) = (at(NOON), instants("f", "1"));
        let batch = reading("f", noon).with(&stream, &[ok(later(noon, -15), 4.0), ok(noon, 5.0)]);
        let first = store.ingest(&batch, &berlin()).await.unwrap();
        assert_eq!((first.new, first.revised), (2, 0));
        assert_eq!(first.changed, std::slice::from_ref(&stream.id));
        assert!(first.sequence.is_some());
        let before = store.changes_since(0).await.unwrap();
        let again = store.ingest(&batch, &berlin()).await.unwrap();
        assert_eq!(again, domain::live::IngestReport::default());
        let after = store.changes_since(0).await.unwrap();
        assert_eq!(
            (after.things, after.datastreams),
            (before.things, before.datastreams)
        );
        assert_eq!(after.latest, before.latest);
        let kept = store
            .observations(&stream.id, Timestamp::MIN, Timestamp::MAX, 9)
            .await;
        assert_eq!(kept.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_value_that_the_source_corrects_keeps_what_it_was() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (noon, stream) = (at(NOON), instants("f", "1"));
        let old = later(noon, -15);
        let first = reading("f", noon).with(&stream, &[ok(old, 4.0), ok(noon, 5.0)]);
        store.ingest(&first, &berlin()).await.unwrap();
        let corrected = reading("f", later(noon, 5)).with(
            &stream,
            &[ok(old, 40.0), (noon, Some(5.0), Quality::Provisional)],
        );
        let report = store.ingest(&corrected, &berlin()).await.unwrap();
        assert_eq!((report.new, report.revised), (0, 2));
        assert_eq!(report.changed, std::slice::from_ref(&stream.id));
        let kept = store
            .observations(&stream.id, old, later(noon, 1), 9)
            .await
            .unwrap();
        let kept: Vec<_> = kept.iter().map(|o| (o.value, o.quality)).collect();
        assert_eq!(
            kept,
            [(Some(40.0), Quality::Ok), (Some(5.0), Quality::Provisional)]
        );
        let sql = "SELECT count(*) FROM observation_revision WHERE old_quality = 0 \
                   AND old_value IN (4.0, 5.0)";
        assert_eq!(database.number(sql).await, 2);
        let runs = store.runs(&first.feed, 9).await.unwrap();
        assert_eq!((runs[0].new, runs[0].revised, runs[1].new), (0, 2, 2));
    })
    .await;
}

#[tokio::test]
async fn late_values_are_kept_but_the_newest_stays_the_newest() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (noon, stream) = (at(NOON), instants("f", "1"));
        let batch = reading("f", noon).with(&stream, &[ok(noon, 5.0)]);
        store.ingest(&batch, &berlin()).await.unwrap();
        let three_days = later(noon, -3 * 24 * 60);
        let late = reading("f", later(noon, 5)).with(&stream, &[ok(three_days, 1.0)]);
        let report = store.ingest(&late, &berlin()).await.unwrap();
        assert_eq!((report.new, report.changed.len()), (1, 0));
        let latest = store.changes_since(0).await.unwrap().latest;
        assert_eq!(latest[0].1.observation.end, noon);
        assert_eq!(latest[0].1.received_at, noon);
        let kept = store
            .observations(&stream.id, three_days, noon, 9)
            .await
            .unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(store.ingest(&late, &berlin()).await.unwrap().new, 0);
    })
    .await;
}

#[tokio::test]
async fn no_value_stays_no_value() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (noon, stream) = (at(NOON), instants("f", "1"));
        let missing = (noon, None, Quality::Missing);
        let batch = reading("f", noon).with(&stream, &[missing]);
        store.ingest(&batch, &berlin()).await.unwrap();
        let expected = Observation {
            end: noon,
            value: None,
            quality: Quality::Missing,
        };
        let kept = store
            .observations(&stream.id, noon, later(noon, 1), 9)
            .await
            .unwrap();
        assert_eq!(kept, [expected]);
        let latest = store.changes_since(0).await.unwrap().latest;
        assert_eq!(latest[0].1.observation, expected);
    })
    .await;
}

#[tokio::test]
async fn of_a_thousand_values_at_once_each_comes_back() {
    on_every_database(async |database| {
        let store = database.open().await;
        let noon = at(NOON);
        let streams: Vec<_> = (0..123)
            .map(|n| counts("f", &n.to_string(), QUARTER))
            .collect();
        let mut batch = reading("f", noon);
        for (n, stream) in (0_u32..).zip(&streams) {
            let values: Vec<_> = (0..9_u32)
                .map(|k| {
                    ok(
                        later(noon, -15 * i64::from(k)),
                        f64::from(n) + f64::from(k) / 7.0,
                    )
                })
                .collect();
            batch = batch.with(stream, &values);
        }
        let report = store.ingest(&batch, &berlin()).await.unwrap();
        assert_eq!((report.new, report.changed.len()), (9 * 123, 123));
        assert_eq!(
            store.ingest(&batch, &berlin()).await.unwrap().sequence,
            None
        );
        for (n, stream) in (0_u32..).zip(&streams) {
            let kept = store
                .observations(&stream.id, later(noon, -120), later(noon, 1), 99)
                .await;
            let values: Vec<_> = kept.unwrap().iter().filter_map(|o| o.value).collect();
            let expected: Vec<_> = (0..9_u32)
                .rev()
                .map(|k| f64::from(n) + f64::from(k) / 7.0)
                .collect();
            assert_eq!(values, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn only_what_was_asked_for_comes_the_oldest_first() {
    on_every_database(async |database| {
        let store = database.open().await;
        // The last value of a day lies in the period before midnight.
        let stream = counts("f", "1", QUARTER);
        let values: Vec<_> = (0..200_u32)
            .map(|n| {
                ok(
                    later(at("2026-05-30T00:00:00Z"), 15 * i64::from(n)),
                    f64::from(n),
                )
            })
            .collect();
        let batch = reading("f", at(NOON)).with(&stream, &values);
        store.ingest(&batch, &berlin()).await.unwrap();
        for (from, to) in [(0, 200), (24, 48), (23, 25), (7, 8), (199, 200)] {
            let found = store
                .observations(
                    &stream.id,
                    values[from].0,
                    later(values[to - 1].0, 1),
                    1_000,
                )
                .await
                .unwrap();
            let ends: Vec<_> = found.iter().map(|o| o.end).collect();
            let expected: Vec<_> = values[from..to].iter().map(|v| v.0).collect();
            assert_eq!(ends, expected, "{from} to {to}");
        }
        let first = store
            .observations(&stream.id, Timestamp::MIN, Timestamp::MAX, 2)
            .await;
        let ends: Vec<_> = first.unwrap().iter().map(|o| o.end).collect();
        assert_eq!(ends, [values[0].0, values[1].0]);
        let unknown = instants("f", "9").id;
        let none = store
            .observations(&unknown, Timestamp::MIN, Timestamp::MAX, 2)
            .await;
        assert_eq!(none.unwrap(), []);
    })
    .await;
}
