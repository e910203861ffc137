//! Imports happen as a whole or not at all.

use domain::{
    Place,
    import::{CITY_DATASET, ImportBatch},
};
use portal::ports::{PlaceStore, StoreError};

use crate::{
    any_place::{bare, batch, full},
    databases::on_every_database,
};

fn toilets(numbers: std::ops::Range<usize>) -> ImportBatch {
    batch(
        "osm",
        "toilet",
        numbers.map(|number| bare("toilet", number)).collect(),
    )
}

#[tokio::test]
async fn the_same_import_twice_changes_nothing() {
    on_every_database(async |database| {
        let store = database.open().await;
        assert_eq!(store.revision().await.unwrap(), 0);
        assert!(store.apply(toilets(0..20)).await.unwrap().has_changes());
        let before = (store.all().await.unwrap(), store.revision().await.unwrap());
        assert_eq!(before.1, 1);
        let report = store.apply(toilets(0..20)).await.unwrap();
        assert!(!report.has_changes());
        assert_eq!(report.categories.values().next().unwrap().unchanged, 20);
        assert_eq!(
            (store.all().await.unwrap(), store.revision().await.unwrap()),
            before
        );
    })
    .await;
}

#[tokio::test]
async fn the_revision_grows_with_every_change_and_only_then() {
    on_every_database(async |database| {
        let store = database.open().await;
        for (import, revision) in [
            (toilets(0..0), 0),
            (toilets(0..20), 1),
            (toilets(0..20), 1),
            (toilets(0..21), 2),
            (toilets(1..21), 3),
        ] {
            store.apply(import).await.unwrap();
            assert_eq!(store.revision().await.unwrap(), revision);
        }
    })
    .await;
}

#[tokio::test]
async fn an_import_that_would_remove_too_much_changes_nothing_until_it_is_forced() {
    on_every_database(async |database| {
        let store = database.open().await;
        store.apply(toilets(0..20)).await.unwrap();
        let before = store.all().await.unwrap();
        // It also brings something new, which must not arrive either.
        let refused = store.apply(toilets(10..25)).await;
        assert!(
            matches!(refused, Err(StoreError::Refused(_))),
            "{refused:?}"
        );
        assert_eq!(store.all().await.unwrap(), before);
        assert_eq!(store.revision().await.unwrap(), 1);
        let forced = ImportBatch {
            force: true,
            ..toilets(10..25)
        };
        let report = store.apply(forced).await.unwrap();
        assert_eq!(report.categories.values().next().unwrap().removed, 10);
        assert_eq!(store.all().await.unwrap().len(), 15);
        assert_eq!(store.revision().await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_citys_own_places_win_over_imported_ones() {
    on_every_database(async |database| {
        let store = database.open().await;
        let own = full("toilet", 1);
        store
            .apply(batch(CITY_DATASET, "toilet", vec![own.clone()]))
            .await
            .unwrap();
        let report = store.apply(toilets(0..3)).await.unwrap();
        assert_eq!(report.rejected.len(), 1);
        assert_eq!(store.all().await.unwrap()[1], own);
        assert_eq!(store.all().await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_place_that_changes_its_category_is_kept_once() {
    on_every_database(async |database| {
        let store = database.open().await;
        store
            .apply(batch("osm", "park", vec![bare("park", 1)]))
            .await
            .unwrap();
        let report = store.apply(toilets(1..2)).await.unwrap();
        assert_eq!(
            report
                .categories
                .values()
                .map(|changes| changes.changed)
                .sum::<usize>(),
            1
        );
        assert_eq!(store.all().await.unwrap(), vec![bare("toilet", 1)]);
    })
    .await;
}

#[tokio::test]
async fn other_data_sets_and_other_categories_are_left_alone() {
    on_every_database(async |database| {
        let store = database.open().await;
        store
            .apply(batch("table", "toilet", vec![bare("toilet", 100)]))
            .await
            .unwrap();
        store
            .apply(batch("osm", "park", vec![bare("park", 200)]))
            .await
            .unwrap();
        store.apply(toilets(0..2)).await.unwrap();
        let forced = ImportBatch {
            force: true,
            ..toilets(0..0)
        };
        store.apply(forced).await.unwrap();
        let left = store.all().await.unwrap();
        assert_eq!(left, vec![bare("toilet", 100), bare("park", 200)]);
    })
    .await;
}

#[tokio::test]
async fn a_write_that_fails_half_way_takes_everything_back() {
    on_every_database(async |database| {
        let store = database.open().await;
        store.apply(toilets(0..20)).await.unwrap();
        let before = store.all().await.unwrap();
        let mut import = toilets(1..450);
        // The last of many rows breaks a rule of the table.
        import.places.push(Place {
            source: String::new(),
            ..bare("toilet", 450)
        });
        let failed = store.apply(import).await;
        assert!(matches!(failed, Err(StoreError::Database(_))), "{failed:?}");
        assert_eq!(store.all().await.unwrap(), before);
        assert_eq!(store.revision().await.unwrap(), 1);
        // And the store goes on working.
        store.apply(toilets(0..21)).await.unwrap();
        assert_eq!(store.revision().await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn two_imports_at_once_happen_one_after_the_other() {
    on_every_database(async |database| {
        // Two programs: a server and an import beside it.
        let (one, other) = (database.open().await, database.open().await);
        let reports = tokio::join!(
            one.apply(toilets(0..500)),
            other.apply(toilets(0..500)),
            one.apply(toilets(0..500)),
            other.apply(batch("osm", "park", vec![bare("park", 900)])),
        );
        let toilet_reports = [reports.0.unwrap(), reports.1.unwrap(), reports.2.unwrap()];
        let added = toilet_reports
            .iter()
            .flat_map(|report| report.categories.values());
        assert_eq!(added.map(|changes| changes.added).sum::<usize>(), 500);
        assert!(reports.3.unwrap().has_changes());
        assert_eq!(one.revision().await.unwrap(), 2);
        assert_eq!(other.all().await.unwrap().len(), 501);
    })
    .await;
}

#[tokio::test]
async fn a_stored_value_without_meaning_is_named_with_its_record() {
    on_every_database(async |database| {
        let store = database.open().await;
        store.apply(toilets(0..2)).await.unwrap();
        database
            .execute("UPDATE place SET as_of = 'yesterday' WHERE id = 'osm-node-00001'")
            .await;
        let Err(StoreError::Unreadable { record, source }) = store.all().await else {
            panic!("was read")
        };
        assert_eq!(record, "osm-node-00001");
        assert_eq!(
            source.to_string(),
            "`yesterday` has no meaning in column `as_of`"
        );
    })
    .await;
}
