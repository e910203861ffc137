//! Services: the days on which trips run, and when such a day begins.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

/// The longest span of days a service may have.
const LONGEST: usize = 3_660;

/// The days on which some trips run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Identifier in the timetable.
    pub id: String,
    first: Date,
    /// Whether they run, from the first day to the last; both are days on which they do.
    runs: Box<[bool]>,
}

impl Service {
    /// A service from its days in any order; `None` without any, or with days more than ten years
    /// apart.
    pub fn new(id: String, days: impl IntoIterator<Item = Date>) -> Option<Self> {
        let mut days: Vec<Date> = days.into_iter().collect();
        days.sort_unstable();
        let (first, last) = (*days.first()?, *days.last()?);
        let length = 1 + index(first, last)?;
        let mut runs = vec![false; length].into_boxed_slice();
        for day in days {
            runs[index(first, day)?] = true;
        }
        Some(Self { id, first, runs })
    }

    /// A service from its first day and a `1` or a `0` for each day from there on.
    pub fn parse(id: String, first: Date, days: &str) -> Option<Self> {
        let runs = |c| match c {
            '0' => Some(false),
            '1' => Some(true),
            _ => None,
        };
        let runs: Box<[bool]> = days.chars().map(runs).collect::<Option<_>>()?;
        let is_whole = matches!((runs.first(), runs.last()), (Some(true), Some(true)));
        (is_whole && runs.len() <= LONGEST).then_some(Self { id, first, runs })
    }

    /// A `1` for every day with trips and a `0` for one without, from the first day to the last.
    pub fn days(&self) -> String {
        let digit = |runs: &bool| if *runs { '1' } else { '0' };
        self.runs.iter().map(digit).collect()
    }

    /// The first day with trips.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day with trips.
    pub fn last(&self) -> Date {
        let days = i64::try_from(self.runs.len()).unwrap_or(1) - 1;
        self.first
            .saturating_add(SignedDuration::from_hours(24 * days))
    }

    /// Whether trips run on a day.
    pub fn runs_on(&self, day: Date) -> bool {
        index(self.first, day).is_some_and(|at| self.runs.get(at) == Some(&true))
    }
}

/// How many days after `first` a day is.
fn index(first: Date, day: Date) -> Option<usize> {
    let days = first.duration_until(day).as_hours() / 24;
    let days = usize::try_from(days).ok()?;
    (days < LONGEST).then_some(days)
}

/// When the times of a service day count from: twelve hours before its noon (GTFS). That is
/// midnight, but an hour off on the days on which the clocks change.
pub fn service_day_start(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let noon = zone.to_timestamp(day.at(12, 0, 0, 0)).ok()?;
    noon.checked_sub(SignedDuration::from_hours(12)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn start(day: Date) -> String {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        service_day_start(day, &zone).unwrap().to_string()
    }

    #[test]
    fn a_service_runs_on_its_days_and_no_others() {
        let days = [date(2026, 12, 31), date(2026, 12, 29), date(2027, 1, 1)];
        let service = Service::new("a".to_owned(), days).unwrap();
        assert_eq!(service.days(), "1011");
        assert_eq!((service.first(), service.last()), (days[1], days[2]));
        assert!(days.iter().all(|day| service.runs_on(*day)));
        for other in [date(2026, 12, 28), date(2026, 12, 30), date(2027, 1, 2)] {
            assert!(!service.runs_on(other));
        }
        let read = Service::parse("a".to_owned(), days[1], "1011");
        assert_eq!(read, Some(service));
    }

    #[test]
    fn a_service_without_days_is_none() {
        let first = date(2026, 1, 1);
        assert_eq!(Service::new("a".to_owned(), []), None);
        assert_eq!(
            Service::new("a".to_owned(), [first, date(2126, 1, 1)]),
            None
        );
        for days in ["", "01", "10", "1x1"] {
            assert_eq!(Service::parse("a".to_owned(), first, days), None, "{days}");
        }
    }

    #[test]
    fn a_service_day_begins_twelve_hours_before_its_noon() {
        assert_eq!(start(date(2026, 11, 23)), "2026-11-22T23:00:00Z");
        // Clocks go forward: noon is at 10:00 UTC, so it begins at 23:00 of the evening before.
        assert_eq!(start(date(2026, 3, 29)), "2026-03-28T22:00:00Z");
        // Clocks go back: it begins at one o'clock in summer time.
        assert_eq!(start(date(2026, 10, 25)), "2026-10-24T23:00:00Z");
    }
}
