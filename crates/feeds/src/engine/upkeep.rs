//! What keeps the store in order: roll-ups soon after every change, deletions at night.

use std::{sync::Arc, time::Duration};

use domain::live::FeedId;
use jiff::{SignedDuration, Timestamp, Zoned, civil::time};
use portal::ports::StoreError;
use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout},
};

use super::{keeper::Keeper, task::stop};

/// Buckets that are rolled up in one transaction.
const BUCKETS: u32 = 2_000;
/// Rows that are deleted in one transaction.
const ROWS: u32 = 5_000;
/// Changes are gathered so long before they are rolled up.
const GATHER: Duration = Duration::from_secs(2);
/// Without a change there is a look this often, also to prolong the lease.
const LOOK: Duration = Duration::from_mins(1);
/// How long the lease holds.
const HOLD: SignedDuration = SignedDuration::from_secs(150);
/// Readings come first: a pause between two transactions.
const PAUSE: Duration = Duration::from_millis(20);
/// No feed has such a key.
const LEASE: &str = "upkeep/roll-up";

/// Rolls up and deletes until the engine is stopped; one node does it for all.
pub(super) async fn run(keeper: Arc<Keeper>, mut stopped: watch::Receiver<bool>) {
    let lease = FeedId::new(LEASE);
    tokio::select! {
        biased;
        () = stop(&mut stopped) => {}
        () = keep_order(&keeper, &lease) => {}
    }
    if let Err(error) = keeper.store.release(&lease, &keeper.owner).await {
        tracing::warn!(%error, "the upkeep could not be given back");
    }
}

async fn keep_order(keeper: &Keeper, lease: &FeedId) {
    let mut sequence = keeper.store.sequence();
    let mut night = next_night(&zoned(keeper));
    let mut fails = false;
    let mut prolonged: Option<Instant> = None;
    loop {
        let now = keeper.now();
        if prolonged.is_none_or(|at| at.elapsed() >= LOOK) {
            let held = keeper
                .store
                .lease(lease, &keeper.owner, now, now + HOLD)
                .await;
            prolonged = held.unwrap_or_default().then(Instant::now);
        }
        if prolonged.is_some() {
            let mut done = roll_up(keeper).await;
            if now >= night {
                night = next_night(&zoned(keeper));
                done = done.and(delete(keeper, now).await);
            }
            match done {
                Ok(()) => fails = false,
                Err(error) => {
                    if !std::mem::replace(&mut fails, true) {
                        tracing::error!(%error, cause = ?std::error::Error::source(&error), "the store cannot be kept in order");
                    }
                }
            }
        }
        let changed = timeout(LOOK, sequence.changed()).await;
        // A store that is closed changes no more; then only the look is left.
        sleep(if matches!(changed, Ok(Err(_))) {
            LOOK
        } else {
            GATHER
        })
        .await;
        sequence.mark_unchanged();
    }
}

/// Rolls up everything that changed.
pub(super) async fn roll_up(keeper: &Keeper) -> Result<(), StoreError> {
    while keeper.store.roll_up(keeper.now(), BUCKETS).await? > 0 {
        sleep(PAUSE).await;
    }
    Ok(())
}

/// Deletes everything whose time has come.
async fn delete(keeper: &Keeper, now: Timestamp) -> Result<(), StoreError> {
    let mut rows = 0;
    loop {
        match keeper.store.delete_expired(now, ROWS).await? {
            0 => break,
            deleted => rows += deleted,
        }
        sleep(PAUSE).await;
    }
    tracing::info!(rows, "old observations, roll-ups and events were deleted");
    Ok(())
}

fn zoned(keeper: &Keeper) -> Zoned {
    keeper
        .now()
        .to_zoned(keeper.equipment.city.time_zone.clone())
}

/// The next half past three, when nobody looks and no clock is changed.
fn next_night(now: &Zoned) -> Timestamp {
    let days = [Ok(now.date()), now.date().tomorrow()];
    let nights = days.into_iter().flatten().filter_map(|day| {
        let night = day
            .to_datetime(time(3, 30, 0, 0))
            .to_zoned(now.time_zone().clone());
        night.ok().map(|night| night.timestamp())
    });
    nights
        .into_iter()
        .find(|night| *night > now.timestamp())
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_night_comes_once_a_day_also_when_clocks_change() {
        let night_after = |text: &str| next_night(&text.parse::<Zoned>().unwrap()).to_string();
        let zone = "[Europe/Berlin]";
        for (now, night) in [
            ("2026-03-29T01:59:00+01:00", "2026-03-29T01:30:00Z"),
            ("2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00Z"),
            ("2026-11-22T03:30:00+01:00", "2026-11-23T02:30:00Z"),
        ] {
            assert_eq!(night_after(&format!("{now}{zone}")), night);
        }
    }
}
