//! What is stored comes back as it was.

use std::collections::BTreeMap;

use domain::{Place, import::ImportBatch};
use portal::ports::PlaceStore;
use proptest::{collection::vec, strategy::Strategy, strategy::ValueTree, test_runner::TestRunner};

use crate::{
    any_place::{any_place, bare, batch, full},
    databases::on_every_database,
};

#[tokio::test]
async fn a_place_with_every_field_and_one_with_none_come_back_as_they_were() {
    on_every_database(async |database| {
        let store = database.open().await;
        let places = vec![full("toilet", 1), bare("toilet", 2)];
        store
            .apply(batch("osm", "toilet", places.clone()))
            .await
            .unwrap();
        assert_eq!(store.all().await.unwrap(), places);
    })
    .await;
}

#[tokio::test]
async fn any_places_come_back_as_they_were_ordered_by_identifier() {
    on_every_database(async |database| {
        let store = database.open().await;
        let mut runner = TestRunner::deterministic();
        for _ in 0..40 {
            let places = vec(any_place(), 0..12)
                .new_tree(&mut runner)
                .unwrap()
                .current();
            let by_id: BTreeMap<_, Place> = places
                .into_iter()
                .map(|place| (place.id.clone(), place))
                .collect();
            let places: Vec<Place> = by_id.into_values().collect();
            let shuffled = places.iter().rev().cloned().collect();
            let forced = ImportBatch {
                force: true,
                ..batch("osm", "any", shuffled)
            };
            store.apply(forced).await.unwrap();
            assert_eq!(store.all().await.unwrap(), places);
        }
    })
    .await;
}

#[tokio::test]
async fn identifiers_sort_by_their_bytes_whatever_the_language_of_the_database() {
    on_every_database(async |database| {
        let store = database.open().await;
        let places = ["a:1", "a:b", "a:10", "a2:1"].map(|origin| Place {
            id: domain::PlaceId::from_origin(origin),
            origin: origin.into(),
            ..bare("toilet", 0)
        });
        store
            .apply(batch("osm", "toilet", places.to_vec()))
            .await
            .unwrap();
        let ids: Vec<String> = store
            .all()
            .await
            .unwrap()
            .iter()
            .map(|place| place.id.to_string())
            .collect();
        assert_eq!(ids, ["a-1", "a-10", "a-b", "a2-1"]);
    })
    .await;
}

#[tokio::test]
async fn ten_thousand_places_fit_in_one_import() {
    on_every_database(async |database| {
        let store = database.open().await;
        let places: Vec<Place> = (0..10_000).map(|number| full("stop", number)).collect();
        let report = store
            .apply(batch("osm", "stop", places.clone()))
            .await
            .unwrap();
        assert_eq!(report.categories.values().next().unwrap().added, 10_000);
        assert!(store.all().await.unwrap() == places);
        assert!(
            !store
                .apply(batch("osm", "stop", places))
                .await
                .unwrap()
                .has_changes()
        );
    })
    .await;
}
