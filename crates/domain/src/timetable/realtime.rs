//! What is heard of trips under way (GTFS Realtime, trip updates).

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, civil::Date};

/// No vehicle is this much before or behind its time; whoever says so speaks of another day.
const PLAUSIBLE: SignedDuration = SignedDuration::from_hours(12);

/// What is said of a trip's stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prediction {
    /// When it leaves: at an instant, or so much later than planned (earlier when negative).
    Leaves {
        /// The instant; it counts before the delay.
        at: Option<Timestamp>,
        /// The delay, which also holds for the stops after this one.
        delay: Option<SignedDuration>,
    },
    /// It does not stop there.
    Skipped,
    /// Nothing is known from there on.
    Unknown,
}

/// What is said of a trip's stop, and of which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallUpdate {
    /// Which stop of the trip, as the timetable counts them.
    pub sequence: Option<u32>,
    /// Identifier of the stop, for sources that do not count.
    pub stop: Option<String>,
    /// What is said.
    pub prediction: Prediction,
}

/// What is said of a trip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TripUpdate {
    /// Identifier of the trip in the timetable.
    pub trip: String,
    /// The service day; `None` means the one that is running.
    pub day: Option<Date>,
    /// Whether it does not run at all.
    pub cancelled: bool,
    /// The delay as long as nothing is said of a stop.
    pub delay: Option<SignedDuration>,
    /// In the order of the trip.
    pub calls: Vec<CallUpdate>,
}

/// Everything that a source says at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TripUpdates {
    /// When it said so.
    pub at: Timestamp,
    /// From this age on it does not count any more.
    pub stale_after: Duration,
    /// The trips of the timetable that it speaks of.
    pub trips: Vec<TripUpdate>,
}

impl TripUpdates {
    /// Whether it is too old to count.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        let after = SignedDuration::try_from(self.stale_after).unwrap_or(SignedDuration::MAX);
        now.duration_since(self.at) > after
    }
}

/// A stop of a trip on a day, by the timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedCall<'a> {
    /// Which stop of the trip it is; grows along the trip.
    pub sequence: u32,
    /// Identifier of the stop.
    pub stop: &'a str,
    /// When it leaves.
    pub planned: Timestamp,
}

/// What is known of a departure besides the timetable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expectation {
    /// Nothing.
    #[default]
    Timetable,
    /// It leaves then.
    At(Timestamp),
    /// The trip does not run.
    Cancelled,
    /// The trip runs, but does not stop here.
    Skipped,
}

impl TripUpdate {
    /// What it says of one call of the trip; `calls` are those that the timetable has, in order.
    pub fn expects(&self, calls: &[PlannedCall<'_>], position: usize) -> Expectation {
        let Some(here) = calls.get(position) else {
            return Expectation::Timetable;
        };
        if self.cancelled {
            return Expectation::Cancelled;
        }
        let mut delay = self.delay;
        for update in &self.calls {
            let planned = update.call_of(calls);
            let sequence = update.sequence.or(planned.map(|call| call.sequence));
            let Some(sequence) = sequence.filter(|sequence| *sequence <= here.sequence) else {
                continue;
            };
            let is_here = sequence == here.sequence;
            match update.prediction {
                Prediction::Skipped if is_here => return Expectation::Skipped,
                Prediction::Skipped => {}
                Prediction::Unknown => delay = None,
                Prediction::Leaves { at: Some(at), .. } if is_here => return plausible(here, at),
                Prediction::Leaves { at, delay: said } => {
                    let measured = at
                        .zip(planned)
                        .map(|(at, call)| at.duration_since(call.planned));
                    delay = said.or(measured).or(delay);
                }
            }
        }
        let at = delay.and_then(|delay| here.planned.checked_add(delay).ok());
        at.map_or(Expectation::Timetable, |at| plausible(here, at))
    }
}

impl CallUpdate {
    /// The call that it speaks of. A stop without a number is known only if the trip calls there
    /// once.
    fn call_of<'c>(&self, calls: &'c [PlannedCall<'c>]) -> Option<&'c PlannedCall<'c>> {
        let is_it = |call: &&PlannedCall<'_>| match self.sequence {
            Some(sequence) => call.sequence == sequence,
            None => self.stop.as_deref() == Some(call.stop),
        };
        let mut found = calls.iter().filter(is_it);
        found.next().filter(|_| found.next().is_none())
    }
}

fn plausible(call: &PlannedCall<'_>, at: Timestamp) -> Expectation {
    if at.duration_since(call.planned).abs() > PLAUSIBLE {
        return Expectation::Timetable;
    }
    Expectation::At(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
    }

    fn late(minutes: i64) -> Prediction {
        Prediction::Leaves {
            at: None,
            delay: Some(SignedDuration::from_mins(minutes)),
        }
    }

    fn leaves(minute: i64) -> Prediction {
        Prediction::Leaves {
            at: Some(at(minute)),
            delay: None,
        }
    }

    /// What is expected of a trip that calls at 0, 10, 20 and 30 minutes as its stops 2, 4, 6, 8.
    fn expected(cancelled: bool, told: &[(Option<u32>, &str, Prediction)]) -> Vec<Expectation> {
        let stops = ["a", "b", "c", "b"];
        let calls: Vec<_> = (0..4)
            .zip([2, 4, 6, 8])
            .map(|(number, sequence)| PlannedCall {
                sequence,
                stop: stops[number],
                planned: at(10 * i64::try_from(number).unwrap()),
            })
            .collect();
        let update = TripUpdate {
            trip: "t".to_owned(),
            day: None,
            cancelled,
            delay: None,
            calls: told
                .iter()
                .map(|(sequence, stop, prediction)| CallUpdate {
                    sequence: *sequence,
                    stop: Some((*stop).to_owned()),
                    prediction: *prediction,
                })
                .collect(),
        };
        (0..4).map(|call| update.expects(&calls, call)).collect()
    }

    #[test]
    fn a_delay_holds_until_another_is_said() {
        use Expectation::{At, Timetable};
        let told = [(Some(4), "b", late(3)), (Some(8), "b", late(1))];
        assert_eq!(
            expected(false, &told),
            [Timetable, At(at(13)), At(at(23)), At(at(31))]
        );
        // Also one of a stop outside the city, and one that follows from an instant.
        let told = [(Some(1), "far", late(2)), (Some(6), "c", leaves(25))];
        assert_eq!(
            expected(false, &told),
            [At(at(2)), At(at(12)), At(at(25)), At(at(35))]
        );
    }

    #[test]
    fn a_skipped_stop_does_not_end_the_delay_and_no_data_does() {
        use Expectation::{At, Skipped, Timetable};
        let told = [
            (Some(2), "a", late(5)),
            (Some(4), "b", Prediction::Skipped),
            (Some(8), "b", Prediction::Unknown),
        ];
        assert_eq!(
            expected(false, &told),
            [At(at(5)), Skipped, At(at(25)), Timetable]
        );
    }

    #[test]
    fn a_stop_without_a_number_is_known_if_the_trip_calls_there_once() {
        use Expectation::{At, Timetable};
        let told = [
            (None, "b", late(9)),
            (None, "c", late(4)),
            (None, "elsewhere", late(7)),
        ];
        assert_eq!(
            expected(false, &told),
            [Timetable, Timetable, At(at(24)), At(at(34))]
        );
    }

    #[test]
    fn a_cancelled_trip_leaves_nowhere() {
        assert_eq!(expected(true, &[]), [Expectation::Cancelled; 4]);
    }

    #[test]
    fn what_cannot_be_true_is_not_believed() {
        let told = [
            (Some(2), "a", leaves(24 * 60)),
            (Some(4), "b", late(-13 * 60)),
        ];
        assert_eq!(expected(false, &told), [Expectation::Timetable; 4]);
        let told = [(
            Some(2),
            "a",
            Prediction::Leaves {
                at: None,
                delay: Some(SignedDuration::MAX),
            },
        )];
        assert_eq!(expected(false, &told), [Expectation::Timetable; 4]);
    }

    #[test]
    fn what_was_said_grows_old() {
        let updates = TripUpdates {
            at: at(0),
            stale_after: Duration::from_mins(5),
            trips: Vec::new(),
        };
        assert!(!updates.is_stale(at(5)) && updates.is_stale(at(6)) && !updates.is_stale(at(-1)));
    }
}
