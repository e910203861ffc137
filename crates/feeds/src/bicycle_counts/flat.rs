//! Counters that say zero for weeks are dead: nobody passed is not what they say.

use std::collections::HashMap;

use domain::live::Quality;
use jiff::{SignedDuration, Timestamp, civil::Date};

/// So long is a zero believed.
const BELIEVED: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Since when each counter had said nothing but zero at the end of a month.
pub(super) type ZeroSince = HashMap<Date, HashMap<String, Timestamp>>;

/// The counts of one counter by their end, in the order of time.
pub(super) type Counts = std::collections::BTreeMap<Timestamp, Option<f64>>;

/// The quality of each count, and since when the counter has said nothing but zero. All zeros of a
/// long run are suspect, also the first ones. An hour without a count says nothing either way.
pub(super) fn judged(
    counts: &Counts,
    zero_before: Option<Timestamp>,
) -> (Vec<Quality>, Option<Timestamp>) {
    let mut qualities = vec![Quality::Ok; counts.len()];
    let mut since = zero_before;
    let mut run = Vec::new();
    for (at, (end, count)) in counts.iter().enumerate() {
        match count {
            Some(0.0) => {
                let since = *since.get_or_insert(*end);
                run.push(at);
                if end.duration_since(since) >= BELIEVED {
                    for at in run.drain(..) {
                        qualities[at] = Quality::Suspect;
                    }
                }
            }
            Some(_) => {
                since = None;
                run.clear();
            }
            None => {}
        }
    }
    (qualities, since)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(number: i64) -> Timestamp {
        Timestamp::from_second(1_793_491_200 + number * 3_600).unwrap()
    }

    fn counts(values: impl IntoIterator<Item = Option<f64>>) -> Counts {
        (0..).map(hour).zip(values).collect()
    }

    fn suspects(qualities: &[Quality]) -> usize {
        qualities
            .iter()
            .filter(|it| **it == Quality::Suspect)
            .count()
    }

    #[test]
    fn a_counter_that_says_zero_for_a_fortnight_is_dead_from_the_first_zero_on() {
        let dead = [Some(7.0)].into_iter().chain([Some(0.0); 337]);
        let (qualities, since) = judged(&counts(dead), None);
        assert_eq!((qualities[0], suspects(&qualities)), (Quality::Ok, 337));
        assert_eq!(since, Some(hour(1)));
        let quiet = [Some(0.0); 336].into_iter().chain([Some(1.0)]);
        let (qualities, since) = judged(&counts(quiet), None);
        assert_eq!((suspects(&qualities), since), (0, None));
    }

    #[test]
    fn a_run_of_zeros_goes_on_over_the_end_of_a_month_and_over_gaps() {
        let gap = [Some(0.0), None, Some(0.0)];
        let (qualities, since) = judged(&counts(gap), Some(hour(-400)));
        assert_eq!(suspects(&qualities), 2);
        assert_eq!((qualities[1], since), (Quality::Ok, Some(hour(-400))));
    }
}
