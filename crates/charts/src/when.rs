//! Times as they stand in tables and under lines.

use domain::Locale;
use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::{Chart, Step};

/// The span that begins at an instant: "Mo, 16.11., 6:00", "Mo, 16.11.", "Woche ab 16.11.2026".
pub(crate) fn span(chart: &Chart, start: Timestamp) -> String {
    let at = start.to_zoned(chart.zone.clone());
    let day = i18n::format::short_day(chart.locale, at.date());
    match chart.step {
        Step::Clock if lasts_one_day(chart) => clock(&at),
        Step::Clock => format!("{day}, {}", clock(&at)),
        Step::Day => day,
        Step::Week => i18n::charts::week_of(chart.locale, at.date()),
    }
}

/// "6:00"; an hour that comes twice is told apart by its distance from UTC.
fn clock(at: &Zoned) -> String {
    let time = i18n::format::time(at.time());
    if is_twice(at.time_zone(), at) {
        format!("{time} (UTC+{})", at.offset().seconds() / 3_600)
    } else {
        time
    }
}

fn is_twice(zone: &TimeZone, at: &Zoned) -> bool {
    zone.to_ambiguous_timestamp(at.datetime()).is_ambiguous()
}

/// Whether the picture is of one day: then its times need no day.
fn lasts_one_day(chart: &Chart) -> bool {
    chart.to.duration_since(chart.from).as_hours() <= 25
}

/// What stands under a line: an hour, a day, a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    Hour,
    Weekday,
    Date,
    Month,
}

impl Label {
    pub(crate) fn write(self, locale: Locale, at: &Zoned) -> String {
        match self {
            Self::Hour => i18n::format::time(at.time()),
            Self::Weekday => i18n::format::short_weekday(locale, at.weekday()).to_owned(),
            Self::Date => i18n::format::short_date(locale, at.date()),
            Self::Month if at.month() == 1 => at.year().to_string(),
            Self::Month => i18n::format::month(locale, at.month())
                .chars()
                .take(3)
                .collect(),
        }
    }
}
