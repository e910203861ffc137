//! Which opening hours are open at the moment, worked out once per change and not once per request.

use std::sync::{Arc, Mutex, PoisonError};

use domain::OpeningState;
use hours::OpeningHours;
use jiff::{Timestamp, Zoned};

/// The states of a list of opening hours, and the span of time in which they hold.
#[derive(Debug)]
struct Board {
    states: Arc<[OpeningState]>,
    from: Timestamp,
    until: Timestamp,
}

/// Keeps the states of a list of opening hours up to date.
#[derive(Debug)]
pub(crate) struct OpeningBoard {
    hours: Vec<OpeningHours>,
    board: Mutex<Option<Board>>,
}

impl OpeningBoard {
    pub(crate) fn new(hours: Vec<OpeningHours>) -> Self {
        Self {
            hours,
            board: Mutex::new(None),
        }
    }

    /// The state of each of the opening hours at an instant, in their order.
    pub(crate) fn at(&self, now: &Zoned) -> Arc<[OpeningState]> {
        let mut board = self.board.lock().unwrap_or_else(PoisonError::into_inner);
        let instant = now.timestamp();
        match &*board {
            Some(b) if b.from <= instant && instant < b.until => b.states.clone(),
            _ => {
                let fresh = self.work_out(now);
                let states = fresh.states.clone();
                *board = Some(fresh);
                states
            }
        }
    }

    pub(crate) fn hours(&self, index: usize) -> Option<&OpeningHours> {
        self.hours.get(index)
    }

    fn work_out(&self, now: &Zoned) -> Board {
        let states: Arc<[_]> = self.hours.iter().map(|hours| hours.state_at(now)).collect();
        // A state without a foreseeable change may still change (unknown hours end): look again
        // after a quarter of an hour at the latest.
        let soon = now.timestamp() + jiff::SignedDuration::from_mins(15);
        let next = states.iter().filter_map(|state| match state {
            OpeningState::Open { until } => until.as_ref(),
            OpeningState::Closed { opens } => opens.as_ref(),
            OpeningState::Unknown => None,
        });
        let until = next.map(Zoned::timestamp).fold(soon, Timestamp::min);
        Board {
            states,
            from: now.timestamp(),
            until,
        }
    }
}
