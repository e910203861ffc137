//! Roll-ups: what a bucket of observations comes to.

use serde::{Deserialize, Serialize};

use super::Observation;

/// What the observations of one bucket come to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rollup {
    /// How many values went in. Suspect and missing ones do not.
    pub n: u32,
    /// How many there should be.
    pub expected_n: u32,
    /// Sum of the values.
    pub sum: f64,
    /// Smallest value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Value of the latest observation.
    pub last: f64,
}

impl Rollup {
    /// What observations in the order of time come to; `None` when none of them counts.
    pub fn of<'a>(
        observations: impl IntoIterator<Item = &'a Observation>,
        expected_n: u32,
    ) -> Option<Self> {
        let values = observations
            .into_iter()
            .filter(|observation| observation.quality.counts())
            .filter_map(|observation| observation.value);
        values.fold(None, |before: Option<Self>, value| {
            Some(match before {
                None => Self {
                    n: 1,
                    expected_n,
                    sum: value,
                    min: value,
                    max: value,
                    last: value,
                },
                Some(before) => Self {
                    n: before.n + 1,
                    expected_n,
                    sum: before.sum + value,
                    min: before.min.min(value),
                    max: before.max.max(value),
                    last: value,
                },
            })
        })
    }

    /// What shorter buckets in the order of time come to; `None` of none.
    pub fn merged<'a>(parts: impl IntoIterator<Item = &'a Self>, expected_n: u32) -> Option<Self> {
        parts
            .into_iter()
            .copied()
            .reduce(|a, b| Self {
                n: a.n + b.n,
                expected_n: 0,
                sum: a.sum + b.sum,
                min: a.min.min(b.min),
                max: a.max.max(b.max),
                last: b.last,
            })
            .map(|whole| Self {
                expected_n,
                ..whole
            })
    }

    /// Mean of the values.
    pub fn mean(&self) -> f64 {
        self.sum / f64::from(self.n.max(1))
    }

    /// Share of the expected values that came, at most 1.
    pub fn completeness(&self) -> f64 {
        (f64::from(self.n) / f64::from(self.expected_n.max(1))).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;
    use crate::live::Quality;

    fn observed(value: Option<f64>, quality: Quality) -> Observation {
        Observation {
            end: Timestamp::UNIX_EPOCH,
            value,
            quality,
        }
    }

    #[test]
    fn what_is_missing_or_suspect_does_not_count_as_zero() {
        let values = [
            observed(Some(4.0), Quality::Ok),
            observed(None, Quality::Missing),
            observed(Some(-8.0), Quality::Suspect),
            observed(Some(6.0), Quality::Provisional),
        ];
        let rollup = Rollup::of(&values, 4).unwrap();
        assert_eq!((rollup.n, rollup.mean(), rollup.last), (2, 5.0, 6.0));
        assert!((rollup.completeness() - 0.5).abs() < 1e-9);
        assert_eq!(Rollup::of(&values[1..3], 4), None);
    }

    proptest! {
        #[test]
        fn hours_merged_from_quarters_equal_hours_of_observations(
            values in proptest::collection::vec(-1e3..1e3_f64, 1..40),
            cut in 0_usize..40,
        ) {
            let all: Vec<_> = values.iter().map(|v| observed(Some(*v), Quality::Ok)).collect();
            let (left, right) = all.split_at(cut.min(all.len()));
            let parts: Vec<_> = [left, right].into_iter().filter_map(|p| Rollup::of(p, 1)).collect();
            let merged = Rollup::merged(&parts, 9).unwrap();
            let whole = Rollup::of(&all, 9).unwrap();
            prop_assert_eq!((merged.n, merged.min, merged.max, merged.last), (whole.n, whole.min, whole.max, whole.last));
            prop_assert!((merged.sum - whole.sum).abs() < 1e-6);
        }
    }
}
