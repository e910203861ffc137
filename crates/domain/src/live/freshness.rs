//! How old a value may be, and how a feed is doing. Computed on reading, never stored.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::FeedHealth;

/// From this age on nobody expects a value any more.
const OFFLINE_AFTER: Duration = Duration::from_hours(24);

/// How old the newest value of a datastream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Up to one and a half times the expected interval, or half of the patience: what is read from
    /// a source that tells late is as new as that can be.
    Fresh,
    /// Later than expected.
    Delayed,
    /// Too old to be called current.
    Stale,
    /// Older than a day and than stale.
    Offline,
}

impl Freshness {
    /// How fresh a value of `end` is at `now`.
    pub fn of(
        end: Timestamp,
        now: Timestamp,
        expected_every: Duration,
        stale_after: Duration,
    ) -> Self {
        // A clock that is ahead makes a value new, not old.
        let age = now.duration_since(end).try_into().unwrap_or_default();
        Self::of_age(age, expected_every, stale_after)
    }

    /// How fresh a value of this age is.
    pub fn of_age(age: Duration, expected_every: Duration, stale_after: Duration) -> Self {
        if age > stale_after && age > OFFLINE_AFTER {
            Self::Offline
        } else if age > stale_after {
            Self::Stale
        } else if age.saturating_mul(2) > expected_every.saturating_mul(3).max(stale_after) {
            Self::Delayed
        } else {
            Self::Fresh
        }
    }

    /// The value in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Delayed => "delayed",
            Self::Stale => "stale",
            Self::Offline => "offline",
        }
    }
}

/// How a feed is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "since")]
pub enum SourceState {
    /// It was never read.
    Waiting,
    /// It answered when it was last due.
    Ok,
    /// Later than one and a half intervals.
    Delayed,
    /// Nothing came for longer than its patience, since this instant.
    Stale(Timestamp),
    /// It fails, and nothing came for longer than its patience, since this instant.
    Down(Timestamp),
}

impl SourceState {
    /// How a feed is doing at `now`.
    pub fn of(
        health: &FeedHealth,
        now: Timestamp,
        interval: Duration,
        stale_after: Duration,
    ) -> Self {
        let Some(last) = health.last_success else {
            return health.failing_since.map_or(Self::Waiting, Self::Down);
        };
        let age: Duration = now.duration_since(last).try_into().unwrap_or_default();
        if age > stale_after {
            health.failing_since.map_or(Self::Stale(last), Self::Down)
        } else if age.saturating_mul(2) > interval.saturating_mul(3) {
            Self::Delayed
        } else {
            Self::Ok
        }
    }

    /// The value in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Ok => "ok",
            Self::Delayed => "delayed",
            Self::Stale(_) => "stale",
            Self::Down(_) => "down",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Freshness::{Delayed, Fresh, Offline, Stale},
        *,
    };
    use crate::live::FeedId;

    fn after(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_mins(minutes)
    }

    #[test]
    fn a_value_ages_from_fresh_to_offline() {
        let of = |minutes| {
            let (every, stale) = (Duration::from_mins(10), Duration::from_mins(20));
            Freshness::of(Timestamp::UNIX_EPOCH, after(minutes), every, stale)
        };
        let ages = [-3, 15, 16, 20, 21, 24 * 60, 24 * 60 + 1];
        let expected = [Fresh, Fresh, Delayed, Delayed, Stale, Stale, Offline];
        assert_eq!(ages.map(of), expected);
    }

    #[test]
    fn a_value_of_a_source_that_tells_late_is_late_after_half_of_the_patience() {
        let of = |minutes| {
            let (every, stale) = (Duration::from_mins(15), Duration::from_hours(1));
            Freshness::of(Timestamp::UNIX_EPOCH, after(minutes), every, stale)
        };
        assert_eq!([30, 31, 61].map(of), [Fresh, Delayed, Stale]);
    }

    #[test]
    fn a_feed_that_fails_is_down_only_when_its_last_values_are_stale() {
        let health = FeedHealth {
            last_success: Some(after(0)),
            failing_since: Some(after(10)),
            ..FeedHealth::new(FeedId::new("parking"))
        };
        let of = |minutes| {
            let (every, stale) = (Duration::from_mins(10), Duration::from_mins(20));
            SourceState::of(&health, after(minutes), every, stale)
        };
        assert_eq!(of(12), SourceState::Ok);
        assert_eq!(of(18), SourceState::Delayed);
        assert_eq!(of(25), SourceState::Down(after(10)));
    }
}
