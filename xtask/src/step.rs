//! One line per step, with its time.

use anyhow::Result;
use std::time::{Duration, Instant};

/// Runs a step and prints one line when it is done: name, a note, seconds.
///
/// The closure may write a note, such as what it found or why there was nothing to do.
pub(crate) fn step<T>(name: &str, work: impl FnOnce(&mut String) -> Result<T>) -> Result<T> {
    let started = Instant::now();
    let mut note = String::new();
    let result = work(&mut note);
    let sign = if result.is_ok() { "ok " } else { "FAIL" };
    println!(
        "{sign:<4} {name:<18} {:>8}  {note}",
        seconds(started.elapsed())
    );
    result
}

/// A duration as people read it: `0.4 s`, `12.3 s`, `3 min 05 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole >= 120 {
        format!("{} min {:02} s", whole / 60, whole % 60)
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_readable() {
        assert_eq!(seconds(Duration::from_millis(440)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }
}
