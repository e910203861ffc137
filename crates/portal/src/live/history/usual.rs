//! What is usual: the median and the middle half of the weeks before.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Weekday, tz::TimeZone};

use super::{Measured, Step};

/// Fewer weeks say nothing about what is usual.
const WEEKS: usize = 3;

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

/// What is usual in every step of a span, where at least three weeks before have a value for the same
/// weekday, and for steps of an hour for the same hour.
pub(super) fn usual(
    before: &[Measured],
    step: Step,
    (from, to): (Timestamp, Timestamp),
    zone: &TimeZone,
) -> Vec<Usual> {
    let mut samples: HashMap<(Weekday, i8), Vec<f64>> = HashMap::new();
    for one in before {
        let key = key(one.start, step, zone);
        samples.entry(key).or_default().push(one.value);
    }
    for values in samples.values_mut() {
        values.sort_by(f64::total_cmp);
    }
    let mut all = Vec::new();
    let mut at = from;
    while at < to {
        let (start, end) = step.around(at, zone);
        let values = samples.get(&key(start, step, zone));
        if let Some(values) = values.filter(|values| values.len() >= WEEKS) {
            all.push(Usual {
                start,
                end,
                low: quantile(values, 0.25),
                median: quantile(values, 0.5),
                high: quantile(values, 0.75),
            });
        }
        at = end;
    }
    all
}

fn key(start: Timestamp, step: Step, zone: &TimeZone) -> (Weekday, i8) {
    let local = start.to_zoned(zone.clone());
    let hour = if step == Step::Hour { local.hour() } else { 0 };
    (local.weekday(), hour)
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
    use jiff::{ToSpan, Zoned};

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
        usual(before, step, bounds, day.time_zone())
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
}
