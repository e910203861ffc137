//! Roll-ups as the values of a history.

use std::collections::BTreeMap;

use domain::live::{Aggregation, Datastream, Rollup};
use jiff::{Timestamp, tz::TimeZone};

use super::Step;
use crate::ports::RolledUp;

/// A count of which a larger share is missing is no count.
const COMPLETE: f64 = 0.9;

/// What was measured in one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// First instant.
    pub start: Timestamp,
    /// First instant after it.
    pub end: Timestamp,
    /// In the unit of the property: the sum of what is counted, else the mean, or the greatest.
    pub value: f64,
}

/// The values of one datastream. What is counted has none for a step that is not over or of which a
/// part is missing: a part of a count would look like a quiet hour.
pub(super) fn measured(
    stream: &Datastream,
    step: Step,
    rollups: &[RolledUp],
    now: Timestamp,
    zone: &TimeZone,
) -> Vec<Measured> {
    let mut steps: BTreeMap<Timestamp, (Timestamp, Vec<Rollup>)> = BTreeMap::new();
    for one in rollups {
        let (start, end) = step.around(one.start, zone);
        let (_, parts) = steps.entry(start).or_insert_with(|| (end, Vec::new()));
        parts.push(one.rollup);
    }
    let parts_of_all = if step == Step::Week { 7 } else { 1 };
    let values = steps.into_iter().filter_map(|(start, (end, parts))| {
        let whole = Rollup::merged(&parts, 0)?;
        let value = match stream.aggregation {
            Aggregation::Sum | Aggregation::Count => {
                let complete = parts.len() == parts_of_all
                    && parts.iter().all(|part| part.completeness() >= COMPLETE);
                (complete && end <= now).then_some(whole.sum)?
            }
            Aggregation::Max => whole.max,
            Aggregation::Mean | Aggregation::Instant => whole.mean(),
        };
        Some(Measured { start, end, value })
    });
    values.collect()
}

/// What several datastreams come to together, where each of them has a value.
pub(super) fn together(all: &[Vec<Measured>]) -> Vec<Measured> {
    let mut sums: BTreeMap<Timestamp, (usize, Measured)> = BTreeMap::new();
    for one in all.iter().flatten() {
        sums.entry(one.start)
            .and_modify(|(count, sum)| {
                *count += 1;
                sum.value += one.value;
            })
            .or_insert((1, *one));
    }
    let complete = sums.into_values().filter(|(count, _)| *count == all.len());
    complete.map(|(_, sum)| sum).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::live::{Property, ThingId};
    use jiff::SignedDuration;

    use super::*;

    const HOUR: Duration = Duration::from_hours(1);

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn counter() -> Datastream {
        let quarter = Duration::from_mins(15);
        Datastream::instant(&ThingId::new("t:1"), Property::VehicleCount, quarter, HOUR)
            .over(Aggregation::Count, quarter)
    }

    fn rolled(start: Timestamp, n: u32, sum: f64) -> RolledUp {
        let rollup = Rollup {
            n,
            expected_n: 4,
            sum,
            min: 1.0,
            max: 9.0,
            last: 2.0,
        };
        RolledUp { start, rollup }
    }

    #[test]
    fn a_part_of_a_count_is_not_shown_as_a_count() {
        let begin = at("2026-06-01T08:00:00Z");
        let hours: Vec<_> = [4, 3, 4, 4]
            .into_iter()
            .zip(0..)
            .map(|(n, hour)| rolled(begin + SignedDuration::from_hours(hour), n, 40.0))
            .collect();
        let now = at("2026-06-01T11:30:00Z");
        let starts = |stream: &Datastream| {
            let told = measured(stream, Step::Hour, &hours, now, &TimeZone::UTC).into_iter();
            told.map(|one| (one.start.to_zoned(TimeZone::UTC).hour(), one.value))
                .collect::<Vec<_>>()
        };
        // 9 o'clock is not complete, 11 o'clock is not over.
        assert_eq!(starts(&counter()), [(8, 40.0), (10, 40.0)]);
        let mean = Datastream {
            aggregation: Aggregation::Mean,
            ..counter()
        };
        assert_eq!(starts(&mean).len(), 4);
        assert_eq!(starts(&mean)[1], (9, 40.0 / 3.0));
    }

    #[test]
    fn a_week_is_counted_when_all_its_days_are_there() {
        let monday = at("2026-06-01T00:00:00Z");
        let days: Vec<_> = (0..13)
            .map(|day| rolled(monday + SignedDuration::from_hours(24 * day), 4, 10.0))
            .collect();
        let now = at("2026-07-01T00:00:00Z");
        let weeks = measured(&counter(), Step::Week, &days, now, &TimeZone::UTC);
        assert_eq!(weeks.len(), 1);
        assert_eq!((weeks[0].start, weeks[0].value), (monday, 70.0));
    }

    #[test]
    fn what_one_of_several_lacks_all_of_them_lack() {
        let hour = |hour, value| Measured {
            start: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hour),
            end: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hour + 1),
            value,
        };
        let both = together(&[
            vec![hour(0, 1.0), hour(1, 2.0), hour(2, 3.0)],
            vec![hour(0, 10.0), hour(2, 30.0)],
        ]);
        assert_eq!(both, [hour(0, 11.0), hour(2, 33.0)]);
    }
}
