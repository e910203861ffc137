//! On which days the timetable holds.

use jiff::{Timestamp, civil::Date};

use super::{TimetableDirectory, directory::days_later};

/// Whether the timetable says anything about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// There is no timetable.
    None,
    /// It begins on this day.
    From(Date),
    /// It holds; its last day is this.
    Until(Date),
    /// It ended on this day.
    Ended(Date),
}

impl TimetableDirectory {
    /// Whether the timetable says anything about an instant. After its last day it holds until the
    /// last trip of that day has left.
    pub fn validity(&self, now: Timestamp) -> Validity {
        let today = now.to_zoned(self.zone.clone()).date();
        match self.days {
            None => Validity::None,
            Some((first, _)) if today < first => Validity::From(first),
            Some((_, last)) if today > days_later(last, self.days_after) => Validity::Ended(last),
            Some((_, last)) => Validity::Until(last),
        }
    }
}
