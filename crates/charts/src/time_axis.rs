//! The level axis: hours, days, weeks or months of the city's calendar, and where they stand.

use jiff::{Timestamp, ToSpan, Zoned, civil::Time};

use crate::{Chart, when::Label};

/// A line across the picture with what stands beside its foot.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    pub(crate) at: Timestamp,
    pub(crate) label: String,
    /// Whether it may be left out where there is little room.
    pub(crate) is_minor: bool,
}

/// Where an instant stands: 0 at the beginning, 1 at the end.
pub(crate) fn share(chart: &Chart, at: Timestamp) -> f64 {
    let whole = chart.to.duration_since(chart.from).as_secs_f64().max(1.0);
    (at.duration_since(chart.from).as_secs_f64() / whole).clamp(0.0, 1.0)
}

/// The lines of a chart.
pub(crate) fn ticks(chart: &Chart) -> Vec<Tick> {
    let hours = chart.to.duration_since(chart.from).as_hours();
    match hours {
        ..=50 => every(chart, Label::Hour, |_| false),
        51..=240 => every(chart, Label::Weekday, |_| false),
        241..=2_000 => every(chart, Label::Date, |_| false),
        _ => every(chart, Label::Month, |at| at.month() % 3 != 1),
    }
}

fn every(chart: &Chart, label: Label, is_minor: impl Fn(&Zoned) -> bool) -> Vec<Tick> {
    let from = chart.from.to_zoned(chart.zone.clone());
    let mut ticks = Vec::new();
    let mut next = first(&from, label);
    while let Some(at) = next.filter(|at| at.timestamp() < chart.to) {
        if at.timestamp() >= chart.from {
            ticks.push(Tick {
                at: at.timestamp(),
                label: label.write(chart.locale, &at),
                is_minor: is_minor(&at),
            });
        }
        next = following(&at, label);
    }
    ticks
}

/// A line at or before the beginning, from which the others are counted.
fn first(from: &Zoned, label: Label) -> Option<Zoned> {
    let day = from.start_of_day().ok()?;
    match label {
        Label::Hour | Label::Weekday => Some(day),
        Label::Date => day
            .checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
            .ok(),
        Label::Month => day.first_of_month().ok(),
    }
}

/// The line after this one, by the clock and the calendar: a day of 25 hours has four quarters too.
fn following(at: &Zoned, label: Label) -> Option<Zoned> {
    match label {
        Label::Hour => {
            let hour = at.hour() / 6 * 6 + 6;
            match Time::new(hour, 0, 0, 0) {
                Ok(time) => at.date().to_datetime(time).to_zoned(at.time_zone().clone()),
                Err(_) => at.start_of_day().and_then(|day| day.tomorrow()),
            }
        }
        Label::Weekday => at.tomorrow(),
        Label::Date => at.checked_add(1.week()),
        Label::Month => at.checked_add(1.month()),
    }
    .ok()
}

#[cfg(test)]
mod tests {
    use domain::Locale;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::{Shape, Step};

    fn told(from: &str, to: &str) -> Vec<(String, i64)> {
        let chart = Chart {
            locale: Locale::De,
            zone: TimeZone::get("Europe/Berlin").unwrap(),
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            step: Step::Clock,
            name: String::new(),
            unit: "",
            decimals: 0,
            shape: Shape::Line,
            series: Vec::new(),
            usual: Vec::new(),
        };
        let ticks = ticks(&chart).into_iter();
        ticks
            .map(|tick| {
                let hours = tick.at.duration_since(chart.from).as_hours();
                (tick.label, hours)
            })
            .collect()
    }

    fn expected(list: &[(&str, i64)]) -> Vec<(String, i64)> {
        let owned = |(label, hours): &(&str, i64)| ((*label).to_owned(), *hours);
        list.iter().map(owned).collect()
    }

    #[test]
    fn six_o_clock_comes_after_five_hours_in_the_night_to_summer_time() {
        assert_eq!(
            told("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            expected(&[("0:00", 0), ("6:00", 5), ("12:00", 11), ("18:00", 17)])
        );
    }

    #[test]
    fn six_o_clock_comes_after_seven_hours_in_the_night_to_winter_time() {
        assert_eq!(
            told("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            expected(&[("0:00", 0), ("6:00", 7), ("12:00", 13), ("18:00", 19)])
        );
    }

    #[test]
    fn days_begin_at_midnight_of_the_city_on_both_sides_of_a_change() {
        assert_eq!(
            told("2026-10-23T22:00:00Z", "2026-10-27T23:00:00Z"),
            expected(&[("Sa", 0), ("So", 24), ("Mo", 49), ("Di", 73)])
        );
    }

    #[test]
    fn longer_spans_have_mondays_and_months() {
        let mondays = told("2026-10-23T22:00:00Z", "2026-11-22T23:00:00Z");
        let labels: Vec<_> = mondays.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels, ["26.10.", "2.11.", "9.11.", "16.11."]);
        let months = told("2025-11-16T23:00:00Z", "2026-11-22T23:00:00Z");
        let labels: Vec<_> = months.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Dez", "2026", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov"
            ]
        );
    }
}
