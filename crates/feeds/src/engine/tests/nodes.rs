//! Several nodes and their leases.

use std::time::Duration;

use super::town::{INTERVAL, Town, pass};

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
    // Dying gives nothing back: the lease runs out, which takes longest in the middle of a reading.
    second.running.abort();
    pass(Duration::from_mins(8)).await;
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
