//! Whether something is open, as a citizen needs to hear it.

use jiff::{SignedDuration, Zoned};

/// "Closes soon" is said from this long before closing time.
pub const SOON: SignedDuration = SignedDuration::from_mins(60);

/// Open, closed or unknown at one instant, and when that changes.
#[derive(Clone, Debug, PartialEq)]
pub enum OpeningState {
    /// Open now.
    Open {
        /// When it closes; `None` when it never does.
        until: Option<Zoned>,
    },
    /// Closed now.
    Closed {
        /// When it opens again; `None` when that is not foreseeable.
        opens: Option<Zoned>,
    },
    /// Nobody knows: no opening hours are given, or they say "unknown" for now.
    Unknown,
}

/// The four states a citizen is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum OpeningPhase {
    Open,
    ClosesSoon,
    Closed,
    Unknown,
}

impl OpeningState {
    /// The phase at an instant that lies before the next change.
    pub fn phase(&self, now: &Zoned) -> OpeningPhase {
        match self {
            Self::Open { until: Some(until) } if now.duration_until(until) <= SOON => {
                OpeningPhase::ClosesSoon
            }
            Self::Open { .. } => OpeningPhase::Open,
            Self::Closed { .. } => OpeningPhase::Closed,
            Self::Unknown => OpeningPhase::Unknown,
        }
    }

    /// Whether it is certainly open.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

/// What opening hours say about one day of the week table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayHours {
    /// The day.
    pub date: jiff::civil::Date,
    /// Whether the day is a public holiday.
    pub holiday: bool,
    /// Open spans in local time in the order of the day; an end at or before the start lies on the
    /// next day. Empty when closed.
    pub spans: Vec<(jiff::civil::Time, jiff::civil::Time)>,
    /// Whether the hours of some part of the day are unknown.
    pub unknown: bool,
}
