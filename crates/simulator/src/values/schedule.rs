//! Things that happen again and again, so that there is always something to see.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::DateTime, tz::TimeZone};

use crate::stations::{Repeated, Warning};

/// From when to when something holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Occurrence {
    /// Which one, counted from the first.
    pub(crate) number: i64,
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
}

const DAY: i64 = 86_400;

impl Repeated {
    /// What a source tells at an instant: what holds, and what begins within the next week.
    pub(crate) fn told_at(&self, at: Timestamp, zone: &TimeZone) -> Option<Occurrence> {
        let first = self
            .first
            .at(7, 0, 0, 0)
            .to_zoned(zone.clone())
            .ok()?
            .timestamp();
        let every = self.every_days.max(1);
        let ahead = at.checked_add(SignedDuration::from_hours(7 * 24)).ok()?;
        let number = (ahead.as_second() - first.as_second()).div_euclid(every * DAY);
        if number < 0 {
            return None;
        }
        let from = self
            .first
            .at(7, 0, 0, 0)
            .checked_add((number * every).days())
            .ok()?;
        let to = from
            .checked_add(self.lasts_days.days())
            .ok()?
            .date()
            .at(17, 0, 0, 0);
        let instant = |local: DateTime| Some(local.to_zoned(zone.clone()).ok()?.timestamp());
        let (from, to) = (instant(from)?, instant(to)?);
        (at < to).then_some(Occurrence { number, from, to })
    }
}

impl Warning {
    /// The occurrence that holds at an instant or begins within `ahead`.
    pub(crate) fn near(
        &self,
        at: Timestamp,
        ahead: SignedDuration,
        zone: &TimeZone,
    ) -> Option<Occurrence> {
        let today = at.to_zoned(zone.clone()).date().first_of_month();
        [-1, 0, 1].into_iter().find_map(|months: i64| {
            let month = today.checked_add(months.months()).ok()?;
            if self.month.is_some_and(|only| only != month.month()) {
                return None;
            }
            let day = month.checked_add((i64::from(self.day) - 1).days()).ok()?;
            let from = day
                .at(self.hour, 0, 0, 0)
                .to_zoned(zone.clone())
                .ok()?
                .timestamp();
            let to = from
                .checked_add(SignedDuration::from_hours(self.hours))
                .ok()?;
            let number = i64::from(month.year()) * 12 + i64::from(month.month());
            (from.checked_sub(ahead).ok()? <= at && at < to).then_some(Occurrence {
                number,
                from,
                to,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    #[test]
    fn a_roadwork_comes_again_and_is_told_a_week_ahead() {
        let works = Repeated {
            first: "2026-01-05".parse().unwrap(),
            every_days: 28,
            lasts_days: 4,
        };
        let told = |at: &str| {
            works
                .told_at(at.parse().unwrap(), &berlin())
                .map(|told| told.number)
        };
        assert_eq!(told("2025-12-28T00:00:00Z"), None);
        assert_eq!(told("2025-12-30T00:00:00Z"), Some(0));
        assert_eq!(told("2026-01-09T15:59:00Z"), Some(0));
        assert_eq!(told("2026-01-09T16:00:00Z"), None);
        assert_eq!(told("2026-02-02T12:00:00Z"), Some(1));
    }

    #[test]
    fn a_warning_without_month_comes_every_month() {
        let warning = Warning {
            month: None,
            day: 22,
            hour: 12,
            hours: 12,
            ..Warning::default()
        };
        let holds = |at: &str| {
            let at = at.parse().unwrap();
            warning.near(at, SignedDuration::ZERO, &berlin()).is_some()
        };
        assert!(holds("2026-11-22T12:00:00Z") && holds("2026-12-22T22:59:00Z"));
        assert!(!holds("2026-11-22T10:59:00Z") && !holds("2026-11-23T00:00:00Z"));
        let only = Warning {
            month: Some(7),
            ..warning
        };
        assert!(
            only.near(
                "2026-11-22T12:00:00Z".parse().unwrap(),
                SignedDuration::ZERO,
                &berlin()
            )
            .is_none()
        );
    }
}
