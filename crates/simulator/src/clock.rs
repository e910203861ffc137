//! The simulator's own time.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use jiff::{SignedDuration, Timestamp};

/// A clock that can stand still, be set, and run at any speed. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct SimulatedClock(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    /// Simulated time at `since`.
    anchor: Timestamp,
    since: Instant,
    /// Simulated seconds per second; 0 stands still.
    speed: f64,
}

impl State {
    fn now(&self) -> Timestamp {
        let passed = self.since.elapsed().as_secs_f64() * self.speed;
        let passed = SignedDuration::try_from_secs_f64(passed).unwrap_or_default();
        self.anchor.checked_add(passed).unwrap_or(self.anchor)
    }

    fn set(&mut self, now: Timestamp) {
        self.anchor = now;
        self.since = Instant::now();
    }
}

impl SimulatedClock {
    /// A clock that stands still until it is set or advanced.
    pub fn standing(now: Timestamp) -> Self {
        Self::running(now, 0.0)
    }

    /// A clock that shows `start` and runs `speed` times as fast as real time.
    pub fn running(start: Timestamp, speed: f64) -> Self {
        Self(Arc::new(Mutex::new(State {
            anchor: start,
            since: Instant::now(),
            speed,
        })))
    }

    /// What it shows.
    pub fn now(&self) -> Timestamp {
        self.state().now()
    }

    /// Lets it show another time; it goes on from there.
    pub fn set(&self, now: Timestamp) {
        self.state().set(now);
    }

    /// Moves it forward, or back.
    pub fn advance(&self, by: SignedDuration) {
        let mut state = self.state();
        let now = state.now();
        state.set(now.checked_add(by).unwrap_or(now));
    }

    /// A time is whole whatever happened to the thread that held it.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
