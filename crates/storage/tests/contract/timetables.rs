//! A timetable takes the place of another one as a whole.

use domain::{
    Coordinate,
    timetable::{Call, Colour, Line, Mode, Service, Station, Stop, Timetable, Trip},
};
use portal::ports::{StoreError, TimetableStore};

use crate::databases::on_every_database;

/// A timetable with so many stations, each with one trip.
fn timetable(stations: u32) -> Timetable {
    let position = Coordinate::new(49.41, 8.69).unwrap();
    let station = |number: u32| Station {
        id: format!("station:{number}"),
        name: format!("Halt {number}"),
        position,
    };
    let stop = |number: u32| Stop {
        id: format!("stop:{number}"),
        station: number,
        platform: (number == 0).then(|| "B".to_owned()),
        wheelchair: [None, Some(true), Some(false)][number as usize % 3],
    };
    let trip = |number: u32| Trip {
        id: "trip".to_owned(),
        line: 0,
        service: 0,
        wheelchair: [Some(true), None, Some(false)][number as usize % 3],
        approximate: number == 1,
        calls: vec![Call {
            sequence: 3,
            stop: number,
            departure_s: 90_000,
            headsign: 0,
        }],
    };
    let day = "2026-11-23".parse().unwrap();
    Timetable {
        zone: "Europe/Berlin".to_owned(),
        lines: vec![Line {
            id: "r".to_owned(),
            name: "5".to_owned(),
            mode: Mode::CableCar,
            operator: Some("Verkehr".to_owned()),
            colour: Colour::parse("c00000"),
            text_colour: None,
        }],
        stations: (0..stations).map(station).collect(),
        stops: (0..stations).map(stop).collect(),
        services: vec![Service::parse("s".to_owned(), day, "101").unwrap()],
        headsigns: vec!["Nach ›Süd‹".to_owned()],
        trips: (0..stations).map(trip).collect(),
    }
}

#[tokio::test]
async fn a_timetable_comes_back_as_it_was() {
    on_every_database(async |database| {
        let store = database.open().await;
        assert_eq!(store.timetable().await.unwrap(), None);
        assert_eq!(store.timetable_revision().await.unwrap(), 0);
        let report = store.replace_timetable(&timetable(3), false).await.unwrap();
        assert!(report.changed);
        assert_eq!(store.timetable().await.unwrap(), Some(timetable(3)));
        assert_eq!(store.timetable_revision().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_timetable_twice_changes_nothing() {
    on_every_database(async |database| {
        let store = database.open().await;
        store.replace_timetable(&timetable(3), false).await.unwrap();
        let again = store.replace_timetable(&timetable(3), false).await.unwrap();
        assert!(!again.changed);
        assert_eq!(store.timetable_revision().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_timetable_without_many_stations_changes_nothing_until_it_is_forced() {
    on_every_database(async |database| {
        let store = database.open().await;
        store
            .replace_timetable(&timetable(20), false)
            .await
            .unwrap();
        let refused = store.replace_timetable(&timetable(17), false).await;
        assert!(
            matches!(refused, Err(StoreError::TimetableRefused(_))),
            "{refused:?}"
        );
        assert_eq!(store.timetable().await.unwrap(), Some(timetable(20)));
        assert_eq!(store.timetable_revision().await.unwrap(), 1);
        let forced = store.replace_timetable(&timetable(17), true).await.unwrap();
        assert_eq!(forced.removed_stations, 3);
        assert_eq!(store.timetable().await.unwrap(), Some(timetable(17)));
    })
    .await;
}

#[tokio::test]
async fn a_timetable_that_cannot_be_written_takes_everything_back() {
    on_every_database(async |database| {
        let store = database.open().await;
        store.replace_timetable(&timetable(3), false).await.unwrap();
        let mut broken = timetable(4);
        // The last of all rows breaks a rule of the tables.
        broken.trips[3].line = 9;
        let failed = store.replace_timetable(&broken, true).await;
        assert!(matches!(failed, Err(StoreError::Database(_))), "{failed:?}");
        assert_eq!(store.timetable().await.unwrap(), Some(timetable(3)));
        assert_eq!(store.timetable_revision().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_stored_value_without_meaning_is_named() {
    on_every_database(async |database| {
        let store = database.open().await;
        store.replace_timetable(&timetable(1), false).await.unwrap();
        database
            .execute("UPDATE timetable_trip SET calls = '[[1, 2]]'")
            .await;
        let Err(StoreError::Unreadable { record, .. }) = store.timetable().await else {
            panic!("was read")
        };
        assert_eq!(record, "trip");
        database
            .execute("UPDATE timetable_trip SET calls = '[[1, 99, 3, 0]]'")
            .await;
        let unreadable = store.timetable().await;
        assert!(
            matches!(unreadable, Err(StoreError::Unreadable { .. })),
            "{unreadable:?}"
        );
    })
    .await;
}
