//! Public holidays by Land.

use std::sync::Arc;

use chrono::NaiveDate;
use compact_calendar::CompactCalendar;
use jiff::{Span, civil::Date, civil::Weekday};

use crate::Land;

/// The years for which holidays are known to the opening hours.
const YEARS: std::ops::RangeInclusive<i16> = 2015..=2100;

/// The public holidays that hold in the whole of one Land, as its law on holidays has them today.
/// Left out are holidays of single municipalities (Mariä Himmelfahrt in parts of Bavaria,
/// Fronleichnam in parts of Saxony and Thuringia, the Augsburg peace festival) and of single years.
#[derive(Clone, Debug)]
pub struct Holidays {
    land: Land,
    pub(crate) calendar: Arc<CompactCalendar>,
}

impl Holidays {
    /// The holidays of a Land.
    pub fn of(land: Land) -> Self {
        let mut calendar = CompactCalendar::default();
        for date in YEARS.flat_map(|year| in_year(land, year)) {
            let day = (
                u32::from(date.month().unsigned_abs()),
                u32::from(date.day().unsigned_abs()),
            );
            if let Some(date) = NaiveDate::from_ymd_opt(date.year().into(), day.0, day.1) {
                calendar.insert(date);
            }
        }
        Self {
            land,
            calendar: calendar.into(),
        }
    }

    /// Whether a day is a public holiday.
    pub fn contains(&self, date: Date) -> bool {
        in_year(self.land, date.year()).contains(&date)
    }
}

/// Every holiday of a Land in one year, in no order.
fn in_year(land: Land, year: i16) -> Vec<Date> {
    use Land::{BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH};
    let easter = easter_sunday(year);
    let after_easter = |days: i32| easter.saturating_add(Span::new().days(days));
    let on = |month, day| Date::constant(year, month, day);
    let mut days = vec![
        on(1, 1),
        after_easter(-2), // Karfreitag
        after_easter(1),  // Ostermontag
        on(5, 1),
        after_easter(39), // Christi Himmelfahrt
        after_easter(50), // Pfingstmontag
        on(10, 3),
        on(12, 25),
        on(12, 26),
    ];
    let mut also = |lands: &[Land], date| {
        if lands.contains(&land) {
            days.push(date);
        }
    };
    also(&[BW, BY, ST], on(1, 6)); // Heilige Drei Könige
    also(&[BE], on(3, 8)); // Internationaler Frauentag
    also(&[MV], on(3, 8));
    also(&[BB], easter);
    also(&[BB], after_easter(49)); // Pfingstsonntag
    also(&[BW, BY, HE, NW, RP, SL], after_easter(60)); // Fronleichnam
    also(&[SL], on(8, 15)); // Mariä Himmelfahrt
    also(&[TH], on(9, 20)); // Weltkindertag
    also(&[BB, HB, HH, MV, NI, SH, SN, ST, TH], on(10, 31)); // Reformationstag
    also(&[BW, BY, NW, RP, SL], on(11, 1)); // Allerheiligen
    also(&[SN], wednesday_before(on(11, 23))); // Buß- und Bettag
    days
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876
/// (Meeus, "Astronomical Algorithms", chapter 8).
#[expect(
    clippy::many_single_char_names,
    reason = "the letters are those of the formula's source"
)]
fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    let small = |n: i32| i8::try_from(n).unwrap_or(1);
    Date::new(year, small(month), small(day)).unwrap_or(Date::constant(2000, 1, 1))
}

fn wednesday_before(date: Date) -> Date {
    date.nth_weekday(-1, Weekday::Wednesday).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, month, day) in [
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2038, 4, 25),
        ] {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
    }

    #[test]
    fn each_land_has_its_own_number_of_holidays() {
        let counts = Land::ALL.map(|land| (land, in_year(land, 2026).len()));
        let expected = [
            12, 12, 10, 12, 10, 10, 10, 11, 10, 11, 11, 12, 11, 11, 10, 11,
        ];
        for ((land, count), expected) in counts.into_iter().zip(expected) {
            assert_eq!(count, expected, "{land}");
        }
    }

    #[test]
    fn corpus_christi_is_a_holiday_in_bw_but_not_in_berlin() {
        assert!(Holidays::of(Land::BW).contains(date(2026, 6, 4)));
        assert!(!Holidays::of(Land::BE).contains(date(2026, 6, 4)));
    }

    #[test]
    fn the_day_of_repentance_is_the_wednesday_before_23_november() {
        let saxony = Holidays::of(Land::SN);
        assert!(saxony.contains(date(2026, 11, 18)));
        assert!(saxony.contains(date(2033, 11, 16)));
    }
}
