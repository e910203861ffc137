//! A day changes with every value until it is over; then it is rolled up once.

use domain::live::{Datastream, Level, Quality};
use jiff::Timestamp;
use portal::ports::LiveStore;
use storage::Store;

use super::batches::{With, at, berlin, instants, later, ok, reading};
use crate::databases::on_every_database;

/// Numbers and sums of the days, from the beginning of time.
async fn days(store: &Store, stream: &Datastream) -> Vec<(u32, f64)> {
    let days = store
        .rollups(&stream.id, Level::Day, Timestamp::MIN, Timestamp::MAX)
        .await
        .unwrap();
    days.iter()
        .map(|day| (day.rollup.n, day.rollup.sum))
        .collect()
}

const STORED: &str = "SELECT count(*) FROM rollup WHERE level = 86400";

#[tokio::test]
async fn a_day_is_made_of_its_hours_until_it_is_over() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (stream, noon) = (instants("f", "1"), at("2026-06-01T10:00:00Z"));
        let tell = async |end, value, quality| {
            let batch = reading("f", later(noon, 600)).with(&stream, &[(end, value, quality)]);
            store.ingest(&batch, &berlin()).await.unwrap();
        };
        tell(noon, Some(3.0), Quality::Ok).await;
        assert_eq!(store.roll_up(later(noon, 30), 9).await.unwrap(), 1);
        assert_eq!(days(&store, &stream).await, [(1, 3.0)]);
        tell(later(noon, 120), Some(4.0), Quality::Ok).await;
        assert_eq!(store.roll_up(later(noon, 130), 9).await.unwrap(), 1);
        assert_eq!(days(&store, &stream).await, [(2, 7.0)]);
        assert_eq!(database.number(STORED).await, 0);

        // Midnight in Berlin.
        let midnight = at("2026-06-01T22:00:00Z");
        let before = Timestamp::from_millisecond(midnight.as_millisecond() - 1).unwrap();
        assert_eq!(store.roll_up(before, 9).await.unwrap(), 0);
        assert_eq!(store.roll_up(midnight, 9).await.unwrap(), 1);
        assert_eq!(database.number(STORED).await, 1);
        assert_eq!(days(&store, &stream).await, [(2, 7.0)]);

        // What comes afterwards is in the answer at once, and a day without a value is gone.
        tell(later(noon, 120), Some(5.0), Quality::Ok).await;
        assert_eq!(store.roll_up(noon, 9).await.unwrap(), 1);
        assert_eq!(days(&store, &stream).await, [(2, 8.0)]);
        tell(noon, None, Quality::Missing).await;
        tell(later(noon, 120), None, Quality::Missing).await;
        assert_eq!(store.roll_up(noon, 9).await.unwrap(), 2);
        assert_eq!(days(&store, &stream).await, []);
        assert_eq!(database.number(STORED).await, 1);
        assert_eq!(store.roll_up(midnight, 9).await.unwrap(), 1);
        assert_eq!(database.number(STORED).await, 0);
        assert_eq!(days(&store, &stream).await, []);
    })
    .await;
}

#[tokio::test]
async fn days_that_are_over_are_rolled_up_in_portions() {
    on_every_database(async |database| {
        let store = database.open().await;
        let (start, now) = (at("2026-06-01T10:00:00Z"), at("2026-07-01T00:00:00Z"));
        let values = [0, 1, 2, 3, 4].map(|day| ok(later(start, day * 1_440), 1.0));
        let batch = reading("f", now)
            .with(&instants("f", "1"), &values)
            .with(&instants("f", "2"), &values);
        store.ingest(&batch, &berlin()).await.unwrap();
        // Ten quarters, then the days around them.
        for portion in [7, 7, 6, 0] {
            assert_eq!(store.roll_up(now, 7).await.unwrap(), portion);
        }
        assert_eq!(database.number(STORED).await, 10);
        assert_eq!(database.number("SELECT count(*) FROM dirty_day").await, 0);
    })
    .await;
}
