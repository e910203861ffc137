//! Evaluation of opening hours at an instant and over a week.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use domain::{OpeningState, opening::DayHours};
use jiff::{
    Span, Zoned,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};
use opening_hours::{Context, ContextHolidays, DATE_END, DateTimeRange, RuleKind};
use thiserror::Error;

use crate::Holidays;

/// How many changes are looked at to find the next opening.
const LOOK_AHEAD: usize = 64;

/// Opening hours that were understood.
#[derive(Clone, Debug)]
pub struct OpeningHours(opening_hours::OpeningHours);

/// Opening hours that were not understood.
#[derive(Debug, Error)]
#[error("`{text}` are not opening hours: {reason}")]
pub struct HoursError {
    text: String,
    reason: String,
}

type Interval = DateTimeRange<NaiveDateTime>;

impl OpeningHours {
    /// Parses opening hours such as `Mo-Fr 08:00-12:00; PH off`.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        text.parse::<opening_hours::OpeningHours>()
            .map(Self)
            .map_err(|error| HoursError {
                text: text.to_owned(),
                reason: error
                    .to_string()
                    .lines()
                    .map(str::trim)
                    .collect::<Vec<_>>()
                    .join(" "),
            })
    }

    /// The same hours with the holidays that `PH` stands for.
    #[must_use]
    pub fn with_holidays(self, holidays: &Holidays) -> Self {
        let known = ContextHolidays::new(holidays.calendar.clone(), <_>::default());
        Self(self.0.with_context(Context::default().with_holidays(known)))
    }

    /// Whether it is open at an instant in the place's time zone, and when that changes.
    pub fn state_at(&self, now: &Zoned) -> OpeningState {
        let mut intervals = self.0.iter_from(to_naive(now.datetime())).take(LOOK_AHEAD);
        let Some(current) = intervals.next() else {
            return OpeningState::Unknown;
        };
        let zone = now.time_zone();
        match current.kind {
            RuleKind::Unknown => OpeningState::Unknown,
            RuleKind::Open => {
                let mut end = current.range.end;
                for next in intervals.take_while(|next| next.kind == RuleKind::Open) {
                    end = next.range.end;
                }
                OpeningState::Open {
                    until: to_zoned(end, zone),
                }
            }
            RuleKind::Closed => {
                let opens = intervals.find(|next| next.kind == RuleKind::Open);
                OpeningState::Closed {
                    opens: opens.and_then(|o| to_zoned(o.range.start, zone)),
                }
            }
        }
    }

    /// The hours of the seven days from `first` on.
    pub fn week(&self, first: Date, holidays: &Holidays) -> Vec<DayHours> {
        let day = |n: i32| first.saturating_add(Span::new().days(n));
        let midnight = |n: i32| to_naive(day(n).to_datetime(Time::midnight()));
        let mut days: Vec<DayHours> = (0..7)
            .map(|n| DayHours {
                date: day(n),
                holiday: holidays.contains(day(n)),
                spans: Vec::new(),
                unknown: false,
            })
            .collect();
        for interval in self.0.iter_range(midnight(-1), midnight(8)) {
            for shown in &mut days {
                enter(shown, &interval);
            }
        }
        days
    }
}

/// Writes an interval into a day: under its first day when it lasts less than a day, else under
/// every day it touches.
fn enter(day: &mut DayHours, interval: &Interval) {
    let start_of_day = to_naive(day.date.to_datetime(Time::midnight()));
    let end_of_day = start_of_day + chrono::Duration::days(1);
    let (start, end) = (interval.range.start, interval.range.end);
    let short = end - start < chrono::Duration::days(1);
    let here = if short {
        (start_of_day <= start && start < end_of_day).then_some((start, end))
    } else {
        let (start, end) = (start.max(start_of_day), end.min(end_of_day));
        (start < end).then_some((start, end))
    };
    match (interval.kind, here) {
        (RuleKind::Open, Some((start, end))) => {
            day.spans.push((to_time(start.time()), to_time(end.time())));
        }
        (RuleKind::Unknown, Some(_)) => day.unknown = true,
        _ => {}
    }
}

fn to_naive(at: DateTime) -> NaiveDateTime {
    let part = |n: i8| u32::from(n.unsigned_abs());
    NaiveDate::from_ymd_opt(at.year().into(), part(at.month()), part(at.day()))
        .and_then(|date| date.and_hms_opt(part(at.hour()), part(at.minute()), part(at.second())))
        .unwrap_or(DATE_END)
}

/// `None` for the end of all time, which stands for "never".
fn to_zoned(at: NaiveDateTime, zone: &TimeZone) -> Option<Zoned> {
    use chrono::Datelike;
    if at >= DATE_END {
        return None;
    }
    let small = |n: u32| i8::try_from(n).ok();
    let date = Date::new(
        i16::try_from(at.year()).ok()?,
        small(at.month())?,
        small(at.day())?,
    )
    .ok()?;
    date.to_datetime(to_time(at.time()))
        .to_zoned(zone.clone())
        .ok()
}

fn to_time(at: NaiveTime) -> Time {
    let small = |n: u32| i8::try_from(n).unwrap_or_default();
    Time::new(small(at.hour()), small(at.minute()), 0, 0).unwrap_or(Time::midnight())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::Land;

    fn at(text: &str) -> Zoned {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        text.parse::<DateTime>().unwrap().to_zoned(zone).unwrap()
    }

    fn state(hours: &str, now: &str) -> OpeningState {
        let hours = OpeningHours::parse(hours).unwrap();
        hours
            .with_holidays(&Holidays::of(Land::BW))
            .state_at(&at(now))
    }

    #[test]
    fn a_closed_office_says_when_it_opens_again() {
        let closed = state("Mo-Fr 08:00-12:00", "2026-11-20T12:00");
        assert_eq!(
            closed,
            OpeningState::Closed {
                opens: Some(at("2026-11-23T08:00"))
            }
        );
    }

    #[test]
    fn an_open_office_says_when_it_closes() {
        let open = state("Mo-Fr 08:00-12:00,13:00-16:00", "2026-11-20T09:00");
        assert_eq!(
            open,
            OpeningState::Open {
                until: Some(at("2026-11-20T12:00"))
            }
        );
    }

    #[test]
    fn a_holiday_of_the_land_keeps_it_closed() {
        let closed = state("Mo-Fr 08:00-12:00; PH off", "2026-06-04T09:00");
        assert_eq!(
            closed,
            OpeningState::Closed {
                opens: Some(at("2026-06-05T08:00"))
            }
        );
    }

    #[test]
    fn what_never_closes_has_no_end() {
        assert_eq!(
            state("24/7", "2026-11-20T09:00"),
            OpeningState::Open { until: None }
        );
    }

    #[test]
    fn hours_over_midnight_belong_to_the_evening() {
        let open = state("Fr 22:00-02:00", "2026-11-21T01:00");
        assert_eq!(
            open,
            OpeningState::Open {
                until: Some(at("2026-11-21T02:00"))
            }
        );
        let hours = OpeningHours::parse("Fr 22:00-02:00").unwrap();
        let week = hours.week(date(2026, 11, 16), &Holidays::of(Land::BW));
        let clock = |h| Time::constant(h, 0, 0, 0);
        let spans: Vec<_> = week.iter().map(|day| day.spans.clone()).collect();
        assert_eq!(spans[4], [(clock(22), clock(2))]);
        assert!(spans[5].is_empty());
    }

    #[test]
    fn a_day_and_night_week_is_open_all_day() {
        let hours = OpeningHours::parse("24/7").unwrap();
        let week = hours.week(date(2026, 11, 16), &Holidays::of(Land::BW));
        assert!(
            week.iter()
                .all(|day| day.spans == [(Time::midnight(), Time::midnight())])
        );
    }

    #[test]
    fn the_night_when_clocks_change_has_the_right_closing_time() {
        // 29 March 2026: 02:00 becomes 03:00; from 00:30 to 06:00 are four and a half hours.
        let OpeningState::Open { until: Some(until) } = state("00:00-06:00", "2026-03-29T00:30")
        else {
            panic!("should be open");
        };
        assert_eq!(at("2026-03-29T00:30").duration_until(&until).as_mins(), 270);
        // 25 October 2026: 03:00 becomes 02:00 again.
        let OpeningState::Open { until: Some(until) } = state("00:00-06:00", "2026-10-25T00:30")
        else {
            panic!("should be open");
        };
        assert_eq!(at("2026-10-25T00:30").duration_until(&until).as_mins(), 390);
    }

    #[test]
    fn unknown_hours_stay_unknown() {
        assert_eq!(
            state("Mo-Fr unknown", "2026-11-20T09:00"),
            OpeningState::Unknown
        );
    }

    #[test]
    fn what_is_not_understood_is_said_in_one_line() {
        let error = OpeningHours::parse("von morgens bis abends")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("`von morgens bis abends` are not opening hours"),
            "{error}"
        );
        assert!(!error.contains('\n'), "{error}");
    }

    proptest! {
        #[test]
        fn any_text_is_opening_hours_or_an_error(text in ".{0,60}") {
            if let Ok(hours) = OpeningHours::parse(&text) {
                hours.state_at(&at("2026-11-20T09:00"));
            }
        }

        #[test]
        fn the_next_change_is_in_the_future(day in 1..28_i8, hour in 0..24_i8) {
            let now = at(&format!("2026-11-{day:02}T{hour:02}:30"));
            let hours = OpeningHours::parse("Mo-Sa 07:00-19:00; PH off").unwrap();
            let next = match hours.with_holidays(&Holidays::of(Land::BW)).state_at(&now) {
                OpeningState::Open { until } => until,
                OpeningState::Closed { opens } => opens,
                OpeningState::Unknown => None,
            };
            prop_assert!(next.unwrap() > now);
        }
    }
}
