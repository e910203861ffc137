//! Lists of places.

use domain::{
    Locale, OpeningState, Place, PlaceQuery,
    import::{CITY_DATASET, ImportBatch},
    place::Wheelchair,
};
use portal::{
    PAGE_SIZE,
    ports::{PlaceStore, StoreError},
};
use proptest::prelude::*;

use crate::town::{place, reopened, town};

fn ask(pairs: &[(&str, &str)]) -> PlaceQuery {
    PlaceQuery::parse(pairs.iter().copied())
}

/// What the city's own tables would bring.
fn batch(places: Vec<Place>) -> ImportBatch {
    ImportBatch {
        dataset: CITY_DATASET.to_owned(),
        categories: vec![place(1).category],
        places,
        rejected: Vec::new(),
        force: true,
    }
}

#[tokio::test]
async fn a_list_is_sorted_by_name_and_by_distance_when_a_point_is_given() {
    let town = town(vec![place(3), place(1), place(2)]).await;
    let names = |query| {
        let list = town.portal.find_places(&query);
        list.places
            .iter()
            .map(|l| l.place.name.clone().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(ask(&[])), ["Ort 001", "Ort 002", "Ort 003"]);
    assert_eq!(
        names(ask(&[("nahe", "49.1,8.0")])),
        ["Ort 003", "Ort 002", "Ort 001"]
    );
}

#[tokio::test]
async fn what_is_open_follows_the_clock() {
    let mut office = place(1);
    office.opening_hours = Some("Mo-Fr 08:00-12:00".to_owned());
    let town = town(vec![office, place(2)]).await;
    let open = || town.portal.find_places(&ask(&[("offen", "jetzt")])).total;
    assert_eq!(open(), 1);
    town.clock.set("2026-11-20T11:59");
    assert_eq!(open(), 1);
    town.clock.set("2026-11-20T12:00");
    assert_eq!(open(), 0);
    town.clock.set("2026-11-20T09:00");
    assert_eq!(open(), 1, "a clock that is set back is believed");
}

#[tokio::test]
async fn hours_that_cannot_be_read_are_unknown_and_break_nothing() {
    let mut odd = place(1);
    odd.opening_hours = Some("immer mal wieder".to_owned());
    let town = town(vec![odd]).await;
    let list = town.portal.find_places(&ask(&[]));
    assert_eq!(list.places[0].opening, OpeningState::Unknown);
}

#[tokio::test]
async fn a_page_beyond_the_last_is_the_last() {
    let town = town((0..230).map(place).collect()).await;
    let list = town.portal.find_places(&ask(&[("seite", "9")]));
    assert_eq!((list.page, list.pages, list.total), (4, 5, 230));
    assert_eq!(list.places.len(), 230 - 4 * PAGE_SIZE);
}

#[tokio::test]
async fn an_unknown_category_has_no_places() {
    let town = town(vec![place(1)]).await;
    assert_eq!(
        town.portal
            .find_places(&ask(&[("kategorie", "nixda")]))
            .total,
        0
    );
}

#[tokio::test]
async fn what_another_node_imported_appears_after_a_look() {
    let town = town(vec![place(1)]).await;
    town.memory
        .apply(batch(vec![place(1), place(2)]))
        .await
        .unwrap();
    assert_eq!(town.portal.directory().len(), 1);
    assert!(town.portal.refresh().await.unwrap());
    assert_eq!(town.portal.directory().len(), 2);
    assert!(!town.portal.refresh().await.unwrap(), "nothing new");
}

#[tokio::test]
async fn a_search_right_after_the_start_finds_everything() {
    let town = town((0..3).map(place).collect()).await;
    let found = |words| town.portal.search(words, Locale::De).unwrap().places.len();
    assert_eq!(found("Ort"), 3);
    town.memory.apply(batch(vec![place(7)])).await.unwrap();
    town.portal.refresh().await.unwrap();
    town.portal.make_searchable().unwrap();
    assert_eq!((found("Ort 001"), found("Ort 007")), (0, 1));
}

#[tokio::test]
async fn the_citys_own_table_is_stored_when_it_has_changed_and_only_then() {
    let first = town(vec![place(1), place(2)]).await;
    let again = reopened(&first, vec![place(2), place(1)]).await.unwrap();
    assert_eq!(again.directory().revision(), 1);
    let changed = reopened(&first, vec![place(1), place(3)]).await.unwrap();
    assert_eq!(changed.directory().revision(), 2);
    let labels: Vec<_> = changed.directory().places().map(|p| p.id.clone()).collect();
    assert_eq!(labels, [place(1).id, place(3).id]);
    let twice = reopened(&first, vec![place(1), place(1)]).await;
    assert!(matches!(twice, Err(StoreError::CityPlace { .. })));
}

#[tokio::test]
async fn neighbours_are_the_nearest_of_the_same_kind() {
    let town = town((0..20).map(place).collect()).await;
    let detail = town.portal.place(&place(10).id).unwrap();
    let near: Vec<_> = detail
        .neighbours
        .iter()
        .map(|n| n.place.name.as_deref().unwrap())
        .collect();
    for name in ["Ort 008", "Ort 009", "Ort 011", "Ort 012"] {
        assert!(near.contains(&name), "{name} is missing in {near:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_pages_of_a_list_are_together_what_the_map_shows(
        count in 0..150_u32, wheelchair: bool, free: bool, words in "[0-9]{0,2}", by_distance: bool,
    ) {
        let made = (0..count).map(|n| {
            let mut place = place(n);
            place.wheelchair = if n % 3 == 0 { Wheelchair::Yes } else { Wheelchair::No };
            place.fee = Some(n % 2 == 0);
            place
        });
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let town = runtime.block_on(town(made.collect()));
        let near = by_distance.then(|| "49.05,8.0".to_owned());
        let query = PlaceQuery { wheelchair, free, near, text: Some(words), ..PlaceQuery::default() };
        let id = |listed: &domain::place::ListedPlace| listed.place.id.clone();
        let on_map: Vec<_> = town.portal.all_places(&query, None).iter().map(id).collect();
        let pages = town.portal.find_places(&query).pages;
        let in_list: Vec<_> = (0..pages)
            .flat_map(|page| town.portal.find_places(&PlaceQuery { page, ..query.clone() }).places)
            .map(|listed| id(&listed))
            .collect();
        prop_assert_eq!(in_list, on_map);
    }
}
