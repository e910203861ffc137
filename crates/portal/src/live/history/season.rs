//! How warm the last day was for the time of the year.

use std::collections::BTreeMap;

use domain::live::{Datastream, Level};
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned, civil::Date, tz::TimeZone};

use super::{Measured, Step, steps::measured, usual::quantile};
use crate::ports::{LiveStore, StoreError};

/// Days that stand for the season while no earlier year is known.
const RECENT: i64 = 30;
/// A day with fewer hours has no mean: nights are colder than noons.
const LEAST_HOURS: u32 = 20;
/// What the days are compared with is read again after this time.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// What the last day is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The days from a week before to a week after this date, in the years from the first to the last.
    Years {
        /// The earliest year with a value.
        first: i16,
        /// The latest.
        last: i16,
    },
    /// The days before; no earlier year is known.
    Recent,
}

/// How warm the last 24 hours were, and how warm such days are.
#[derive(Clone, Debug, PartialEq)]
pub struct Season {
    /// Mean of the last 24 hours, in the unit of the property.
    pub last: f64,
    /// What it is compared with.
    pub against: Against,
    /// Days that were known for that.
    pub days: usize,
    /// A quarter of their means are lower.
    pub low: f64,
    /// Half of them are lower.
    pub median: f64,
    /// Three quarters of them are lower.
    pub high: f64,
    learned: Timestamp,
}

impl Season {
    /// So many days before and after the same date of an earlier year are compared with.
    pub const AROUND: i64 = 7;

    /// Fewer days are no season.
    pub(super) const LEAST_DAYS: usize = 10;

    /// As many years are looked back at most: hours are not kept for longer.
    pub(super) const MOST_YEARS: i16 = 10;

    /// Whether a date lies around another one of some earlier year.
    pub(super) fn is_around(sample: Date, date: Date) -> bool {
        let years = date.year() - sample.year();
        // Around New Year's Day the week reaches into the next year.
        (years - 1..=years + 1).filter(|ago| *ago > 0).any(|ago| {
            let apart = sample.since(date - ago.years()).map(|span| span.get_days());
            apart.is_ok_and(|days| i64::from(days.abs()) <= Self::AROUND)
        })
    }

    /// How much more the last day was than half of the days; `None` where it lies in their middle half.
    pub fn apart(&self) -> Option<f64> {
        let is_usual = (self.low..=self.high).contains(&self.last);
        (!is_usual).then_some(self.last - self.median)
    }

    /// From the means of the days that it is compared with; `None` where they are too few.
    fn of(last: f64, against: Against, mut days: Vec<f64>, learned: Timestamp) -> Option<Self> {
        days.sort_by(f64::total_cmp);
        (days.len() >= Self::LEAST_DAYS).then(|| Self {
            last,
            against,
            days: days.len(),
            low: quantile(&days, 0.25),
            median: quantile(&days, 0.5),
            high: quantile(&days, 0.75),
            learned,
        })
    }
}

/// How the last day of a datastream stands against the season. What it is compared with is kept for
/// an hour, but as long as no year is known it is looked for one. `None` where too little is known.
pub(super) async fn season(
    store: &dyn LiveStore,
    stream: &Datastream,
    known: Option<&Season>,
    now: &Zoned,
) -> Result<Option<Season>, StoreError> {
    let (at, zone) = (now.timestamp(), now.time_zone());
    let hours = async |from: Timestamp, to: Timestamp| {
        let rollups = store.rollups(&stream.id, Level::Hour, from, to).await?;
        Ok::<_, StoreError>(measured(stream, Step::Hour, &rollups, at, zone))
    };
    let day_ago = at - SignedDuration::from_hours(24);
    let Some(last) = mean(&hours(day_ago, at).await?) else {
        return Ok(None);
    };
    let known = known.filter(|known| at.duration_since(known.learned) < AGAIN);
    let kept = known.map(|known| Season {
        last,
        ..known.clone()
    });
    if kept
        .as_ref()
        .is_some_and(|kept| kept.against != Against::Recent)
    {
        return Ok(kept);
    }
    let mut years: BTreeMap<i16, Vec<f64>> = BTreeMap::new();
    for ago in 1..=Season::MOST_YEARS {
        let date = now.date() - ago.years();
        let (from, to) = (
            date - Season::AROUND.days(),
            date + (Season::AROUND + 1).days(),
        );
        let means = days(&hours(midnight(from, now), midnight(to, now)).await?, zone);
        if means.is_empty() {
            break;
        }
        years.insert(date.year(), means);
    }
    let ends = years.keys().next().zip(years.keys().next_back());
    let against = ends.map(|(&first, &last)| Against::Years { first, last });
    let of_years = against.and_then(|against| {
        let means: Vec<f64> = years.values().flatten().copied().collect();
        Season::of(last, against, means, at)
    });
    if of_years.is_some() || kept.is_some() {
        return Ok(of_years.or(kept));
    }
    let from = now.date() - RECENT.days() - 1.day();
    let to = midnight(now.date() - 1.day(), now);
    let means = days(&hours(midnight(from, now), to).await?, zone);
    Ok(Season::of(last, Against::Recent, means, at))
}

fn midnight(date: Date, now: &Zoned) -> Timestamp {
    let zoned = date.to_zoned(now.time_zone().clone());
    zoned.map_or(now.timestamp(), |zoned| zoned.timestamp())
}

/// The means of the days of which nearly all hours are known.
fn days(hours: &[Measured], zone: &TimeZone) -> Vec<f64> {
    let mut days: BTreeMap<Date, Vec<Measured>> = BTreeMap::new();
    for hour in hours {
        let date = hour.start.to_zoned(zone.clone()).date();
        days.entry(date).or_default().push(*hour);
    }
    days.values().filter_map(|hours| mean(hours)).collect()
}

/// The mean of a day's hours; `None` where too many are missing.
fn mean(hours: &[Measured]) -> Option<f64> {
    let count = u32::try_from(hours.len()).ok()?;
    let sum: f64 = hours.iter().map(|hour| hour.value).sum();
    (count >= LEAST_HOURS).then(|| sum / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(first: &str, values: &[f64]) -> Vec<Measured> {
        let first: Zoned = format!("{first}[Europe/Berlin]").parse().unwrap();
        let all = values.iter().zip(0_i64..);
        all.map(|(value, hour)| {
            let start = &first + hour.hours();
            Measured {
                start: start.timestamp(),
                end: (start + 1.hour()).timestamp(),
                value: *value,
            }
        })
        .collect()
    }

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn learned() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    #[test]
    fn a_day_of_23_and_one_of_25_hours_have_their_mean() {
        for (date, length) in [("2026-03-29", 23), ("2026-10-25", 25)] {
            let mut values = vec![6.0; length];
            values.extend([50.0; 3]);
            let told = days(&hours(&format!("{date}T00:00"), &values), &zone());
            // Three hours of the next day are no day.
            assert_eq!(told, [6.0], "{date}");
        }
    }

    #[test]
    fn a_day_without_its_night_has_no_mean() {
        let afternoon = hours("2026-06-01T05:00", &[20.0; 19]);
        assert_eq!(days(&afternoon, &zone()), [0.0; 0]);
    }

    #[test]
    fn in_the_middle_half_it_is_as_usual() {
        let of = |last, days: Vec<f64>| Season::of(last, Against::Recent, days, learned());
        let ten: Vec<f64> = (1..=11).map(f64::from).collect();
        let mild = of(8.5, ten.clone()).unwrap();
        assert_eq!((mild.low, mild.median, mild.high), (3.5, 6.0, 8.5));
        assert_eq!(mild.apart(), None);
        assert_eq!(of(9.0, ten.clone()).unwrap().apart(), Some(3.0));
        assert_eq!(of(2.0, ten).unwrap().apart(), Some(-4.0));
        assert_eq!(of(2.0, vec![1.0; 9]), None);
    }
}
