//! When a feed is read next.

use std::time::Duration;

/// How long after a first failure a feed is tried again; doubles with every further one.
const FIRST: Duration = Duration::from_secs(15);
/// From this many failures on the circuit is open.
const OPEN_AFTER: u32 = 5;
/// With an open circuit a source is probed this often, or every interval if that is shorter.
const PROBE: Duration = Duration::from_mins(5);
/// No source keeps us away for longer than this.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// How often a feed is read, and how often it failed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    interval: Duration,
    failures: u32,
}

impl Pace {
    pub(super) fn new(interval: Duration) -> Self {
        Self {
            interval,
            failures: 0,
        }
    }

    /// The wait after a reading that succeeded: the interval, ±10 %.
    pub(super) fn after_success(&mut self, chance: f64) -> Duration {
        self.failures = 0;
        self.interval.mul_f64(0.9 + 0.2 * chance)
    }

    /// The wait after a reading that failed: never longer than the interval, unless the source
    /// asks for it.
    pub(super) fn after_failure(&mut self, retry_after: Option<Duration>, chance: f64) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let doubled = FIRST * 2_u32.pow(self.failures.min(10) - 1);
        let wait = doubled.min(PROBE).min(self.interval);
        let asked = retry_after.unwrap_or_default().min(LONGEST_WAIT);
        wait.mul_f64(0.9 + 0.1 * chance).max(asked)
    }

    /// Whether the source has failed too often to expect anything of it.
    pub(super) fn is_open(&self) -> bool {
        self.failures >= OPEN_AFTER
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALMOST_ONE: f64 = 0.999_999;

    fn waits(interval: u64, failures: usize) -> Vec<f64> {
        let mut pace = Pace::new(Duration::from_secs(interval));
        let waits = (0..failures).map(|_| pace.after_failure(None, ALMOST_ONE));
        waits.map(|wait| wait.as_secs_f64().round()).collect()
    }

    #[test]
    fn failures_double_the_wait_up_to_the_interval_or_five_minutes() {
        assert_eq!(
            waits(600, 7),
            [15.0, 30.0, 60.0, 120.0, 240.0, 300.0, 300.0]
        );
        assert_eq!(waits(60, 5), [15.0, 30.0, 60.0, 60.0, 60.0]);
        assert_eq!(waits(5, 3), [5.0, 5.0, 5.0]);
    }

    #[test]
    fn the_circuit_opens_with_the_fifth_failure_and_closes_with_a_success() {
        let mut pace = Pace::new(Duration::from_mins(10));
        for _ in 0..4 {
            pace.after_failure(None, 0.0);
        }
        assert!(!pace.is_open());
        pace.after_failure(None, 0.0);
        assert!(pace.is_open());
        pace.after_success(0.0);
        assert!(!pace.is_open());
        assert!(pace.after_failure(None, 0.0) <= FIRST);
    }

    #[test]
    fn a_source_may_ask_for_an_hour_and_no_longer() {
        let mut pace = Pace::new(Duration::from_mins(1));
        let mut after = |seconds| pace.after_failure(Some(Duration::from_secs(seconds)), 0.0);
        assert_eq!(after(900), Duration::from_mins(15));
        assert_eq!(after(99_999_999_999), Duration::from_hours(1));
        assert!(after(0) > Duration::from_secs(50));
    }

    proptest! {
        #[test]
        fn waits_stay_within_a_tenth_of_the_interval(
            interval in 1_u64..100_000, failures in 0_u32..20, chance in 0.0..1.0_f64,
        ) {
            let interval = Duration::from_secs(interval);
            let mut pace = Pace::new(interval);
            for _ in 0..failures {
                let wait = pace.after_failure(None, chance);
                prop_assert!(wait <= interval && wait > Duration::ZERO);
            }
            let wait = pace.after_success(chance);
            prop_assert!(wait >= interval.mul_f64(0.899) && wait <= interval.mul_f64(1.101));
        }
    }
}
