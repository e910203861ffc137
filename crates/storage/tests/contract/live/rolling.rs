//! Roll-ups follow what was observed, and only where something changed.

use std::time::Duration;

use domain::live::{Bucket, Datastream, Level, Quality};
use jiff::{Timestamp, tz::TimeZone};
use portal::ports::{LiveStore, RolledUp};
use storage::Store;

use super::batches::{HOUR, QUARTER, With, at, berlin, counts, instants, later, ok, reading};
use crate::databases::on_every_database;

/// Everything is rolled up, in small steps.
async fn roll_up(store: &Store) {
    while store.roll_up(Timestamp::MAX, 7).await.unwrap() > 0 {}
}

async fn all(store: &Store, stream: &Datastream, level: Level) -> Vec<RolledUp> {
    store
        .rollups(&stream.id, level, Timestamp::MIN, Timestamp::MAX)
        .await
        .unwrap()
}

#[tokio::test]
async fn observations_become_quarters_hours_and_days() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (start, stream) = (at("2026-06-01T10:00:00Z"), instants("f", "1"));
        let values = [
            (0, 3.0),
            (10, 1.0),
            (20, 4.0),
            (30, 1.0),
            (40, 5.0),
            (50, 9.0),
        ];
        let values = values.map(|(minute, value)| ok(later(start, minute), value));
        let batch = reading("f", later(start, 60)).with(&stream, &values);
        store.ingest(&batch, &berlin()).await.unwrap();
        assert_eq!(store.roll_up(Timestamp::MAX, 0).await.unwrap(), 0);
        assert_eq!(store.roll_up(Timestamp::MAX, 3).await.unwrap(), 3);
        // The last quarter and the day.
        assert_eq!(store.roll_up(Timestamp::MAX, 3).await.unwrap(), 2);
        assert_eq!(store.roll_up(Timestamp::MAX, 3).await.unwrap(), 0);
        let quarters = all(&store, &stream, Level::Quarter).await;
        let said: Vec<_> = quarters
            .iter()
            .map(|q| (q.start, q.rollup.n, q.rollup.sum, q.rollup.last))
            .collect();
        assert_eq!(
            said,
            [
                (start, 2, 4.0, 1.0),
                (later(start, 15), 1, 4.0, 4.0),
                (later(start, 30), 2, 6.0, 5.0),
                (later(start, 45), 1, 9.0, 9.0),
            ]
        );
        let hour = all(&store, &stream, Level::Hour).await[0];
        let rollup = hour.rollup;
        assert_eq!(
            (hour.start, rollup.n, rollup.expected_n, rollup.sum),
            (start, 6, 4, 23.0)
        );
        assert_eq!((rollup.min, rollup.max, rollup.last), (1.0, 9.0, 9.0));
        let day = all(&store, &stream, Level::Day).await[0];
        assert_eq!(
            (day.start, day.rollup.n, day.rollup.expected_n),
            (at("2026-05-31T22:00:00Z"), 6, 96)
        );
        assert_eq!((day.rollup.sum, day.rollup.last), (23.0, 9.0));
        let counted = store.counts(start, later(start, 60)).await.unwrap();
        assert_eq!(counted, [(batch.feed, 6)]);
        let before = store.counts(later(start, -60), start).await.unwrap();
        assert_eq!(before, []);
    })
    .await;
}

#[tokio::test]
async fn what_is_suspect_or_missing_does_not_count() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (start, stream) = (at("2026-06-01T10:00:00Z"), instants("f", "1"));
        let values = [
            ok(start, 2.0),
            (later(start, 1), Some(-8.0), Quality::Suspect),
            (later(start, 2), None, Quality::Missing),
            (later(start, 3), Some(4.0), Quality::Estimated),
            (later(start, 4), Some(800.0), Quality::Suspect),
            (later(start, 20), Some(-8.0), Quality::Suspect),
        ];
        let batch = reading("f", later(start, 30)).with(&stream, &values);
        store.ingest(&batch, &berlin()).await.unwrap();
        roll_up(&store).await;
        let quarters = all(&store, &stream, Level::Quarter).await;
        assert_eq!(quarters.len(), 1);
        let rollup = quarters[0].rollup;
        assert_eq!(
            (rollup.n, rollup.sum, rollup.min, rollup.last),
            (2, 6.0, 2.0, 4.0)
        );
    })
    .await;
}

#[tokio::test]
async fn a_bucket_in_which_nothing_counts_any_more_has_no_roll_up() {
    on_every_database(async |database| {
        let store = database.open().await;
        let start = at("2026-06-01T10:00:00Z");
        for stream in [
            instants("f", "1"),
            counts("f", "2", HOUR),
            counts("f", "3", 6 * HOUR),
        ] {
            let value = |value, quality| [(later(start, 5), value, quality)];
            let good = reading("f", later(start, 30)).with(&stream, &value(Some(3.0), Quality::Ok));
            store.ingest(&good, &berlin()).await.unwrap();
            roll_up(&store).await;
            assert_eq!(all(&store, &stream, Level::Day).await.len(), 1);
            let bad =
                reading("f", later(start, 40)).with(&stream, &value(Some(3.0), Quality::Suspect));
            store.ingest(&bad, &berlin()).await.unwrap();
            roll_up(&store).await;
            for level in Level::ALL {
                assert_eq!(
                    all(&store, &stream, level).await,
                    [],
                    "{level:?} of {}",
                    stream.id
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn late_and_revised_values_roll_up_only_their_buckets_again() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (start, stream) = (at("2026-06-01T00:00:00Z"), counts("f", "1", QUARTER));
        let values: Vec<_> = (1..=3 * 96)
            .map(|n| ok(later(start, n * 15), 1.0))
            .collect();
        let now = later(start, 3 * 24 * 60);
        let batch = reading("f", now).with(&stream, &values[1..]);
        store.ingest(&batch, &berlin()).await.unwrap();
        roll_up(&store).await;
        assert_eq!(all(&store, &stream, Level::Quarter).await.len(), 3 * 96 - 1);
        // Three days late: a bucket that is rolled up again expects what it should.
        database
            .execute("UPDATE rollup SET expected_n = 4711")
            .await;
        let late = reading("f", now).with(&stream, &[values[0], ok(later(start, 30), 5.0)]);
        store.ingest(&late, &berlin()).await.unwrap();
        assert_eq!(store.roll_up(Timestamp::MAX, 99).await.unwrap(), 3);
        for (level, buckets) in [(Level::Quarter, 2), (Level::Hour, 1), (Level::Day, 1)] {
            let rolled = all(&store, &stream, level).await;
            let touched: Vec<_> = rolled
                .iter()
                .filter(|r| r.rollup.expected_n != 4711)
                .collect();
            assert_eq!(touched.len(), buckets, "{level:?}");
        }
        let hour = all(&store, &stream, Level::Hour).await[0].rollup;
        assert_eq!((hour.n, hour.sum), (4, 8.0));
    })
    .await;
}

#[tokio::test]
async fn windows_that_begin_at_ten_past_belong_to_the_quarter_they_end_in() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (start, stream) = (at("2026-06-01T10:00:00Z"), counts("f", "1", QUARTER));
        let ends = [10, 25, 40, 55].map(|minute| ok(later(start, minute), 1.0));
        let full = [15, 30, 45, 60].map(|minute| ok(later(start, minute), 1.0));
        let aligned = counts("f", "2", QUARTER);
        let batch = reading("f", later(start, 90))
            .with(&stream, &ends)
            .with(&aligned, &full);
        store.ingest(&batch, &berlin()).await.unwrap();
        roll_up(&store).await;
        for stream in [stream, aligned] {
            let quarters = all(&store, &stream, Level::Quarter).await;
            let starts: Vec<_> = quarters.iter().map(|q| (q.start, q.rollup.n)).collect();
            assert_eq!(
                starts,
                [0, 15, 30, 45].map(|minute| (later(start, minute), 1))
            );
            assert_eq!(all(&store, &stream, Level::Hour).await[0].rollup.n, 4);
        }
    })
    .await;
}

/// Fills a day around `noon` and compares its roll-up.
async fn day(store: &Store, zone: &TimeZone, stream: &Datastream, noon: Timestamp, hours: u32) {
    let day = Bucket::around(Level::Day, noon, zone);
    let every = stream.expected_every;
    let mut ends = Vec::new();
    let mut end = day.start - 2 * every;
    while end <= day.end + 2 * every {
        ends.push(ok(end, 1.0));
        end += every;
    }
    let batch = reading("f", day.end + 2 * every).with(stream, &ends);
    store.ingest(&batch, zone).await.unwrap();
    roll_up(store).await;
    let days = store
        .rollups(&stream.id, Level::Day, day.start, day.end)
        .await
        .unwrap();
    let expected = hours * 3_600 / u32::try_from(every.as_secs()).unwrap();
    assert_eq!((days.len(), days[0].start), (1, day.start));
    assert_eq!(
        (days[0].rollup.n, days[0].rollup.expected_n),
        (expected, expected)
    );
    assert!((days[0].rollup.sum - f64::from(expected)).abs() < 1e-9);
}

#[tokio::test]
async fn the_days_of_the_change_of_time_have_23_and_25_hours() {
    on_every_database(async |database| {
        let store = database.open().await;
        let streams = [
            instants("f", "1"),
            counts("f", "2", QUARTER),
            counts("f", "3", HOUR),
            Datastream {
                expected_every: Duration::from_mins(5),
                ..instants("f", "4")
            },
        ];
        for stream in streams {
            day(&store, &berlin(), &stream, at("2026-03-29T12:00:00Z"), 23).await;
            day(&store, &berlin(), &stream, at("2026-10-25T12:00:00Z"), 25).await;
            day(&store, &berlin(), &stream, at("2026-10-27T12:00:00Z"), 24).await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_hour_in_which_a_day_ends_counts_for_both_days() {
    on_every_database(async |database| {
        let store = database.open().await;
        let india = TimeZone::get("Asia/Kolkata").unwrap();
        // Midnight in India.
        let midnight = at("2026-06-01T18:30:00Z");
        let stream = counts("f", "1", Duration::from_mins(30));
        let values = [ok(midnight, 3.0), ok(later(midnight, 30), 4.0)];
        let batch = reading("f", later(midnight, 60)).with(&stream, &values);
        store.ingest(&batch, &india).await.unwrap();
        roll_up(&store).await;
        let sums = async |level| {
            let rolled = all(&store, &stream, level).await;
            rolled
                .iter()
                .map(|r| (r.start, r.rollup.sum))
                .collect::<Vec<_>>()
        };
        assert_eq!(sums(Level::Hour).await, [(later(midnight, -30), 7.0)]);
        let days = [(later(midnight, -24 * 60), 3.0), (midnight, 4.0)];
        assert_eq!(sums(Level::Day).await, days);
    })
    .await;
}

#[tokio::test]
async fn days_may_begin_at_half_past() {
    on_every_database(async |database| {
        let store = database.open().await;
        let india = TimeZone::get("Asia/Kolkata").unwrap();
        let half = Duration::from_mins(30);
        for stream in [
            instants("f", "1"),
            counts("f", "2", QUARTER),
            counts("f", "3", half),
        ] {
            day(&store, &india, &stream, at("2026-06-01T06:00:00Z"), 24).await;
        }
    })
    .await;
}
