//! The upright axis: round numbers, and where a value stands between them.

/// Lines across the picture at most, without the lowest.
const LINES: f64 = 4.0;

/// From the lowest to the highest line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ValueAxis {
    low: f64,
    step: f64,
    lines: u32,
}

impl ValueAxis {
    /// An axis for all these values; `decimals` are those that are written.
    pub(crate) fn of(values: impl Iterator<Item = f64>, from_zero: bool, decimals: u8) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        // What is far above nothing would look like nothing otherwise; what is near it starts there.
        if from_zero || (low >= 0.0 && low < high / 2.0) {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        let finest = 10_f64.powi(-i32::from(decimals));
        // A level that hardly changes is drawn as one that hardly changes.
        let missing = LINES * finest - (high - low);
        if missing > 0.0 && low != 0.0 {
            let least = if low > 0.0 { 0.0 } else { f64::NEG_INFINITY };
            (low, high) = ((low - missing / 2.0).max(least), high + missing / 2.0);
        }
        let step = round_step((high - low) / LINES).max(finest);
        let first = (low / step).floor() * step;
        let lines = ((high - first) / step).ceil().clamp(1.0, LINES + 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 1…5"
        )]
        let lines = lines as u32;
        Self {
            low: first,
            step,
            lines,
        }
    }

    /// The round numbers, the lowest first.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = f64> {
        let Self { low, step, lines } = *self;
        (0..=lines).map(move |line| low + step * f64::from(line))
    }

    /// How far up a value stands: 0 on the lowest line, 1 on the highest.
    pub(crate) fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.step * f64::from(self.lines))).clamp(0.0, 1.0)
    }

    /// How far up nothing stands, or the line that is nearest to it.
    pub(crate) fn base(&self) -> f64 {
        self.share(0.0)
    }
}

/// The next of 1, 2, 5, 10, 20, 50 …
fn round_step(least: f64) -> f64 {
    if least <= 0.0 {
        return 0.0;
    }
    let power = 10_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|one| one * power);
    let enough = |step: &f64| *step >= least * (1.0 - 1e-9);
    steps.into_iter().find(enough).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ticks(values: &[f64], from_zero: bool, decimals: u8) -> Vec<f64> {
        ValueAxis::of(values.iter().copied(), from_zero, decimals)
            .ticks()
            .collect()
    }

    #[test]
    fn lines_stand_at_round_numbers() {
        assert_eq!(
            ticks(&[3.0, 187.0], false, 0),
            [0.0, 50.0, 100.0, 150.0, 200.0]
        );
        assert_eq!(ticks(&[1009.0, 1021.0], false, 0)[..1], [1005.0]);
        assert_eq!(
            ticks(&[-3.2, 4.1], false, 1),
            [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]
        );
    }

    #[test]
    fn counts_begin_at_zero_and_levels_do_not() {
        assert_eq!(ticks(&[900.0, 1000.0], true, 0)[..1], [0.0]);
        assert_eq!(ticks(&[900.0, 1000.0], false, 0)[..1], [900.0]);
    }

    #[test]
    fn a_constant_and_nothing_at_all_have_an_axis() {
        assert_eq!(ticks(&[7.0, 7.0], false, 0), [5.0, 6.0, 7.0, 8.0, 9.0]);
        assert_eq!(ticks(&[1.0, 1.0], false, 0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(&[0.0], true, 0), [0.0, 1.0]);
        assert_eq!(ticks(&[], false, 1), [0.0, 0.5, 1.0]);
    }

    proptest! {
        #[test]
        fn every_value_stands_between_the_lowest_and_the_highest_line(
            values in proptest::collection::vec(-1e9..1e9_f64, 1..20),
            from_zero: bool,
            decimals in 0_u8..3,
        ) {
            let axis = ValueAxis::of(values.iter().copied(), from_zero, decimals);
            let ticks: Vec<f64> = axis.ticks().collect();
            prop_assert!((2..=6).contains(&ticks.len()), "{ticks:?}");
            let slack = (ticks[1] - ticks[0]) * 1e-3;
            for value in values {
                prop_assert!(ticks[0] - slack <= value && value <= ticks[ticks.len() - 1] + slack);
                prop_assert!((0.0..=1.0).contains(&axis.share(value)));
            }
        }
    }
}
