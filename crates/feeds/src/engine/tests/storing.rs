//! What is stored.

use std::{sync::atomic::Ordering, time::Duration};

use domain::{DistrictId, live::Outcome};

use super::{
    sources::Source,
    town::{INTERVAL, Town, pass},
};

#[tokio::test(start_paused = true)]
async fn a_feed_over_its_budget_stores_nothing() {
    let mut town = Town::new();
    town.feeds[0].row_budget = 25;
    town.sources.set(Source::Values(10));
    let node = town.start();
    pass(INTERVAL * 5).await;
    let outcomes = town.store.outcomes("a");
    assert_eq!(
        outcomes[..3],
        [Outcome::Read, Outcome::Read, Outcome::OverBudget]
    );
    let batches = town.store.batches.lock().unwrap().clone();
    assert_eq!(
        batches
            .iter()
            .filter(|batch| batch.feed.as_str() == "a")
            .count(),
        2
    );
    // A day later there is room again.
    pass(Duration::from_hours(24)).await;
    assert!(town.store.outcomes("a")[100..].contains(&Outcome::Read));
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_connector_that_breaks_costs_one_reading() {
    let town = Town::new();
    town.sources.set(Source::BreaksConnector);
    let node = town.start();
    pass(Duration::from_secs(5)).await;
    town.sources.set(Source::Values(1));
    pass(Duration::from_secs(20)).await;
    assert_eq!(
        town.store.outcomes("a"),
        [Outcome::Unreadable, Outcome::Read]
    );
    assert!(
        town.store.runs_of("a")[0]
            .error
            .as_ref()
            .unwrap()
            .contains("this connector breaks")
    );
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_a_source_sends_by_itself_is_gathered_and_stored_at_once() {
    let mut town = Town::new();
    town.feeds.truncate(1);
    town.feeds[0].options = serde_json::json!({ "listens": true });
    town.sources.set(Source::Unchanged);
    let node = town.start();
    pass(Duration::from_secs(30)).await;
    node.inbox
        .deliver(&town.feeds[0].id, b"1".to_vec())
        .unwrap();
    node.inbox
        .deliver(&town.feeds[0].id, b"2000".to_vec())
        .unwrap();
    pass(Duration::from_secs(3)).await;
    let batches = town.store.batches.lock().unwrap().clone();
    // Three that were heard, with the same two instants; then one that was delivered, together with
    // one that broke the connector; then those that the connector hears that was made anew.
    let observations = batches.iter().map(|batch| batch.harvest.observations.len());
    assert_eq!(observations.collect::<Vec<_>>(), [2, 1, 2]);
    assert_eq!(batches[0].harvest.things.len(), 1);
    assert_eq!(batches[1].harvest.rejected.len(), 1);
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_reading_that_could_not_be_stored_is_made_again() {
    let town = Town::new();
    let node = town.start();
    pass(INTERVAL * 2).await;
    town.store.fails.store(true, Ordering::Relaxed);
    pass(INTERVAL * 3).await;
    town.store.fails.store(false, Ordering::Relaxed);
    let before = town.store.outcomes("a").len();
    pass(Duration::from_mins(1)).await;
    assert!(town.store.outcomes("a").len() > before);
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn the_client_hears_whether_a_reading_was_stored() {
    let mut town = Town::new();
    town.feeds.truncate(1);
    let node = town.start();
    pass(Duration::from_secs(5)).await;
    assert_eq!(*town.sources.told.lock().unwrap(), ["stored"]);
    town.sources.set(Source::Refuses(None));
    pass(2 * INTERVAL).await;
    assert_eq!(town.sources.told.lock().unwrap()[1], "forget");
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_is_stored_knows_its_district_and_is_rolled_up() {
    let town = Town::new();
    let node = town.start();
    pass(Duration::from_secs(10)).await;
    let batches = town.store.batches.lock().unwrap().clone();
    let district = batches[0].harvest.things[0].district.clone();
    assert_eq!(district, Some(DistrictId::new("mitte")));
    assert_eq!(*town.store.dirty.lock().unwrap(), 0);
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_single_run_is_stored_and_rolled_up() {
    let town = Town::new();
    let run = town.engine().read_once(&town.feeds[0]).await.unwrap();
    assert_eq!((run.outcome, run.new), (Outcome::Read, 1));
    assert_eq!(town.store.runs_of("a").len(), 1);
    assert_eq!(*town.store.dirty.lock().unwrap(), 0);
}
