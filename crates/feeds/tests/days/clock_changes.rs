//! Days of 23 and 25 hours.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use domain::live::{Bucket, Datastream, Level, Observation, Property, Rollup};
use jiff::Timestamp;

use crate::town::Town;

/// Feeds that are read more often are read once in a step: what they miss is missing.
const STEP: Duration = Duration::from_mins(15);

/// From the evening before a night in which the clocks change to the evening after it.
async fn run_a_day(from: &str, to: &str) -> (Town, u32) {
    let town = Town::at(from).await;
    let (to, mut readings): (Timestamp, u32) = (to.parse().unwrap(), 0);
    let mut next: Vec<Timestamp> = vec![town.now(); town.feeds.len()];
    while town.now() < to {
        for (feed, next) in town.feeds.iter().zip(&mut next) {
            if *next <= town.now() {
                assert!(
                    town.read(feed).await.is_success(),
                    "{} at {}",
                    feed.id,
                    town.now()
                );
                *next = town.now() + jiff::SignedDuration::try_from(feed.interval).unwrap();
                readings += 1;
            }
        }
        town.wait(STEP);
    }
    (town, readings)
}

/// Holds every roll-up of a datastream against its own observations.
async fn check(town: &Town, stream: &Datastream) -> u32 {
    let (from, to) = (
        Timestamp::UNIX_EPOCH,
        town.now() + jiff::SignedDuration::from_hours(48),
    );
    let observed = town
        .store
        .observations(&stream.id, from, to, 100_000)
        .await
        .unwrap();
    let mut checked = 0;
    for level in stream.levels() {
        let mut buckets: BTreeMap<Bucket, Vec<Observation>> = BTreeMap::new();
        for observation in &observed {
            let bucket = Bucket::of(level, stream, observation, &town.zone);
            buckets.entry(bucket).or_default().push(*observation);
        }
        let expected: Vec<(Timestamp, Rollup)> = buckets
            .iter()
            .filter_map(|(bucket, inside)| {
                let expected = bucket.expected(stream.expected_every);
                Some((bucket.start, Rollup::of(inside, expected)?))
            })
            .collect();
        let stored = town
            .store
            .rollups(&stream.id, level, from, to)
            .await
            .unwrap();
        let told: Vec<Timestamp> = stored.iter().map(|one| one.start).collect();
        let starts: Vec<Timestamp> = expected.iter().map(|(start, _)| *start).collect();
        assert_eq!(told, starts, "{} {}", stream.id, level.as_str());
        for (one, (start, rollup)) in stored.iter().zip(&expected) {
            let (a, b) = (one.rollup, *rollup);
            let same = (a.n, a.expected_n, a.min, a.max, a.last)
                == (b.n, b.expected_n, b.min, b.max, b.last);
            let close = (a.sum - b.sum).abs() <= 1e-6 * b.sum.abs().max(1.0);
            assert!(same && close, "{} {start}: {a:?} is not {b:?}", stream.id);
            checked += 1;
        }
    }
    checked
}

async fn every_rollup_is_right(from: &str, to: &str, inside: &str, hours: u32) {
    let (town, readings) = run_a_day(from, to).await;
    let board = town.live.board();
    let streams = board.registry().streams();
    let mut checked = 0;
    for stream in streams {
        checked += check(&town, stream).await;
    }
    assert!(
        readings > 500 && checked > 1_000,
        "{readings} readings, {checked} roll-ups"
    );
    let day = Bucket::around(Level::Day, inside.parse().unwrap(), &town.zone);
    assert_eq!(day.hours(), i64::from(hours));
    // A level of every 15 minutes is there for every quarter of that day.
    let level = |stream: &&Arc<Datastream>| stream.property == Property::WaterLevel;
    let level = streams.iter().find(level).unwrap();
    let days = town
        .store
        .rollups(&level.id, Level::Day, day.start, day.end)
        .await
        .unwrap();
    let told = (days[0].rollup.n, days[0].rollup.expected_n);
    assert_eq!(told, (hours * 4, hours * 4), "{}", level.id);
}

#[tokio::test]
async fn the_day_of_23_hours_is_rolled_up_right() {
    every_rollup_is_right(
        "2026-03-28T20:00:00Z",
        "2026-03-30T00:30:00Z",
        "2026-03-29T12:00:00Z",
        23,
    )
    .await;
}

#[tokio::test]
async fn the_day_of_25_hours_is_rolled_up_right() {
    every_rollup_is_right(
        "2026-10-24T20:00:00Z",
        "2026-10-26T01:30:00Z",
        "2026-10-25T12:00:00Z",
        25,
    )
    .await;
}
