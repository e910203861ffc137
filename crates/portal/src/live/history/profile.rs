//! How a usual day goes, and how this year compares with the one before.

use std::collections::HashMap;

use jiff::{ToSpan, Zoned, civil::Date, civil::Weekday, tz::TimeZone};

use super::{Measured, usual::quantile};

/// Fewer values of an hour say nothing about it.
const LEAST: usize = 3;

/// What kind of day it is. A public holiday is told as its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DayKind {
    /// Monday to Friday.
    Workday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl DayKind {
    /// All kinds in the order of the week.
    pub const ALL: [Self; 3] = [Self::Workday, Self::Saturday, Self::Sunday];

    fn of(day: Weekday) -> Self {
        match day {
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
            _ => Self::Workday,
        }
    }
}

/// The median of every hour of the clock, 0 to 23, where enough days have a value.
pub type Hours = [Option<f64>; 24];

/// How a day of each kind usually goes; empty where no hour of any kind is known.
pub(super) fn profile(hours: &[Measured], zone: &TimeZone) -> Vec<(DayKind, Hours)> {
    let mut samples: HashMap<(DayKind, usize), Vec<f64>> = HashMap::new();
    for one in hours {
        let local = one.start.to_zoned(zone.clone());
        let hour = usize::from(local.hour().unsigned_abs());
        let key = (DayKind::of(local.weekday()), hour);
        samples.entry(key).or_default().push(one.value);
    }
    let mut days = Vec::new();
    for kind in DayKind::ALL {
        let mut day: Hours = [None; 24];
        for (hour, median) in day.iter_mut().enumerate() {
            if let Some(values) = samples.get_mut(&(kind, hour))
                && values.len() >= LEAST
            {
                values.sort_by(f64::total_cmp);
                *median = Some(quantile(values, 0.5));
            }
        }
        if day.iter().any(Option::is_some) {
            days.push((kind, day));
        }
    }
    days
}

/// What was counted this year, against the same weekdays of the year before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct YearToDate {
    /// Days that were counted whole in both years.
    pub days: usize,
    /// What they come to this year.
    pub this_year: f64,
    /// What they came to 52 weeks earlier.
    pub year_before: f64,
}

/// The first day of which the year before is needed.
pub(super) fn year_before_begins(now: &Zoned) -> Date {
    now.date().first_of_year() - 52.weeks()
}

/// Compares each day of this year with the same weekday 52 weeks before, where both are known.
pub(super) fn year_to_date(days: &[Measured], now: &Zoned) -> YearToDate {
    let zone = now.time_zone();
    let by_date = days
        .iter()
        .map(|day| (day.start.to_zoned(zone.clone()).date(), day.value));
    let by_date: HashMap<Date, f64> = by_date.collect();
    let first = now.date().first_of_year();
    let mut both = YearToDate::default();
    for (date, value) in &by_date {
        let earlier = by_date.get(&(*date - 52.weeks()));
        if let Some(earlier) = earlier.filter(|_| *date >= first) {
            both.days += 1;
            both.this_year += value;
            both.year_before += earlier;
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(start: &Zoned, hours: i64, value: f64) -> Measured {
        Measured {
            start: start.timestamp(),
            end: (start + hours.hours()).timestamp(),
            value,
        }
    }

    fn local(text: &str) -> Zoned {
        format!("{text}[Europe/Berlin]").parse().unwrap()
    }

    #[test]
    fn a_workday_is_told_by_the_clock_across_the_end_of_summer_time() {
        let monday = local("2026-10-19T08:00");
        let days =
            [0, 1, 7, 8].map(|day| measured(&(&monday + day.days()), 1, 10.0 * f64::from(day)));
        let told = profile(&days, monday.time_zone());
        assert_eq!(told.len(), 1);
        let (kind, hours) = told[0];
        assert_eq!((kind, hours[8]), (DayKind::Workday, Some(40.0)));
        assert_eq!(hours.iter().flatten().count(), 1);
    }

    #[test]
    fn two_sundays_are_too_few() {
        let sunday = local("2026-10-18T08:00");
        let days = [0, 7].map(|day: i64| measured(&(&sunday + day.days()), 1, 10.0));
        assert_eq!(profile(&days, sunday.time_zone()), []);
    }

    #[test]
    fn only_days_known_in_both_years_are_compared() {
        let now = local("2026-01-08T12:00");
        let day = |text: &str, value| measured(&local(text), 24, value);
        let days = [
            day("2025-01-01T00:00", 7.0),
            day("2025-01-06T00:00", 100.0),
            day("2025-12-31T00:00", 5.0),
            day("2026-01-05T00:00", 120.0),
            day("2026-01-06T00:00", 999.0),
        ];
        let both = year_to_date(&days, &now);
        assert_eq!(
            (both.days, both.this_year, both.year_before),
            (1, 120.0, 100.0)
        );
        assert_eq!(year_before_begins(&now).to_string(), "2025-01-02");
    }
}
