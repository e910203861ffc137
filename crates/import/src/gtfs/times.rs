//! Days and times of day as GTFS writes them.

use jiff::civil::Date;

/// Seconds of a week: no trip takes longer.
const WEEK: u32 = 7 * 24 * 3600;

/// Seconds from the beginning of the service day: `25:03:00` is three minutes past one at night.
pub(super) fn seconds(text: &str) -> Result<u32, String> {
    let wrong = || format!("`{text}` is no time such as 7:05:00 or 25:05:00");
    let mut parts = text.split(':').map(|part| {
        let is_number = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| is_number)
    });
    let (Some(Some(hours)), Some(Some(minutes)), Some(Some(seconds)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(wrong());
    };
    let all = hours * 3600 + minutes * 60 + seconds;
    if minutes < 60 && seconds < 60 && all < WEEK {
        Ok(all)
    } else {
        Err(wrong())
    }
}

/// A day as `20261123`.
pub(super) fn day(text: &str) -> Result<Date, String> {
    let whole = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let day = Date::strptime("%Y%m%d", text).ok().filter(|_| whole);
    day.ok_or_else(|| format!("`{text}` is no day such as 20261123"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_time_may_be_after_midnight() {
        assert_eq!(seconds("7:05:00"), Ok(25_500));
        assert_eq!(seconds("25:00:01"), Ok(90_001));
        for wrong in [
            "",
            "7:05",
            "7:60:00",
            "-1:00:00",
            "+1:00:00",
            "168:00:00",
            "1:2:3:4",
        ] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_has_eight_digits() {
        assert_eq!(day("20260228"), Ok(date(2026, 2, 28)));
        for wrong in ["", "20260229", "2026-02-28", "2026228", "+2026228"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_time_and_a_day_or_neither(text in ".*") {
            let _ = (seconds(&text), day(&text));
        }
    }
}
