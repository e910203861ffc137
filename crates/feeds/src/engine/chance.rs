//! Chance, so that nodes and feeds do not march in step.

/// A number from 0 up to, but not including, 1.
pub(super) fn chance() -> f64 {
    // Without a random number everybody marches in step, which is no reason to stop.
    let random = getrandom::u32().unwrap_or_default();
    f64::from(random) / (f64::from(u32::MAX) + 1.0)
}
