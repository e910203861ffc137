//! What is usual is learned from what is stored.

use std::sync::Arc;

use domain::live::{Compared, Property, VehicleClass};
use jiff::{Timestamp, Zoned};
use portal::{live::Live, ports::LiveStore};

use super::batches::{HOUR, With, at, berlin, counts, later, ok, reading, thing};
use crate::databases::on_every_database;

const WEEK: i64 = 7 * 24 * 60;

fn city_time(text: &str) -> Zoned {
    at(text).to_zoned(berlin())
}

#[tokio::test]
async fn the_last_hour_of_all_classes_is_compared_with_the_same_hour_of_the_weeks_before() {
    on_every_database(async |database| {
        let store = database.open().await;
        let cars = counts("t", "1", HOUR).of_class(VehicleClass::Car);
        let lorries = counts("t", "1", HOUR).of_class(VehicleClass::Lorry);
        let hour: Timestamp = at("2026-06-22T08:00:00Z");
        let weeks = [(3, 190.0), (2, 200.0), (1, 210.0)];
        let before = weeks.map(|(weeks, value)| ok(later(hour, -weeks * WEEK), value));
        let others = weeks.map(|(weeks, _)| ok(later(hour, -weeks * WEEK), 10.0));
        // An hour earlier it is always twice as much, and that is another hour.
        let earlier = weeks.map(|(weeks, _)| ok(later(hour, -60 - weeks * WEEK), 400.0));
        let now = city_time("2026-06-22T08:20:00Z");
        let batch = reading("t", now.timestamp())
            .with(&cars, &[&before[..], &earlier, &[ok(hour, 440.0)]].concat())
            .with(&lorries, &[&others[..], &[ok(hour, 20.0)]].concat());
        store.ingest(&batch, &berlin()).await.unwrap();
        while store.roll_up(Timestamp::MAX, 100).await.unwrap() > 0 {}
        let live = Live::open(Arc::new(store)).await.unwrap();
        let id = thing("t", "1").id;
        assert!(live.usual().of(&id, Property::VehicleCount).is_none());

        live.learn_usual(&now).await;
        let usual = live.usual();
        let known = usual.of(&id, Property::VehicleCount).unwrap();
        let (last, usual, compared) = known.compared().unwrap();
        assert_eq!((last.end, last.value), (hour, 460.0));
        assert_eq!((usual.low, usual.median, usual.high), (205.0, 210.0, 215.0));
        assert_eq!(compared, Compared::MuchMore);
    })
    .await;
}

#[tokio::test]
async fn two_weeks_are_too_few_and_a_later_look_takes_the_newest_hour() {
    on_every_database(async |database| {
        let store = Arc::new(database.open().await);
        let stream = counts("t", "1", HOUR);
        let hour = at("2026-06-22T08:00:00Z");
        let roll_up = async || while store.roll_up(Timestamp::MAX, 100).await.unwrap() > 0 {};
        let weeks = [2, 1, 0].map(|weeks| ok(later(hour, -weeks * WEEK), 50.0));
        let batch = reading("t", later(hour, 5)).with(&stream, &weeks);
        store.ingest(&batch, &berlin()).await.unwrap();
        roll_up().await;
        let live = Live::open(store.clone()).await.unwrap();
        let id = thing("t", "1").id;
        live.learn_usual(&city_time("2026-06-22T08:05:00Z")).await;
        let usual = live.usual();
        let known = usual.of(&id, Property::VehicleCount).unwrap();
        assert_eq!(known.last.map(|last| last.end), Some(hour));
        assert_eq!(known.compared(), None);

        let third = [ok(later(hour, -3 * WEEK), 50.0), ok(later(hour, 60), 70.0)];
        let batch = reading("t", later(hour, 65)).with(&stream, &third);
        store.ingest(&batch, &berlin()).await.unwrap();
        roll_up().await;
        live.learn_usual(&city_time("2026-06-22T09:05:00Z")).await;
        let usual = live.usual();
        let known = usual.of(&id, Property::VehicleCount).unwrap();
        assert_eq!(known.last.map(|last| last.value), Some(70.0));
        assert!(known.at(at("2026-06-22T07:30:00Z")).is_some());
        // Of the newest hour nothing is known from before.
        assert_eq!(known.compared(), None);
    })
    .await;
}
