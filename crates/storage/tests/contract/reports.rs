//! Reports are kept until their day, and no longer.

use domain::{
    PlaceId,
    report::{KEEP, Report, ReportKind},
};
use jiff::Timestamp;
use portal::ports::ReportStore;

use crate::databases::on_every_database;

fn report(number: i64) -> Report {
    let created_at = Timestamp::from_millisecond(1_700_000_000_123 + number).unwrap();
    Report {
        id: format!("r{number}"),
        place: PlaceId::from_origin("osm:node/1"),
        kind: ReportKind::Gone,
        message: "Die Säule ist weg 🙁\nseit gestern; DROP TABLE report;--".into(),
        email: Some("erika@example.org".into()),
        created_at,
        delete_at: created_at + KEEP,
    }
}

#[tokio::test]
async fn every_kind_of_report_comes_back_as_it_was() {
    on_every_database(async |database| {
        let store = database.open().await;
        for (number, kind) in (0..).zip(ReportKind::ALL) {
            let stored = Report {
                kind,
                email: None,
                ..report(number)
            };
            store.add(&stored).await.unwrap();
            assert_eq!(store.newest(1).await.unwrap(), [stored]);
        }
        store.add(&report(9)).await.unwrap();
        assert_eq!(store.newest(1).await.unwrap(), [report(9)]);
    })
    .await;
}

#[tokio::test]
async fn the_newest_reports_come_first_and_no_more_than_asked() {
    on_every_database(async |database| {
        let store = database.open().await;
        for number in [2, 1, 3] {
            store.add(&report(number)).await.unwrap();
        }
        assert_eq!(store.newest(2).await.unwrap(), [report(3), report(2)]);
        assert_eq!(store.newest(0).await.unwrap(), []);
        assert_eq!(store.newest(u32::MAX).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_report_is_deleted_on_its_day_and_not_before() {
    on_every_database(async |database| {
        let store = database.open().await;
        for number in [0, 1000] {
            store.add(&report(number)).await.unwrap();
        }
        let day = report(0).delete_at;
        let before = day - jiff::SignedDuration::from_millis(1);
        assert_eq!(store.delete_due(before).await.unwrap(), 0);
        assert_eq!(store.delete_due(day).await.unwrap(), 1);
        assert_eq!(store.newest(9).await.unwrap(), [report(1000)]);
    })
    .await;
}

#[tokio::test]
async fn the_same_identifier_is_not_stored_twice() {
    on_every_database(async |database| {
        let store = database.open().await;
        store.add(&report(1)).await.unwrap();
        assert!(store.add(&report(1)).await.is_err());
        assert_eq!(store.newest(9).await.unwrap().len(), 1);
    })
    .await;
}
