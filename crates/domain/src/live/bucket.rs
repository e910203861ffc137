//! Buckets of time that observations are rolled up into.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, Unit, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Datastream, Observation};

/// How long the buckets of a roll-up are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 15 minutes, from the full hour on.
    Quarter,
    /// One hour of the clock.
    Hour,
    /// One day in the city's time zone: 23, 24 or 25 hours.
    Day,
}

impl Level {
    /// All levels, the shortest first.
    pub const ALL: [Self; 3] = [Self::Quarter, Self::Hour, Self::Day];

    /// The number in tables: the usual length in seconds.
    pub fn code(self) -> i32 {
        match self {
            Self::Quarter => 900,
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }

    /// The level with this number.
    pub fn from_code(code: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }

    /// The value in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quarter => "15min",
            Self::Hour => "1h",
            Self::Day => "1d",
        }
    }

    /// The level with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == value)
    }

    /// The length of its shortest bucket.
    pub fn shortest(self) -> Duration {
        match self {
            Self::Quarter => Duration::from_mins(15),
            Self::Hour => Duration::from_hours(1),
            Self::Day => Duration::from_hours(23),
        }
    }
}

/// One bucket: from its start up to, but not including, its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bucket {
    /// How long it is.
    pub level: Level,
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
}

impl Bucket {
    /// The bucket an instant lies in. Days are those of the time zone.
    pub fn around(level: Level, instant: Timestamp, zone: &TimeZone) -> Self {
        match level {
            Level::Quarter | Level::Hour => {
                let length = i64::from(level.code());
                let start = instant.as_second().div_euclid(length) * length;
                let at = |second| Timestamp::from_second(second).unwrap_or(instant);
                Self {
                    level,
                    start: at(start),
                    end: at(start + length),
                }
            }
            Level::Day => {
                let date = instant.to_zoned(zone.clone()).date();
                let midnight = |date: jiff::civil::Date| {
                    let zoned = date.to_zoned(zone.clone());
                    zoned.map_or(instant, |zoned| zoned.timestamp())
                };
                Self {
                    level,
                    start: midnight(date),
                    end: date.tomorrow().map_or(instant, midnight),
                }
            }
        }
    }

    /// The bucket an observation belongs to: that of its instant, or that in which its period
    /// ends. A count from 12:45 to 13:00 belongs to the quarter before 13:00; a count from 12:40
    /// to 12:55 is not split.
    pub fn of(
        level: Level,
        stream: &Datastream,
        observation: &Observation,
        zone: &TimeZone,
    ) -> Self {
        let inside = match stream.period {
            Some(_) => observation.end - SignedDuration::from_millis(1),
            None => observation.end,
        };
        Self::around(level, inside, zone)
    }

    /// Whether an observation of a datastream belongs to it.
    pub fn holds(&self, stream: &Datastream, observation: &Observation) -> bool {
        let end = observation.end;
        match stream.period {
            Some(_) => self.start < end && end <= self.end,
            None => self.start <= end && end < self.end,
        }
    }

    /// How long it is.
    pub fn length(&self) -> Duration {
        self.end
            .duration_since(self.start)
            .try_into()
            .unwrap_or_default()
    }

    /// How many values it should hold when one is expected every so often.
    pub fn expected(&self, every: Duration) -> u32 {
        let every = every.as_secs().max(1);
        u32::try_from(self.length().as_secs().div_ceil(every)).unwrap_or(u32::MAX)
    }

    /// Length in whole hours, rounded.
    pub fn hours(&self) -> i64 {
        self.end
            .duration_since(self.start)
            .round(Unit::Hour)
            .map_or(0, |length| length.as_hours())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::live::{Aggregation, Property, Quality, ThingId};

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_of_the_change_to_summer_time_has_23_hours_and_the_other_25() {
        let short = Bucket::around(Level::Day, at("2026-03-29T12:00:00Z"), &berlin());
        assert_eq!(short.start, at("2026-03-28T23:00:00Z"));
        assert_eq!(
            (short.hours(), short.expected(Duration::from_mins(15))),
            (23, 92)
        );
        let long = Bucket::around(Level::Day, at("2026-10-25T12:00:00Z"), &berlin());
        assert_eq!(long.start, at("2026-10-24T22:00:00Z"));
        assert_eq!(
            (long.hours(), long.expected(Duration::from_mins(15))),
            (25, 100)
        );
    }

    #[test]
    fn the_hour_that_comes_twice_is_two_hours() {
        let first = Bucket::around(Level::Hour, at("2026-10-25T00:30:00Z"), &berlin());
        let second = Bucket::around(Level::Hour, at("2026-10-25T01:30:00Z"), &berlin());
        assert_eq!(first.end, second.start);
    }

    #[test]
    fn a_count_belongs_to_the_bucket_in_which_its_period_ends() {
        let quarter = Duration::from_mins(15);
        let count = Datastream::instant(
            &ThingId::new("t:1"),
            Property::VehicleCount,
            quarter,
            quarter,
        )
        .over(Aggregation::Count, quarter);
        let observed = |end| Observation {
            end: at(end),
            value: Some(1.0),
            quality: Quality::Ok,
        };
        let start = |end| Bucket::of(Level::Quarter, &count, &observed(end), &berlin()).start;
        assert_eq!(start("2026-06-01T13:00:00Z"), at("2026-06-01T12:45:00Z"));
        assert_eq!(start("2026-06-01T12:55:00Z"), at("2026-06-01T12:45:00Z"));
        let quarter = Bucket::around(Level::Quarter, at("2026-06-01T12:45:00Z"), &berlin());
        assert!(quarter.holds(&count, &observed("2026-06-01T13:00:00Z")));
        assert!(!quarter.holds(&count, &observed("2026-06-01T12:45:00Z")));
        let instant = Datastream {
            period: None,
            ..count
        };
        let bucket = Bucket::of(
            Level::Quarter,
            &instant,
            &observed("2026-06-01T13:00:00Z"),
            &berlin(),
        );
        assert_eq!(bucket.start, at("2026-06-01T13:00:00Z"));
        assert!(quarter.holds(&instant, &observed("2026-06-01T12:45:00Z")));
        assert!(!quarter.holds(&instant, &observed("2026-06-01T13:00:00Z")));
    }

    proptest! {
        #[test]
        fn every_instant_lies_in_its_buckets(second in 0_i64..4_000_000_000) {
            let instant = Timestamp::from_second(second).unwrap();
            for level in Level::ALL {
                let bucket = Bucket::around(level, instant, &berlin());
                prop_assert!(bucket.start <= instant && instant < bucket.end);
                prop_assert_eq!(Bucket::around(level, bucket.start, &berlin()), bucket);
                prop_assert_eq!(Bucket::around(level, bucket.end, &berlin()).start, bucket.end);
            }
        }
    }
}
