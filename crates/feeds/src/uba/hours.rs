//! The hours of the Umweltbundesamt: Central European Time all year, numbered from 1 to 24. There
//! is no summer time in it, so no hour is missing and none comes twice.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};

use crate::loose::Odd;

/// The time zone of all its times.
fn cet() -> TimeZone {
    TimeZone::fixed(Offset::constant(1))
}

/// A time such as `2026-04-07 13:00:00`; 24:00:00 is midnight of the next day.
pub(super) fn instant(text: &str) -> Result<Timestamp, Odd> {
    let civil = match text.strip_suffix("24:00:00") {
        Some(day) => day.trim().parse().ok().and_then(|day: Date| {
            let next = day.tomorrow().ok()?;
            Some(next.at(0, 0, 0, 0))
        }),
        None => text.parse().ok(),
    };
    let told = civil.and_then(|civil: DateTime| cet().to_timestamp(civil).ok());
    told.ok_or_else(|| Odd::new(text, "a time in CET"))
}

/// The days to ask for: the last two before today, because values are revised, and today.
pub(super) fn days(now: Timestamp) -> (Date, Date) {
    let today = now.to_zoned(cet()).date();
    let first = today.checked_sub(2.days()).unwrap_or(today);
    (first, today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        instant(text).unwrap()
    }

    fn utc(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_clock_is_that_of_winter_all_year() {
        assert_eq!(at("2026-01-15 13:00:00"), utc("2026-01-15T12:00:00Z"));
        assert_eq!(at("2026-07-15 13:00:00"), utc("2026-07-15T12:00:00Z"));
    }

    #[test]
    fn hour_24_is_midnight() {
        assert_eq!(at("2026-04-07 24:00:00"), utc("2026-04-07T23:00:00Z"));
        assert_eq!(at("2026-12-31 24:00:00"), at("2027-01-01 00:00:00"));
    }

    #[test]
    fn both_nights_in_which_the_clock_is_changed_have_24_hours() {
        for day in ["2026-03-29", "2026-10-25"] {
            let hours: Vec<Timestamp> = (0..=24)
                .map(|hour| at(&format!("{day} {hour:02}:00:00")))
                .collect();
            let steps = hours
                .windows(2)
                .map(|two| two[1].duration_since(two[0]).as_hours());
            assert!(steps.eq([1; 24]));
        }
    }

    #[test]
    fn what_is_no_time_is_told() {
        for text in [
            "",
            "24:00:00",
            "9999-12-31 24:00:00",
            "2026-04-07 25:00:00",
            "gestern",
        ] {
            assert!(instant(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_last_two_days_are_read_again() {
        let (first, today) = days(utc("2026-07-15T23:30:00Z"));
        assert_eq!(
            (first.to_string(), today.to_string()),
            ("2026-07-14".into(), "2026-07-16".into())
        );
    }
}
