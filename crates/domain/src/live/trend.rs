//! Where a value is going, told only where three values in a row say so.

use super::{Datastream, Observation, Property};

/// Differences of less than this many of the last shown digit are noise.
const NOISE_DIGITS: f64 = 2.0;

/// What has no direction: an angle, an open gate, an index of five grades.
const WITHOUT: [Property; 3] = [
    Property::WindDirection,
    Property::Open,
    Property::AirQualityIndex,
];

/// Where a value is going.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// Upwards.
    Rising,
    /// Downwards.
    Falling,
    /// Neither.
    Steady,
}

impl Trend {
    /// The trend of the last three observations of a datastream, the oldest first. There is none
    /// where one of them is missing or cannot be trusted, where time is missing between them, where
    /// they go up and down, and for what is counted: that follows the hour of the day.
    pub fn of(stream: &Datastream, last: [Observation; 3]) -> Option<Self> {
        if stream.aggregation.adds_up() || WITHOUT.contains(&stream.property) {
            return None;
        }
        let in_a_row = last.windows(2).all(|two| {
            let apart = two[1].end.duration_since(two[0].end);
            apart.is_positive() && apart.unsigned_abs() <= stream.expected_every.saturating_mul(2)
        });
        if !in_a_row || last.iter().any(|one| !one.quality.counts()) {
            return None;
        }
        let [first, second, third] = [last[0].value?, last[1].value?, last[2].value?];
        let noise = NOISE_DIGITS * 0.1_f64.powi(stream.property.decimals().into());
        let (before, after) = (second - first, third - second);
        let is_noise = |change: f64| change.abs() < noise;
        if is_noise(before) && is_noise(after) && is_noise(third - first) {
            Some(Self::Steady)
        } else if before >= 0.0 && after >= 0.0 {
            Some(Self::Rising)
        } else if before <= 0.0 && after <= 0.0 {
            Some(Self::Falling)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::{SignedDuration, Timestamp};

    use super::*;
    use crate::live::{Aggregation, Quality, ThingId};

    const MINUTES: Duration = Duration::from_mins(5);

    fn spaces() -> Datastream {
        Datastream::instant(&ThingId::new("p:1"), Property::FreeSpaces, MINUTES, MINUTES)
    }

    fn after(minutes: [i64; 3], values: [f64; 3]) -> [Observation; 3] {
        [0, 1, 2].map(|at| Observation {
            end: Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes[at]),
            value: Some(values[at]),
            quality: Quality::Ok,
        })
    }

    fn trend(values: [f64; 3]) -> Option<Trend> {
        Trend::of(&spaces(), after([0, 5, 10], values))
    }

    #[test]
    fn three_values_say_where_it_goes() {
        assert_eq!(trend([10.0, 14.0, 20.0]), Some(Trend::Rising));
        assert_eq!(trend([20.0, 20.0, 12.0]), Some(Trend::Falling));
        assert_eq!(trend([20.0, 21.0, 20.0]), Some(Trend::Steady));
        assert_eq!(trend([20.0, 30.0, 22.0]), None);
    }

    #[test]
    fn values_with_time_missing_between_them_say_nothing() {
        let told = after([0, 60, 65], [10.0, 14.0, 20.0]);
        assert_eq!(Trend::of(&spaces(), told), None);
    }

    #[test]
    fn a_value_that_cannot_be_trusted_supports_no_trend() {
        let mut told = after([0, 5, 10], [10.0, 14.0, 20.0]);
        told[1].quality = Quality::Suspect;
        assert_eq!(Trend::of(&spaces(), told), None);
        told[1].quality = Quality::Ok;
        told[0].value = None;
        assert_eq!(Trend::of(&spaces(), told), None);
    }

    #[test]
    fn counts_follow_the_hour_and_have_no_trend() {
        let counts = spaces().over(Aggregation::Count, MINUTES);
        let told = after([0, 5, 10], [10.0, 14.0, 20.0]);
        assert_eq!(Trend::of(&counts, told), None);
    }
}
