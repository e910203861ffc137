//! What is usual: the median and the middle half of the weeks before, or of the season.

use std::collections::HashMap;

use domain::live::Property;
use jiff::{Timestamp, Zoned, civil::Date, civil::Weekday, tz::TimeZone};

use super::{Measured, Season, Step};

/// What a property is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The same weekday, and for steps of an hour the same hour, of the weeks before: what people do, and what comes of it.
    Weeks,
    /// The same hour of the days around the same date in earlier years: how warm it is.
    Seasons,
    /// Nothing: it rains when it rains, and the day of the week does not matter to the river.
    Nothing,
}

impl Reference {
    /// What is usual for a property.
    pub fn of(property: Property) -> Self {
        match property {
            Property::AirTemperature | Property::FeltTemperature => Self::Seasons,
            Property::FreeSpaces
            | Property::OccupiedSpaces
            | Property::VehicleCount
            | Property::MeanSpeed
            | Property::BicycleCount
            | Property::PedestrianCount
            | Property::VehiclesAvailable
            | Property::DocksAvailable
            | Property::FreePoints
            | Property::OccupiedPoints
            | Property::No2
            | Property::So2
            | Property::Co
            | Property::Pm10
            | Property::Pm25
            | Property::SoundLevel => Self::Weeks,
            _ => Self::Nothing,
        }
    }

    /// Fewer weeks, or days, say nothing about what is usual.
    fn least(self) -> usize {
        match self {
            Self::Weeks => 3,
            Self::Seasons => Season::LEAST_DAYS,
            Self::Nothing => usize::MAX,
        }
    }

    /// Which values may be compared at all.
    fn key(self, at: &Zoned, step: Step) -> Key {
        let hour = if step == Step::Hour { at.hour() } else { 0 };
        ((self == Self::Weeks).then(|| at.weekday()), hour)
    }

    /// Whether a value of one date says what is usual on another.
    fn fits(self, sample: Date, date: Date) -> bool {
        self != Self::Seasons || Season::is_around(sample, date)
    }
}

/// The weekday where it matters, and the hour of the clock where steps are hours.
type Key = (Option<Weekday>, i8);

/// What is usual in one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// First instant.
    pub start: Timestamp,
    /// First instant after it.
    pub end: Timestamp,
    /// A quarter of the values are lower.
    pub low: f64,
    /// Half of the values are lower.
    pub median: f64,
    /// Three quarters of the values are lower.
    pub high: f64,
}

/// What is usual in every step of a span for which enough values of before are known.
pub(super) fn usual(
    reference: Reference,
    before: &[Measured],
    step: Step,
    (from, to): (Timestamp, Timestamp),
    zone: &TimeZone,
) -> Vec<Usual> {
    let mut samples: HashMap<Key, Vec<(Date, f64)>> = HashMap::new();
    for one in before {
        let local = one.start.to_zoned(zone.clone());
        let alike = samples.entry(reference.key(&local, step)).or_default();
        alike.push((local.date(), one.value));
    }
    for alike in samples.values_mut() {
        alike.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    }
    let mut all = Vec::new();
    let mut at = from;
    while at < to {
        let (start, end) = step.around(at, zone);
        at = end;
        let local = start.to_zoned(zone.clone());
        let alike = samples.get(&reference.key(&local, step));
        let fitting = alike.into_iter().flatten();
        let fitting = fitting.filter(|(date, _)| reference.fits(*date, local.date()));
        let values: Vec<f64> = fitting.map(|(_, value)| *value).collect();
        if values.len() >= reference.least() {
            all.push(Usual {
                start,
                end,
                low: quantile(&values, 0.25),
                median: quantile(&values, 0.5),
                high: quantile(&values, 0.75),
            });
        }
    }
    all
}

/// Between the two values that it lies between, in proportion.
pub(super) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positions in at most some dozen values"
    )]
    let (place, below) = {
        let place = last as f64 * share;
        (place, place as usize)
    };
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * place.fract()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    /// One value at the same time of the clock in each of the weeks before.
    fn weekly(first: &str, values: &[f64]) -> Vec<Measured> {
        let first: Zoned = first.parse().unwrap();
        let weeks = values.iter().zip(0_i64..);
        weeks
            .map(|(value, week)| {
                let at = first.checked_add(week.weeks()).unwrap();
                Measured {
                    start: at.timestamp(),
                    end: at.checked_add(1.hour()).unwrap().timestamp(),
                    value: *value,
                }
            })
            .collect()
    }

    fn on(day: &str, before: &[Measured], step: Step) -> Vec<Usual> {
        let day: Zoned = format!("{day}T00:00[Europe/Berlin]").parse().unwrap();
        let end = day.tomorrow().unwrap();
        let bounds = (day.timestamp(), end.timestamp());
        usual(Reference::Weeks, before, step, bounds, day.time_zone())
    }

    #[test]
    fn the_same_hour_of_the_clock_counts_across_a_change_of_the_clock() {
        let before = weekly("2026-10-05T08:00[Europe/Berlin]", &[10.0, 20.0, 30.0, 80.0]);
        let monday = on("2026-11-02", &before, Step::Hour);
        assert_eq!(monday.len(), 1);
        assert_eq!(monday[0].start.to_string(), "2026-11-02T07:00:00Z");
        let Usual {
            low, median, high, ..
        } = monday[0];
        assert_eq!((low, median, high), (17.5, 25.0, 42.5));
        assert_eq!(on("2026-11-03", &before, Step::Hour), []);
    }

    #[test]
    fn two_weeks_say_nothing_about_what_is_usual() {
        let before = weekly("2026-10-05T08:00[Europe/Berlin]", &[10.0, 20.0]);
        assert_eq!(on("2026-10-19", &before, Step::Hour), []);
    }

    #[test]
    fn a_day_is_compared_with_the_same_weekday() {
        let before = weekly("2026-10-05T00:00[Europe/Berlin]", &[1.0, 2.0, 3.0]);
        let usual = on("2026-10-26", &before, Step::Day);
        assert_eq!((usual.len(), usual[0].median), (1, 2.0));
    }

    #[test]
    fn an_hour_is_compared_with_that_hour_of_the_days_around_it_in_earlier_years() {
        let daily = |first: &str, days: i32, value: f64| {
            let first: Zoned = format!("{first}[Europe/Berlin]").parse().unwrap();
            let all = (0..days).map(move |day| &first + day.days());
            all.map(move |at| Measured {
                start: at.timestamp(),
                end: (at + 1.hour()).timestamp(),
                value,
            })
        };
        // A month of an hour around New Year's Day, another hour, and a month that is not around it.
        let before: Vec<_> = daily("2025-12-18T08:00", 30, 2.0)
            .chain(daily("2024-12-28T08:00", 5, 6.0))
            .chain(daily("2025-12-18T09:00", 30, 50.0))
            .chain(daily("2026-10-01T08:00", 30, 90.0))
            .collect();
        let day: Zoned = "2027-01-01T08:00[Europe/Berlin]".parse().unwrap();
        let bounds = (day.timestamp(), (&day + 1.hour()).timestamp());
        let zone = day.time_zone();
        let told = usual(Reference::Seasons, &before, Step::Hour, bounds, zone);
        // 15 days of 2 degrees and 5 of 6.
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].low, told[0].median, told[0].high), (2.0, 2.0, 3.0));
        assert_eq!(
            usual(Reference::Nothing, &before, Step::Hour, bounds, zone),
            []
        );
    }
}
