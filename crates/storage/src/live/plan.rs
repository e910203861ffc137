//! What storing observations comes to, decided before anything is written.

use std::collections::HashMap;

use domain::live::{Bucket, Harvest, Level, Observation, Retention};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{known::Newest, slots::slot};

/// No day of any city is longer.
const LONGEST_DAY: SignedDuration = SignedDuration::from_hours(26);

/// An observation on its way into the tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    /// Position of its datastream in the batch.
    pub(super) position: u32,
    /// Key of its datastream.
    pub(super) key: i32,
    pub(super) slot: i32,
    /// In milliseconds since 1970.
    pub(super) end: i64,
    pub(super) observation: Observation,
}

/// Value and quality that are stored already.
pub(super) type Stored = (Option<f64>, i16);

impl Row {
    pub(super) fn says(&self) -> Stored {
        (self.observation.value, self.observation.quality.code())
    }
}

/// Every observation of the batch that can be kept, once, sorted by datastream and time; and how
/// many cannot. Refused is what belongs to a day of which observations may have been deleted
/// already: its roll-ups could not be made again.
pub(super) fn rows(
    harvest: &Harvest,
    keys: &[i32],
    now: Timestamp,
    zone: &TimeZone,
) -> (Vec<Row>, u32) {
    let mut days = Days::new(zone);
    let mut refused = 0;
    let mut rows: Vec<Row> = Vec::with_capacity(harvest.observations.len());
    for new in &harvest.observations {
        let position = new.datastream as usize;
        let (Some(stream), Some(key)) = (harvest.datastreams.get(position), keys.get(position))
        else {
            continue;
        };
        let end = new.observation.end.as_millisecond();
        let observation = Observation {
            end: Timestamp::from_millisecond(end).unwrap_or(new.observation.end),
            ..new.observation
        };
        let row = Row {
            position: new.datastream,
            key: *key,
            slot: slot(stream, end),
            end,
            observation,
        };
        let raw = Retention::of(stream).raw;
        let age = now.duration_since(observation.end);
        let expired = age + LONGEST_DAY
            > SignedDuration::try_from(raw).unwrap_or(SignedDuration::MAX)
            && now
                .duration_since(days.around(&row, harvest).start)
                .unsigned_abs()
                > raw;
        if expired || observation.value.is_some_and(|value| !value.is_finite()) {
            refused += 1;
        } else {
            rows.push(row);
        }
    }
    // Stable: of two for one instant the later one stays.
    rows.sort_by_key(|row| (row.key, row.end));
    rows.dedup_by(|later, earlier| {
        let same = (later.key, later.end) == (earlier.key, earlier.end);
        if same {
            *earlier = *later;
        }
        same
    });
    (rows, refused)
}

/// What becomes of the observations of a batch.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// Not there yet.
    pub(super) fresh: Vec<Row>,
    /// There with another value or quality.
    pub(super) revised: Vec<(Row, Stored)>,
    /// Older than the newest of its datastream: has to be looked up.
    pub(super) late: Vec<Row>,
    /// The newest of each datastream whose newest changes.
    pub(super) latest: Vec<Row>,
}

impl Plan {
    /// Decides what can be decided by the newest stored observation of each datastream.
    pub(super) fn new(rows: Vec<Row>, latest: &Newest) -> Self {
        let mut plan = Self::default();
        for row in rows {
            match latest.get(&row.key).copied().flatten() {
                Some((end, _)) if row.end < end => {
                    plan.late.push(row);
                    continue;
                }
                Some((end, stored)) if row.end == end => {
                    if stored == row.says() {
                        continue;
                    }
                    plan.revised.push((row, stored));
                }
                _ => plan.fresh.push(row),
            }
            // Sorted by time, so that the last one of a datastream is its newest.
            match plan.latest.last_mut() {
                Some(newest) if newest.key == row.key => *newest = row,
                _ => plan.latest.push(row),
            }
        }
        plan
    }

    /// Decides about the late ones, by what is stored under their datastream and time.
    pub(super) fn look_up(&mut self, stored: &HashMap<(i32, i64), Stored>) {
        for row in std::mem::take(&mut self.late) {
            match stored.get(&(row.key, row.end)) {
                None => self.fresh.push(row),
                Some(stored) if *stored == row.says() => {}
                Some(stored) => self.revised.push((row, *stored)),
            }
        }
    }

    /// Every row that has to be written.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Row> {
        self.fresh
            .iter()
            .chain(self.revised.iter().map(|(row, _)| row))
    }
}

/// A bucket that has to be rolled up: at the shortest level of its datastream, with the day around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dirty {
    pub(super) key: i32,
    pub(super) bucket: Bucket,
    pub(super) day: Bucket,
}

/// The buckets of what changed, each once.
pub(super) fn dirty(plan: &Plan, harvest: &Harvest, zone: &TimeZone) -> Vec<Dirty> {
    let mut days = Days::new(zone);
    let mut dirty: Vec<Dirty> = Vec::new();
    for row in plan.changed() {
        let stream = &harvest.datastreams[row.position as usize];
        let Some(shortest) = stream.levels().next() else {
            continue;
        };
        let one = Dirty {
            key: row.key,
            bucket: Bucket::of(shortest, stream, &row.observation, zone),
            day: days.around(row, harvest),
        };
        if dirty.last() != Some(&one) {
            dirty.push(one);
        }
    }
    dirty.sort_unstable();
    dirty.dedup();
    dirty
}

/// Days around instants: most observations of a batch lie in the same one.
struct Days<'a> {
    zone: &'a TimeZone,
    last: Option<Bucket>,
}

impl<'a> Days<'a> {
    fn new(zone: &'a TimeZone) -> Self {
        Self { zone, last: None }
    }

    fn around(&mut self, row: &Row, harvest: &Harvest) -> Bucket {
        let stream = &harvest.datastreams[row.position as usize];
        match self.last {
            Some(day) if day.holds(stream, &row.observation) => day,
            _ => *self
                .last
                .insert(Bucket::of(Level::Day, stream, &row.observation, self.zone)),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::live::Quality;

    use super::*;

    fn row(key: i32, end: i64, value: f64) -> Row {
        Row {
            position: 0,
            key,
            slot: 0,
            end,
            observation: Observation {
                end: Timestamp::from_millisecond(end).unwrap(),
                value: Some(value),
                quality: Quality::Ok,
            },
        }
    }

    #[test]
    fn only_what_is_older_than_the_newest_has_to_be_looked_up() {
        let latest = HashMap::from([(1, Some((20, row(1, 20, 2.0).says()))), (2, None)]);
        let (old, same, new) = (row(1, 10, 1.0), row(1, 20, 2.0), row(1, 30, 3.0));
        let other = row(2, 5, 5.0);
        let mut plan = Plan::new(vec![old, same, new, other], &latest);
        assert_eq!(
            (&plan.fresh, &plan.latest),
            (&vec![new, other], &vec![new, other])
        );
        assert_eq!((&plan.late, &plan.revised), (&vec![old], &vec![]));
        plan.look_up(&HashMap::from([((1, 10), (None, Quality::Missing.code()))]));
        assert_eq!(plan.revised, [(old, (None, Quality::Missing.code()))]);
    }

    #[test]
    fn a_newest_value_that_changes_is_revised_without_looking_it_up() {
        let latest = HashMap::from([(1, Some((20, row(1, 20, 2.0).says())))]);
        let plan = Plan::new(vec![row(1, 20, 9.0)], &latest);
        assert_eq!(
            (plan.late.len(), plan.revised.len(), plan.latest.len()),
            (0, 1, 1)
        );
    }
}
