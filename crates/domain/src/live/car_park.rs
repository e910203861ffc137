//! How full a car park is, in the one word a driver needs.

use super::{Freshness, Observation, Quality};

/// Fewer free spaces than this share of all are nearly none: they are gone before one arrives.
const NEARLY_FULL: f64 = 0.1;

/// The same where nobody says how many spaces there are.
const FEW_SPACES: f64 = 10.0;

/// How full a car park is. The states exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occupancy {
    /// There is room.
    Free,
    /// Fewer than a tenth of the spaces are free, or fewer than ten of an unknown number.
    NearlyFull,
    /// No space is free.
    Full,
    /// Nobody can drive in.
    Closed,
    /// What is told cannot be.
    NotReliable,
    /// What is told is too old.
    OutOfDate,
    /// Nothing is told.
    NoData,
}

/// An observation and how fresh it is.
pub type Seen = (Observation, Freshness);

impl Occupancy {
    /// All states: what helps a driver first.
    pub const ALL: [Self; 7] = [
        Self::Free,
        Self::NearlyFull,
        Self::Full,
        Self::Closed,
        Self::NotReliable,
        Self::OutOfDate,
        Self::NoData,
    ];

    /// The state after the newest observations of free spaces and of access (1 open, 0 closed).
    pub fn of(capacity: Option<u32>, free: Option<Seen>, open: Option<Seen>) -> Self {
        let current = |(_, freshness): &Seen| *freshness < Freshness::Stale;
        let says_closed = |(seen, _): Seen| seen.value.is_some_and(|open| open < 0.5);
        if open.filter(current).is_some_and(says_closed) {
            return Self::Closed;
        }
        let Some((seen, freshness)) = free else {
            return Self::NoData;
        };
        match seen.value {
            _ if freshness >= Freshness::Stale => Self::OutOfDate,
            _ if seen.quality == Quality::Suspect => Self::NotReliable,
            None => Self::NoData,
            Some(free) if free < 1.0 => Self::Full,
            Some(free) => {
                let few = capacity.map_or(FEW_SPACES, |all| f64::from(all) * NEARLY_FULL);
                if free < few {
                    Self::NearlyFull
                } else {
                    Self::Free
                }
            }
        }
    }

    /// Whether a number of free spaces may stand beside it.
    pub fn counts(self) -> bool {
        matches!(self, Self::Free | Self::NearlyFull | Self::Full)
    }

    /// The name in style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::NearlyFull => "nearly_full",
            Self::Full => "full",
            Self::Closed => "closed",
            Self::NotReliable => "not_reliable",
            Self::OutOfDate => "out_of_date",
            Self::NoData => "no_data",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn seen(value: Option<f64>, quality: Quality, freshness: Freshness) -> Seen {
        let end = Timestamp::UNIX_EPOCH;
        let observation = Observation {
            end,
            value,
            quality,
        };
        (observation, freshness)
    }

    fn now(value: f64) -> Seen {
        seen(Some(value), Quality::Ok, Freshness::Fresh)
    }

    #[test]
    fn few_spaces_are_few_for_the_size_of_the_car_park() {
        let of = |capacity, free| Occupancy::of(capacity, Some(now(free)), None);
        assert_eq!(of(Some(500), 50.0), Occupancy::Free);
        assert_eq!(of(Some(500), 49.0), Occupancy::NearlyFull);
        assert_eq!(of(Some(40), 9.0), Occupancy::Free);
        assert_eq!(of(None, 9.0), Occupancy::NearlyFull);
        assert_eq!(of(None, 10.0), Occupancy::Free);
        assert_eq!(of(Some(500), 0.0), Occupancy::Full);
    }

    #[test]
    fn a_closed_car_park_is_closed_however_much_room_there_is() {
        let of = |open| Occupancy::of(Some(100), Some(now(80.0)), Some(open));
        assert_eq!(of(now(0.0)), Occupancy::Closed);
        assert_eq!(of(now(1.0)), Occupancy::Free);
        // Yesterday's closure says nothing about today.
        let old = seen(Some(0.0), Quality::Ok, Freshness::Stale);
        assert_eq!(of(old), Occupancy::Free);
    }

    #[test]
    fn what_is_not_known_is_neither_free_nor_full() {
        let of = |free| Occupancy::of(Some(100), free, None);
        assert_eq!(of(None), Occupancy::NoData);
        let missing = seen(None, Quality::Missing, Freshness::Fresh);
        assert_eq!(of(Some(missing)), Occupancy::NoData);
        let impossible = seen(Some(-8.0), Quality::Suspect, Freshness::Fresh);
        assert_eq!(of(Some(impossible)), Occupancy::NotReliable);
        let old = seen(Some(0.0), Quality::Ok, Freshness::Offline);
        assert_eq!(of(Some(old)), Occupancy::OutOfDate);
        let late = seen(Some(0.0), Quality::Ok, Freshness::Delayed);
        assert_eq!(of(Some(late)), Occupancy::Full);
    }
}
