//! Every fault of every source: the city tells the truth about it, nothing else suffers, and it is
//! over when it is over.

use std::time::Duration;

use domain::live::{Feed, FeedHealth, Freshness, Latest, SourceState};
use simulator::Fault;

use crate::town::Town;

/// A Tuesday in June, in the afternoon.
const NOW: &str = "2026-06-09T15:32:00Z";

/// How long a source that hangs is waited for.
const SHORT: Duration = Duration::from_millis(300);

/// Memory that a fault may cost, in bytes.
const MEMORY: usize = 16 * 1024 * 1024;

/// Resident memory of this process in bytes.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = status.split_whitespace().nth(1).unwrap().parse().unwrap();
    pages * 4096
}

fn state(town: &Town, feed: &Feed) -> SourceState {
    let board = town.live.board();
    let health = board.health(&feed.id).cloned();
    let health = health.unwrap_or_else(|| FeedHealth::new(feed.id.clone()));
    SourceState::of(&health, town.now(), feed.interval, feed.stale_after)
}

/// Newest values of a feed.
fn values(town: &Town, feed: &Feed) -> Vec<Latest> {
    let board = town.live.board();
    let things = board
        .registry()
        .things()
        .iter()
        .filter(|thing| thing.feed == feed.id);
    things
        .flat_map(|thing| {
            board
                .readings(&thing.id)
                .filter_map(|one| one.latest.copied())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Whether somebody who looks is told that the values are old, or is not told any wrong one.
fn tells_the_truth(town: &Town, feed: &Feed) -> bool {
    if matches!(
        state(town, feed),
        SourceState::Stale(_) | SourceState::Down(_)
    ) {
        return true;
    }
    let board = town.live.board();
    let things = board
        .registry()
        .things()
        .iter()
        .filter(|thing| thing.feed == feed.id);
    let mut readings = things.flat_map(|thing| board.readings(&thing.id).collect::<Vec<_>>());
    readings.all(|one| {
        one.freshness(town.now())
            .is_none_or(|fresh| fresh >= Freshness::Delayed)
            || one.latest.is_some_and(|latest| {
                let (low, high) = one.stream.plausible;
                latest.observation.end <= town.now() + domain::live::CLOCK_SKEW
                    && latest.observation.value.is_none_or(|value| {
                        (low..=high).contains(&value) || !latest.observation.quality.counts()
                    })
            })
    })
}

#[tokio::test]
async fn every_fault_of_every_source_is_told_and_gets_over() {
    let town = Town::at(NOW).await;
    for feed in &town.feeds {
        assert!(town.read(feed).await.is_success(), "{}", feed.id);
    }
    let mut matrix = 0;
    for feed in &town.feeds {
        for fault in Fault::ALL {
            suffer(&town, feed, *fault).await;
            matrix += 1;
        }
    }
    assert_eq!(matrix, town.feeds.len() * Fault::ALL.len());
}

async fn suffer(town: &Town, feed: &Feed, fault: Fault) {
    let what = format!("{} with {}", feed.id, fault.name());
    let others: Vec<&Feed> = town
        .feeds
        .iter()
        .filter(|other| other.id != feed.id)
        .collect();
    let untouched: Vec<Vec<Latest>> = others.iter().map(|other| values(town, other)).collect();
    let (before, good) = (memory(), values(town, feed));
    // Nobody waits ten seconds for what never comes.
    let endless = matches!(fault, Fault::Hang | Fault::OneByteASecond);
    let timeout = if endless { SHORT } else { feed.timeout };
    let impatient = Feed {
        timeout,
        ..feed.clone()
    };
    let switches = town.simulator.faults();
    switches.set(&Town::real_id(feed), Some(fault));
    for _ in 0..3 {
        town.wait(feed.interval.max(feed.stale_after / 2));
        town.read(&impatient).await;
        // The last good value is still there, or one that is newer.
        assert_eq!(values(town, feed).len(), good.len(), "{what}");
    }
    assert!(
        tells_the_truth(town, feed),
        "{what}: {:?}",
        state(town, feed)
    );
    let grown = memory().saturating_sub(before);
    assert!(grown <= MEMORY, "{what} cost {grown} bytes");
    let now: Vec<Vec<Latest>> = others.iter().map(|other| values(town, other)).collect();
    assert_eq!(now, untouched, "{what} touched another feed");
    switches.set(&Town::real_id(feed), None);
    town.wait(feed.interval);
    assert!(town.read(feed).await.is_success(), "{what} is not over");
    assert_eq!(state(town, feed), SourceState::Ok, "{what}");
}
