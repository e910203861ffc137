//! For which day a forecast is, and which of its days is today.

use jiff::{Timestamp, civil, tz::TimeZone};

use super::wire::{Answer, Days};
use crate::{
    instant::Civil,
    loose::{Loose, Odd, whole_milliseconds},
};

/// Today's place in a forecast, and since when that has been known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Today {
    /// 0 when it was issued today, 1 when yesterday.
    days_after: u8,
    /// When it was issued, or the beginning of today if that was before.
    pub(super) since: Timestamp,
}

impl Today {
    /// Looks at when an answer was issued.
    pub(super) fn of(answer: &Answer, now: Timestamp, zone: &TimeZone) -> Result<Self, Odd> {
        let said = answer.last_update.text().unwrap_or_default();
        let issued: Option<civil::DateTime> = said.trim_end_matches("Uhr").trim().parse().ok();
        let first = match &answer.forecast_day {
            Loose::Text(day) => day.get(..10).and_then(|day| day.parse().ok()),
            _ => issued.map(civil::DateTime::date),
        };
        let first: civil::Date = first.ok_or_else(|| Odd::new(&said, "the time of a forecast"))?;
        let today = now.to_zoned(zone.clone());
        let begin = today.start_of_day().map_err(|_| Odd::new(&said, "a day"))?;
        let days_after = (today.date() - first).get_days();
        let days_after = u8::try_from(days_after).ok().filter(|days| *days <= 2);
        let days_after =
            days_after.ok_or_else(|| Odd::new(&first.to_string(), "a forecast for today"))?;
        let issued = issued.and_then(|issued| Civil::of(issued, zone).latest(now));
        let since = issued.filter(|at| *at <= now).unwrap_or_default();
        Ok(Self {
            days_after,
            since: whole_milliseconds(since.max(begin.timestamp())),
        })
    }

    /// What a forecast says for today.
    pub(super) fn value(self, days: &Days) -> &Loose {
        match self.days_after {
            0 => &days.today,
            1 => &days.tomorrow,
            _ => &days.dayafter_to,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today(last_update: &str, forecast_day: &str, now: &str) -> Result<Today, Odd> {
        let text = |text: &str| match text {
            "" => Loose::Nothing,
            text => Loose::Text(text.to_owned()),
        };
        let answer = Answer {
            last_update: text(last_update),
            forecast_day: text(forecast_day),
            content: None,
        };
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        Today::of(&answer, now.parse().unwrap(), &zone)
    }

    fn known(days_after: u8, since: &str) -> Today {
        let since = since.parse().unwrap();
        Today { days_after, since }
    }

    #[test]
    fn a_forecast_of_today_has_been_known_since_it_was_issued() {
        let found = today("2026-04-08 11:00 Uhr", "", "2026-04-08T15:00:00Z");
        assert_eq!(found, Ok(known(0, "2026-04-08T09:00:00Z")));
    }

    #[test]
    fn yesterdays_forecast_for_tomorrow_is_that_of_today_since_midnight() {
        let found = today("2026-04-08 11:00 Uhr", "", "2026-04-09T05:00:00Z");
        assert_eq!(found, Ok(known(1, "2026-04-08T22:00:00Z")));
    }

    #[test]
    fn the_day_of_the_forecast_counts_and_not_that_of_its_issue() {
        let found = today("2026-04-08 23:50 Uhr", "2026-04-09", "2026-04-09T05:00:00Z");
        assert_eq!(found, Ok(known(0, "2026-04-08T22:00:00Z")));
    }

    #[test]
    fn what_is_too_old_too_new_or_has_no_time_is_told() {
        assert!(today("2026-04-05 11:00 Uhr", "", "2026-04-08T15:00:00Z").is_err());
        assert!(today("2026-04-10 11:00 Uhr", "", "2026-04-08T15:00:00Z").is_err());
        assert!(today("gestern", "", "2026-04-08T15:00:00Z").is_err());
        assert!(today("", "", "2026-04-08T15:00:00Z").is_err());
    }

    #[test]
    fn both_nights_in_which_the_clock_is_changed_are_one_day() {
        let found = today("2026-10-24 11:00 Uhr", "", "2026-10-25T20:00:00Z");
        assert_eq!(found, Ok(known(1, "2026-10-24T22:00:00Z")));
        let found = today("2026-03-28 11:00 Uhr", "", "2026-03-29T20:00:00Z");
        assert_eq!(found, Ok(known(1, "2026-03-28T23:00:00Z")));
    }
}
