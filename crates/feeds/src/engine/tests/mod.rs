//! The engine in time that passes by itself.

mod store;
mod town;

use std::{sync::atomic::Ordering, time::Duration};

use domain::live::{Outcome, Secret, SecretPlace};

use self::town::{INTERVAL, Source, Town, pass};
use crate::Undelivered;

#[tokio::test(start_paused = true)]
async fn a_feed_is_read_every_interval_but_not_in_step() {
    let town = Town::new();
    let node = town.start();
    pass(20 * INTERVAL).await;
    let gaps = town.sources.gaps("a");
    assert!((18..=21).contains(&gaps.len()), "{gaps:?}");
    let interval = INTERVAL.as_secs_f64();
    assert!(
        gaps.iter()
            .all(|gap| (interval * 0.899..interval * 1.101).contains(gap)),
        "{gaps:?}"
    );
    assert!(
        gaps.iter().any(|gap| (gap - gaps[0]).abs() > 1.0),
        "{gaps:?}"
    );
    let run = &town.store.runs_of("a")[3];
    let next = &town.store.runs_of("a")[4];
    assert!(next.started.duration_since(run.next_try).abs().as_secs() < 1);
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_source_is_healthy_again_one_interval_after_its_fault_ended() {
    for fault in [
        Source::Refuses(None),
        Source::Hangs,
        Source::BreaksConnector,
    ] {
        let town = Town::new();
        let node = town.start();
        pass(INTERVAL).await;
        town.sources.set(fault);
        pass(10 * INTERVAL).await;
        let failed = town.store.outcomes("a");
        assert!(!failed[failed.len() - 1].is_success(), "{failed:?}");
        let others = town.store.outcomes("b");
        assert!(
            others.len() >= 9 && others.iter().all(|outcome| outcome.is_success()),
            "{others:?}"
        );

        town.sources.set(Source::Values(1));
        pass(INTERVAL).await;
        let healed = town.store.outcomes("a");
        assert_eq!(healed[healed.len() - 1], Outcome::Read, "{healed:?}");
        node.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_that_fails_is_asked_less_and_less() {
    let town = Town::new();
    town.sources.set(Source::Refuses(None));
    let node = town.start();
    pass(Duration::from_hours(1)).await;
    let gaps = town.sources.gaps("a");
    let most = [15.0, 30.0, 60.0, 120.0, 240.0, 300.0, 300.0];
    for (gap, most) in gaps.iter().zip(most) {
        assert!((most * 0.89..=most + 0.1).contains(gap), "{gaps:?}");
    }
    assert!(gaps.len() <= 18, "{gaps:?}");
    assert!(
        town.store
            .outcomes("a")
            .iter()
            .all(|outcome| *outcome == Outcome::Refused)
    );
    assert!(
        town.store.runs_of("a")[0]
            .error
            .as_ref()
            .unwrap()
            .contains("503")
    );
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_source_that_asks_for_patience_gets_it() {
    let town = Town::new();
    town.sources.set(Source::Refuses(Some(1800)));
    let node = town.start();
    pass(Duration::from_mins(29)).await;
    assert_eq!(town.sources.count("a"), 1);
    pass(Duration::from_mins(3)).await;
    assert_eq!(town.sources.count("a"), 2);
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn one_node_reads_and_another_goes_on_when_it_stops_or_dies() {
    let town = Town::new();
    let first = town.start();
    pass(Duration::from_secs(5)).await;
    let second = town.start();
    pass(5 * INTERVAL).await;
    let holder = |town: &Town| {
        let leases = town.store.leases.lock().unwrap();
        leases
            .get(&town.feeds[0].id)
            .map(|(owner, _)| owner.clone())
    };
    assert_eq!(holder(&town).as_deref(), Some("0"));
    let gaps = town.sources.gaps("a");
    assert!(
        gaps.iter().all(|gap| *gap > INTERVAL.as_secs_f64() * 0.89),
        "{gaps:?}"
    );

    first.stop().await;
    pass(Duration::from_secs(31)).await;
    assert_eq!(holder(&town).as_deref(), Some("1"));
    let third = town.start();
    pass(2 * INTERVAL).await;
    // Dying gives nothing back.
    second.running.abort();
    pass(Duration::from_mins(2)).await;
    assert_eq!(holder(&town).as_deref(), Some("2"));
    let before = town.sources.count("a");
    pass(3 * INTERVAL).await;
    assert!(town.sources.count("a") >= before + 2);
    third.stop().await;
    assert_eq!(holder(&town), None);
}

#[tokio::test(start_paused = true)]
async fn a_node_that_lost_its_feed_reads_no_more_of_it() {
    let town = Town::new();
    let node = town.start();
    pass(INTERVAL).await;
    let read = town.sources.count("a");
    let for_ever = ("else".to_owned(), jiff::Timestamp::MAX);
    town.store
        .leases
        .lock()
        .unwrap()
        .insert(town.feeds[0].id.clone(), for_ever);
    pass(10 * INTERVAL).await;
    assert!(town.sources.count("a") <= read + 1);
    assert!(town.sources.count("b") > 9);
    assert_eq!(
        town.sources
            .told
            .lock()
            .unwrap()
            .iter()
            .filter(|told| **told == "forget")
            .count(),
        1
    );
    node.stop().await;
}

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
async fn a_feed_without_its_key_waits_and_is_no_error() {
    let mut town = Town::new();
    town.feeds[0].secret = Some(Secret {
        place: SecretPlace::Header("X-Key".to_owned()),
        variable: "KEY".to_owned(),
    });
    let node = town.start();
    pass(5 * INTERVAL).await;
    assert_eq!(
        (town.sources.count("a"), town.store.runs_of("a").len()),
        (0, 0)
    );
    assert!(town.sources.count("b") > 3);
    assert_eq!(
        node.inbox.deliver(&town.feeds[0].id, Vec::new()),
        Err(Undelivered::Unknown)
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
    pass(INTERVAL).await;
    assert_eq!(town.sources.told.lock().unwrap()[1], "forget");
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_restart_does_not_ask_again_before_it_is_time() {
    let town = Town::new();
    let node = town.start();
    pass(Duration::from_secs(5)).await;
    node.stop().await;
    let node = town.start();
    pass(INTERVAL / 2).await;
    assert_eq!(town.sources.count("a"), 1);
    pass(INTERVAL).await;
    assert_eq!(town.sources.count("a"), 2);
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_is_stored_knows_its_district_and_is_rolled_up() {
    let town = Town::new();
    let node = town.start();
    pass(Duration::from_secs(10)).await;
    let batches = town.store.batches.lock().unwrap().clone();
    let district = batches[0].harvest.things[0].district.clone();
    assert_eq!(district.as_ref().map(|id| id.as_str()), Some("mitte"));
    assert_eq!(*town.store.dirty.lock().unwrap(), 0);
    node.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_dry_run_stores_nothing_and_a_single_run_does() {
    let town = Town::new();
    let engine = town.engine();
    let reading = engine.dry_run(&town.feeds[0]).await.unwrap();
    assert_eq!(reading.harvest.unwrap().observations.len(), 1);
    assert_eq!(town.store.runs_of("a").len(), 0);
    let (run, report) = engine.read_once(&town.feeds[0]).await.unwrap();
    assert_eq!((run.outcome, report.new), (Outcome::Read, 1));
    assert_eq!(*town.store.dirty.lock().unwrap(), 0);
}
