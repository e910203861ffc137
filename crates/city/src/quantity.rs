//! Durations and sizes with their units.

use std::time::Duration;

use crate::Complaint;

/// A duration such as `90s`, `5m` or `6h`, within limits.
pub(crate) fn duration(text: &str, least: Duration, most: Duration) -> Result<Duration, Complaint> {
    let seconds = |unit: &str| match unit {
        "s" => Some(1),
        "m" => Some(60),
        "h" => Some(3_600),
        _ => None,
    };
    let Some(duration) = amount(text, seconds).map(Duration::from_secs) else {
        let what = format!("`{text}` is not a duration");
        return Err(Complaint::new(
            what,
            "write a whole number with s, m or h, such as 5m",
        ));
    };
    if (least..=most).contains(&duration) {
        return Ok(duration);
    }
    let (what, limit) = if duration < least {
        ("shorter", least)
    } else {
        ("longer", most)
    };
    let what = format!("`{text}` is {what} than {} s", limit.as_secs());
    Err(Complaint::new(
        what,
        format!(
            "write {} to {} seconds, such as {}s",
            least.as_secs(),
            most.as_secs(),
            limit.as_secs()
        ),
    ))
}

/// A size such as `500KiB` or `8MiB`, up to a limit.
pub(crate) fn bytes(text: &str, most: u64) -> Result<u64, Complaint> {
    let bytes = |unit: &str| match unit {
        "B" => Some(1),
        "KiB" => Some(1 << 10),
        "MiB" => Some(1 << 20),
        _ => None,
    };
    amount(text, bytes)
        .filter(|size| (1..=most).contains(size))
        .ok_or_else(|| {
            let hint = format!(
                "write a whole number with KiB or MiB, such as 8MiB, {} MiB at most",
                most >> 20
            );
            Complaint::new(format!("`{text}` is not a size"), hint)
        })
}

/// Digits and a unit, multiplied.
fn amount(text: &str, unit: impl FnOnce(&str) -> Option<u64>) -> Option<u64> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..end].parse().ok()?;
    number.checked_mul(unit(&text[end..])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_number_with_a_unit_within_its_limits() {
        let read = |text| duration(text, Duration::from_mins(1), Duration::from_hours(24)).ok();
        assert_eq!(read("90s"), Some(Duration::from_secs(90)));
        assert_eq!(read("5m"), Some(Duration::from_mins(5)));
        assert_eq!(read("24h"), Some(Duration::from_hours(24)));
        for wrong in [
            "",
            "5",
            "m",
            "59s",
            "25h",
            "-5m",
            "5 m",
            "5min",
            "99999999999999999999h",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_size_is_a_number_with_a_unit_up_to_its_limit() {
        let read = |text| bytes(text, 16 << 20).ok();
        assert_eq!(read("8MiB"), Some(8 << 20));
        assert_eq!(read("500KiB"), Some(500 << 10));
        for wrong in ["8", "8MB", "0MiB", "17MiB", "18446744073709551615MiB"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
