//! What is usual is learned from what is stored.

use std::sync::Arc;

use domain::live::{Compared, Datastream, Property, Thing, ThingKind, VehicleClass};
use jiff::{Timestamp, Zoned};
use portal::{
    live::{Against, Live},
    ports::LiveStore,
};

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
        assert!(live.past().of(&id, Property::VehicleCount).is_none());

        live.learn_past(&now).await;
        let usual = live.past();
        let known = usual.of(&id, Property::VehicleCount).unwrap();
        let (last, usual, compared) = known.compared().unwrap();
        assert_eq!((last.end, last.value), (hour, 460.0));
        assert_eq!((usual.low, usual.median, usual.high), (205.0, 210.0, 215.0));
        assert_eq!(compared, Compared::MuchMore);
    })
    .await;
}

#[tokio::test]
async fn this_year_is_compared_on_the_days_that_both_years_have() {
    on_every_database(async |database| {
        let store = database.open().await;
        let stream = counts("t", "1", HOUR);
        // Whole days of the city: 11 and 12 June of this year, of the year before only the first.
        let day = |begin: &str, each: f64| {
            let begin = at(begin);
            (1..=24).map(move |hour| ok(later(begin, 60 * hour), each))
        };
        let hours: Vec<_> = day("2025-06-11T22:00:00Z", 5.0)
            .chain(day("2026-06-10T22:00:00Z", 6.0))
            .chain(day("2026-06-11T22:00:00Z", 100.0))
            .collect();
        let now = city_time("2026-06-22T08:20:00Z");
        let batch = reading("t", now.timestamp()).with(&stream, &hours);
        store.ingest(&batch, &berlin()).await.unwrap();
        while store.roll_up(Timestamp::MAX, 10_000).await.unwrap() > 0 {}
        let live = Live::open(Arc::new(store)).await.unwrap();
        live.learn_past(&now).await;
        let usual = live.past();
        let id = thing("t", "1").id;
        let years = usual.of(&id, Property::VehicleCount).unwrap().years;
        // 11 June 2026 is a Thursday as 12 June 2025 was.
        assert_eq!(
            (years.days, years.this_year, years.year_before),
            (1, 24.0 * 6.0, 24.0 * 5.0)
        );
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
        live.learn_past(&city_time("2026-06-22T08:05:00Z")).await;
        let usual = live.past();
        let known = usual.of(&id, Property::VehicleCount).unwrap();
        assert_eq!(known.last.map(|last| last.end), Some(hour));
        assert_eq!(known.compared(), None);

        let third = [ok(later(hour, -3 * WEEK), 50.0), ok(later(hour, 60), 70.0)];
        let batch = reading("t", later(hour, 65)).with(&stream, &third);
        store.ingest(&batch, &berlin()).await.unwrap();
        roll_up().await;
        live.learn_past(&city_time("2026-06-22T09:05:00Z")).await;
        let usual = live.past();
        let known = usual.of(&id, Property::VehicleCount).unwrap();
        assert_eq!(known.last.map(|last| last.value), Some(70.0));
        assert!(known.at(at("2026-06-22T07:30:00Z")).is_some());
        // Of the newest hour nothing is known from before.
        assert_eq!(known.compared(), None);
    })
    .await;
}

#[tokio::test]
async fn the_last_day_is_compared_with_the_days_around_it_in_earlier_years() {
    on_every_database(async |database| {
        let store = database.open().await;
        let station = Thing {
            kind: ThingKind::WeatherStation,
            ..thing("t", "1")
        };
        let stream = Datastream::instant(&station.id, Property::AirTemperature, HOUR, 2 * HOUR);
        let now = city_time("2026-06-22T08:20:00Z");
        // A reading at the end of every hour of some days that end so many days ago.
        let warm = |days_ago: i64, days: i64, mean: f64| {
            let end = later(at("2026-06-22T08:00:00Z"), -days_ago * 24 * 60);
            let hours = (0..24 * days).rev();
            hours.map(move |hour| ok(later(end, -60 * hour), mean))
        };
        let open = async |values: &[_]| {
            let mut batch = reading("t", now.timestamp()).with(&stream, values);
            batch.harvest.things = vec![station.clone()];
            store.ingest(&batch, &berlin()).await.unwrap();
            while store.roll_up(Timestamp::MAX, 10_000).await.unwrap() > 0 {}
        };
        let recent: Vec<_> = warm(1, 29, 12.0).chain(warm(0, 1, 21.0)).collect();
        open(&recent).await;
        let live = Live::open(Arc::new(store.clone())).await.unwrap();
        live.learn_past(&now).await;
        let season = live.past().season(&station.id).cloned().unwrap();
        assert_eq!(season.against, Against::Recent);
        assert_eq!(
            (season.last, season.median, season.apart()),
            (21.0, 12.0, Some(9.0))
        );

        // Values of two earlier years come: the days around, and others that do not count.
        let years: Vec<_> = warm(2 * 365 - 10, 40, 20.0)
            .chain(warm(365 - 7, 20, 24.0))
            .chain(warm(365 + 60, 5, 90.0))
            .collect();
        open(&years).await;
        live.learn_past(&now).await;
        let season = live.past().season(&station.id).cloned().unwrap();
        let (first, last) = (2024, 2025);
        assert_eq!(season.against, Against::Years { first, last });
        assert_eq!(
            (season.low, season.high, season.apart()),
            (20.0, 24.0, None)
        );
    })
    .await;
}
