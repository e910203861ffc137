//! How a value stands against what is usual for such a weekday at such an hour.

/// From this share of the median on a difference is worth a word.
const SOME: f64 = 0.2;

/// From this share of the median on a difference is large.
const MUCH: f64 = 0.5;

/// The same in roots of the median: what is counted scatters by its root, so that seven bicycles
/// at night instead of four mean nothing.
const SOME_ROOTS: f64 = 2.0;
const MUCH_ROOTS: f64 = 4.0;

/// Where fewer are usual, the same difference counts as here.
const FEW: f64 = 4.0;

/// Beyond the middle half by more than this many of its widths lies what is far out (John Tukey's
/// fence).
const FENCE: f64 = 1.5;

/// How a value stands against what is usual, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compared {
    /// Far below what is usual.
    MuchLess,
    /// Below the middle half, by what matters.
    Less,
    /// In the middle half, or near it.
    AsUsual,
    /// Above the middle half, by what matters.
    More,
    /// Far above what is usual.
    MuchMore,
}

impl Compared {
    /// Compares a count with the median and the two ends of the middle half.
    pub fn of(value: f64, low: f64, median: f64, high: f64) -> Self {
        let apart = (value - median).abs();
        if (low..=high).contains(&value) || apart < difference(median, SOME, SOME_ROOTS) {
            return Self::AsUsual;
        }
        let fence = FENCE * (high - low);
        let is_far = value < low - fence || value > high + fence;
        let is_much = is_far && apart >= difference(median, MUCH, MUCH_ROOTS);
        match (value > median, is_much) {
            (false, true) => Self::MuchLess,
            (false, false) => Self::Less,
            (true, false) => Self::More,
            (true, true) => Self::MuchMore,
        }
    }

    /// Between which counts it is called as usual: the middle half, and what is near the median.
    pub fn usual_range(low: f64, median: f64, high: f64) -> (f64, f64) {
        let apart = difference(median, SOME, SOME_ROOTS);
        (low.min(median - apart), high.max(median + apart))
    }

    /// How many steps it is away from what is usual, 0 to 2.
    pub fn distance(self) -> u8 {
        match self {
            Self::AsUsual => 0,
            Self::Less | Self::More => 1,
            Self::MuchLess | Self::MuchMore => 2,
        }
    }

    /// The name in style sheets and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MuchLess => "much_less",
            Self::Less => "less",
            Self::AsUsual => "as_usual",
            Self::More => "more",
            Self::MuchMore => "much_more",
        }
    }
}

/// How far from the median a count has to be for a difference.
fn difference(median: f64, share: f64, roots: f64) -> f64 {
    (share * median).max(roots * median.max(FEW).sqrt())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_lies_in_the_middle_half_is_usual_however_wide_it_is() {
        assert_eq!(Compared::of(150.0, 100.0, 400.0, 500.0), Compared::AsUsual);
        assert_eq!(Compared::of(500.0, 100.0, 400.0, 500.0), Compared::AsUsual);
    }

    #[test]
    fn a_difference_has_to_matter() {
        // All weeks were nearly the same; two cars more are still no news.
        assert_eq!(Compared::of(402.0, 399.0, 400.0, 401.0), Compared::AsUsual);
        assert_eq!(Compared::of(480.0, 399.0, 400.0, 401.0), Compared::More);
        assert_eq!(Compared::of(320.0, 399.0, 400.0, 401.0), Compared::Less);
        // At night four are no less usual than seven.
        assert_eq!(Compared::of(7.0, 3.0, 4.0, 5.0), Compared::AsUsual);
        assert_eq!(Compared::of(8.0, 3.0, 4.0, 5.0), Compared::More);
    }

    #[test]
    fn much_is_far_out_and_a_large_part() {
        assert_eq!(Compared::of(650.0, 380.0, 400.0, 420.0), Compared::MuchMore);
        assert_eq!(Compared::of(150.0, 380.0, 400.0, 420.0), Compared::MuchLess);
        // Far beyond the middle half, but not by half.
        assert_eq!(Compared::of(580.0, 380.0, 400.0, 420.0), Compared::More);
        // More than half more, where that happens every other week.
        assert_eq!(Compared::of(650.0, 200.0, 400.0, 600.0), Compared::More);
    }

    #[test]
    fn where_usually_nothing_passes_one_is_no_news_and_eight_are() {
        assert_eq!(Compared::of(1.0, 0.0, 0.0, 0.0), Compared::AsUsual);
        assert_eq!(Compared::of(8.0, 0.0, 0.0, 0.0), Compared::MuchMore);
    }

    proptest! {
        #[test]
        fn the_range_that_is_drawn_is_the_one_that_is_called_usual(
            mut usual in proptest::array::uniform3(0.0..5_000.0_f64),
            value in 0.0..9_000.0_f64,
        ) {
            usual.sort_by(f64::total_cmp);
            let [low, median, high] = usual;
            let (from, to) = Compared::usual_range(low, median, high);
            let is_inside = from < value && value < to;
            let is_edge = (value - from).abs().min((value - to).abs()) < 1e-9;
            let is_usual = Compared::of(value, low, median, high) == Compared::AsUsual;
            prop_assert!(is_edge || is_inside == is_usual);
        }

        #[test]
        fn a_greater_value_is_never_called_less(
            mut usual in proptest::array::uniform3(0.0..5_000.0_f64),
            one in 0.0..9_000.0_f64,
            more in 0.0..9_000.0_f64,
        ) {
            usual.sort_by(f64::total_cmp);
            let [low, median, high] = usual;
            let of = |value| Compared::of(value, low, median, high);
            prop_assert!(of(one) <= of(one + more));
        }
    }
}
