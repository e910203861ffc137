//! How far back one looks, and in which steps.

use domain::live::{Bucket, Datastream, Level};
use jiff::{Timestamp, ToSpan, Zoned, tz::TimeZone};

/// How far back a page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// From midnight to midnight.
    Today,
    /// Today and the six days before.
    Week,
    /// Today and the 29 days before.
    Month,
    /// This week and the 52 weeks before, from Monday on.
    Year,
}

impl Span {
    /// All spans, the shortest first.
    pub const ALL: [Self; 4] = [Self::Today, Self::Week, Self::Month, Self::Year];

    /// The value in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Today => "heute",
            Self::Week => "7-tage",
            Self::Month => "30-tage",
            Self::Year => "jahr",
        }
    }

    /// The span with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|span| span.slug() == value)
    }

    /// The first instant, and the first one after it, by the calendar of the city.
    pub fn bounds(self, now: &Zoned) -> (Timestamp, Timestamp) {
        let today = now.date();
        let monday = i64::from(today.weekday().to_monday_zero_offset());
        let (from, to) = match self {
            Self::Today => (today, today + 1.day()),
            Self::Week => (today - 6.days(), today + 1.day()),
            Self::Month => (today - 29.days(), today + 1.day()),
            Self::Year => (
                today - monday.days() - 52.weeks(),
                today - monday.days() + 1.week(),
            ),
        };
        let midnight = |date: jiff::civil::Date| {
            let zoned = date.to_zoned(now.time_zone().clone());
            zoned.map_or(now.timestamp(), |zoned| zoned.timestamp())
        };
        (midnight(from), midnight(to))
    }
}

/// How long one value of a history stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 15 minutes.
    Quarter,
    /// An hour.
    Hour,
    /// A day of the city.
    Day,
    /// A week from Monday on.
    Week,
}

impl Step {
    /// The step in which a span of a datastream is told: some dozen to some hundred values, and none
    /// that is shorter than the time between two observations.
    pub(super) fn of(span: Span, stream: &Datastream) -> Self {
        let wanted = match span {
            // Counts of a quarter jump too much to be read.
            Span::Today if stream.aggregation.adds_up() => Self::Hour,
            Span::Today => Self::Quarter,
            Span::Week => Self::Hour,
            Span::Month => Self::Day,
            Span::Year => Self::Week,
        };
        let fits = |level: &Level| level.shortest() >= stream.expected_every;
        let finest = match stream.levels().find(fits) {
            Some(Level::Quarter) => Self::Quarter,
            Some(Level::Hour) => Self::Hour,
            Some(Level::Day) | None => Self::Day,
        };
        wanted.max(finest)
    }

    /// The roll-ups it is made of.
    pub(super) fn level(self) -> Level {
        match self {
            Self::Quarter => Level::Quarter,
            Self::Hour => Level::Hour,
            Self::Day | Self::Week => Level::Day,
        }
    }

    /// The usual length in minutes.
    pub fn minutes(self) -> u32 {
        match self {
            Self::Quarter => 15,
            Self::Hour => 60,
            Self::Day => 1_440,
            Self::Week => 10_080,
        }
    }

    /// The first instant of the step an instant lies in, and the first one after it.
    pub(super) fn around(self, instant: Timestamp, zone: &TimeZone) -> (Timestamp, Timestamp) {
        let day = Bucket::around(self.level(), instant, zone);
        if self != Self::Week {
            return (day.start, day.end);
        }
        let date = instant.to_zoned(zone.clone()).date();
        let monday = date - i64::from(date.weekday().to_monday_zero_offset()).days();
        let midnight = |date: jiff::civil::Date| date.to_zoned(zone.clone());
        match (midnight(monday), midnight(monday + 1.week())) {
            (Ok(from), Ok(to)) => (from.timestamp(), to.timestamp()),
            _ => (day.start, day.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_begin_and_end_at_midnight_of_the_city() {
        let now: Zoned = "2026-10-25T12:00[Europe/Berlin]".parse().unwrap();
        let bounds = |span: Span| {
            let (from, to) = span.bounds(&now);
            (from.to_string(), to.duration_since(from).as_hours())
        };
        assert_eq!(bounds(Span::Today), ("2026-10-24T22:00:00Z".into(), 25));
        assert_eq!(
            bounds(Span::Week),
            ("2026-10-18T22:00:00Z".into(), 7 * 24 + 1)
        );
        assert_eq!(
            bounds(Span::Month),
            ("2026-09-25T22:00:00Z".into(), 30 * 24 + 1)
        );
        // Sunday is the last day of its week; 53 weeks later the clock shows winter time.
        assert_eq!(
            bounds(Span::Year),
            ("2025-10-19T22:00:00Z".into(), 53 * 7 * 24 + 1)
        );
    }

    #[test]
    fn a_week_from_monday_on_has_an_hour_more_in_autumn() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let sunday = "2026-10-25T12:00:00Z".parse().unwrap();
        let (from, to) = Step::Week.around(sunday, &zone);
        assert_eq!(from.to_string(), "2026-10-18T22:00:00Z");
        assert_eq!(to.duration_since(from).as_hours(), 7 * 24 + 1);
    }

    #[test]
    fn every_span_is_found_by_its_address() {
        for span in Span::ALL {
            assert_eq!(Span::parse(span.slug()), Some(span));
        }
        assert_eq!(Span::parse("gestern"), None);
    }
}
