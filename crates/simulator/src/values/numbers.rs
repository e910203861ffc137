//! From measurements to the digits of a source, and back.

/// The nearest whole number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "simulated values are small; `as` saturates"
)]
pub(crate) fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// Rounds to decimals, as sources do.
pub(crate) fn rounded(value: f64, decimals: i32) -> f64 {
    let factor = 10_f64.powi(decimals);
    (value * factor).round() / factor
}

/// A count as a number to calculate with.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts and seconds stay far below 2^53"
)]
pub(crate) fn real(count: i64) -> f64 {
    count as f64
}
