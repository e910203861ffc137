//! How long observations and their roll-ups are kept.

use std::time::Duration;

use super::{Datastream, Level};

const DAY: Duration = Duration::from_hours(24);

/// How long observations are kept, and the roll-ups of each level; `None` is for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Single observations and their revisions.
    pub raw: Duration,
    /// Roll-ups of 15 minutes.
    pub quarter: Option<Duration>,
    /// Roll-ups of an hour.
    pub hour: Option<Duration>,
    /// Roll-ups of a day.
    pub day: Option<Duration>,
}

impl Retention {
    /// The usual retention: observations 90 days (those of half an hour and more, of which there are
    /// few, 800 days), quarters two years, hours ten years.
    pub const USUAL: Self = Self {
        raw: DAY.saturating_mul(90),
        quarter: Some(DAY.saturating_mul(731)),
        hour: Some(DAY.saturating_mul(3_653)),
        day: None,
    };

    /// Events are kept this long after their end.
    pub const EVENTS: Duration = DAY.saturating_mul(731);

    /// Runs of feeds are kept this long.
    pub const RUNS: Duration = DAY.saturating_mul(90);

    /// What holds for a datastream: values of every minute are kept for 14 days only.
    pub fn of(stream: &Datastream) -> Self {
        Self::every(stream.expected_every)
    }

    /// What holds for datastreams with a value every so often.
    pub fn every(interval: Duration) -> Self {
        if interval <= Duration::from_mins(1) {
            Self {
                raw: DAY.saturating_mul(14),
                ..Self::USUAL
            }
        } else if interval >= Duration::from_mins(30) {
            // What is told by the hour may come years later, for a comparison of years.
            Self {
                raw: DAY.saturating_mul(800),
                ..Self::USUAL
            }
        } else {
            Self::USUAL
        }
    }

    /// How long the roll-ups of a level are kept.
    pub fn of_level(&self, level: Level) -> Option<Duration> {
        match level {
            Level::Quarter => self.quarter,
            Level::Hour => self.hour,
            Level::Day => self.day,
        }
    }
}
