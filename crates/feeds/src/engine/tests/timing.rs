//! When feeds are read.

use std::time::Duration;

use domain::live::{Outcome, Secret, SecretPlace};

use super::{
    sources::Source,
    town::{INTERVAL, Town, pass},
};
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
