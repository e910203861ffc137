//! Whatever comes in whatever order, the roll-ups are those of everything that came.

use std::{collections::BTreeMap, time::Duration};

use domain::live::{Bucket, Datastream, Level, Observation, Quality, Rollup};
use jiff::{SignedDuration, Timestamp};
use portal::ports::{LiveStore, RolledUp};
use proptest::{
    collection::vec,
    sample::select,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use storage::Store;

use super::batches::{HOUR, QUARTER, With, at, berlin, counts, instants, reading};
use crate::databases::on_every_database;

/// One value: which datastream, how many five minutes after the beginning, what.
type Value = (usize, i64, Option<f64>, Quality);

/// Two days around the end of summer time.
const START: &str = "2026-10-24T20:00:00Z";
const STEPS: i64 = 2 * 24 * 12;

fn any_value() -> impl Strategy<Value = Value> {
    let quality = select(&Quality::ALL[..]);
    // Whole numbers, so that sums do not depend on their order.
    let value = (-50..500_i32).prop_map(f64::from);
    (0..5_usize, 0..STEPS, value, quality).prop_map(|(stream, step, value, quality)| {
        let value = (quality != Quality::Missing).then_some(value);
        (stream, step, value, quality)
    })
}

fn streams() -> [Datastream; 5] {
    [
        instants("f", "1"),
        counts("f", "2", QUARTER),
        counts("f", "3", HOUR),
        counts("f", "4", 8 * HOUR),
        counts("f", "5", Duration::from_mins(5)),
    ]
}

/// By hand: every bucket that holds something.
fn expected(
    stream: &Datastream,
    level: Level,
    observations: &BTreeMap<Timestamp, Observation>,
) -> Vec<RolledUp> {
    let mut buckets: BTreeMap<Bucket, Vec<Observation>> = BTreeMap::new();
    for observation in observations.values() {
        let bucket = Bucket::of(level, stream, observation, &berlin());
        buckets.entry(bucket).or_default().push(*observation);
    }
    let rollups = buckets.into_iter().filter_map(|(bucket, observations)| {
        let rollup = Rollup::of(&observations, bucket.expected(stream.expected_every))?;
        Some(RolledUp {
            start: bucket.start,
            rollup,
        })
    });
    rollups.collect()
}

async fn compare(store: &Store, all: &[BTreeMap<Timestamp, Observation>; 5]) {
    for (stream, observations) in streams().iter().zip(all) {
        for level in Level::ALL {
            let found = store
                .rollups(&stream.id, level, Timestamp::MIN, Timestamp::MAX)
                .await;
            let expected = if stream.levels().any(|one| one == level) {
                expected(stream, level, observations)
            } else {
                Vec::new()
            };
            assert_eq!(found.unwrap(), expected, "{level:?} of {}", stream.id);
        }
        let found = store
            .observations(&stream.id, Timestamp::MIN, Timestamp::MAX, 9_999)
            .await;
        let expected: Vec<_> = observations.values().copied().collect();
        assert_eq!(found.unwrap(), expected, "{}", stream.id);
    }
}

#[tokio::test]
async fn any_readings_in_any_order_give_the_same_roll_ups() {
    on_every_database(async |database| {
        let store = database.open().await;
        let mut runner = TestRunner::deterministic();
        let mut all: [BTreeMap<Timestamp, Observation>; 5] = Default::default();
        for round in 0..24_i64 {
            let values = vec(any_value(), 0..60)
                .new_tree(&mut runner)
                .unwrap()
                .current();
            let now = at(START) + SignedDuration::from_hours(48 + round);
            let mut batch = reading("f", now);
            for (stream, step, value, quality) in values {
                let end = at(START) + SignedDuration::from_mins(5 * step);
                batch = batch.with(&streams()[stream], &[(end, value, quality)]);
                all[stream].insert(
                    end,
                    Observation {
                        end,
                        value,
                        quality,
                    },
                );
            }
            store.ingest(&batch, &berlin()).await.unwrap();
            // Sometimes everything, sometimes a part, sometimes nothing is rolled up in between.
            for _ in 0..round % 4 {
                store.roll_up(Timestamp::MAX, 5).await.unwrap();
            }
            if round % 6 == 5 {
                // Before, between and after the days.
                let second_day = at(START) + SignedDuration::from_hours(26);
                let presents = [Timestamp::MIN, second_day, Timestamp::MAX];
                let present = presents[usize::try_from(round / 6).unwrap() % 3];
                while store.roll_up(present, 100).await.unwrap() > 0 {}
                compare(&store, &all).await;
            }
        }
    })
    .await;
}
