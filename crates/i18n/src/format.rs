//! Numbers, distances, dates and times as people of each language write them.

use domain::{Locale, Metres, place::AsOf};
use jiff::civil::{Date, Time, Weekday};

/// "120 m", "1,9 km" / "1.9 km": metres rounded to tens below one kilometre.
pub fn distance(locale: Locale, Metres(metres): Metres) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a distance is never negative, and none on earth is cut off"
    )]
    let in_steps_of = |step: f64| (metres / step).round() as u32;
    if metres < 995.0 {
        return format!("{} m", in_steps_of(10.0) * 10);
    }
    if metres >= 9_950.0 {
        return format!("{} km", in_steps_of(1_000.0));
    }
    let point = if locale == Locale::De { ',' } else { '.' };
    let tenths = in_steps_of(100.0);
    format!("{}{point}{} km", tenths / 10, tenths % 10)
}

/// "1.234" / "1,234".
pub fn integer(locale: Locale, n: usize) -> String {
    let digits = n.to_string();
    let separator = if locale == Locale::De { '.' } else { ',' };
    let mut text = String::with_capacity(digits.len() + 4);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// "1.234,5" / "1,234.5": rounded to so many decimals.
pub fn number(locale: Locale, value: f64, decimals: u8) -> String {
    let text = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    // A value that rounds to nothing has no sign.
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if value < 0.0 && !is_zero { "−" } else { "" };
    let whole = whole
        .parse()
        .map_or_else(|_| whole.to_owned(), |whole| integer(locale, whole));
    let point = if locale == Locale::De { "," } else { "." };
    match fraction {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}{point}{fraction}"),
    }
}

/// "8:00" in both languages (24 hours; English readers in Germany meet it on every sign).
pub fn time(at: Time) -> String {
    format!("{}:{:02}", at.hour(), at.minute())
}

/// The end of a span: midnight is written "24:00".
pub fn end_time(at: Time) -> String {
    if at == Time::midnight() {
        "24:00".to_owned()
    } else {
        time(at)
    }
}

/// "16. November 2026" / "16 November 2026".
pub fn date(locale: Locale, date: Date) -> String {
    format!("{} {}", day_and_month(locale, date), date.year())
}

/// "16. November" / "16 November".
pub fn day_and_month(locale: Locale, date: Date) -> String {
    let dot = if locale == Locale::De { "." } else { "" };
    format!("{}{dot} {}", date.day(), month(locale, date.month()))
}

/// "16.11." / "16 Nov".
pub fn short_date(locale: Locale, date: Date) -> String {
    match locale {
        Locale::De => format!("{}.{}.", date.day(), date.month()),
        Locale::En => {
            let month: String = month(locale, date.month()).chars().take(3).collect();
            format!("{} {month}", date.day())
        }
    }
}

/// "Mo, 16.11." / "Mon, 16 Nov".
pub fn short_day(locale: Locale, date: Date) -> String {
    let weekday = short_weekday(locale, date.weekday());
    format!("{weekday}, {}", short_date(locale, date))
}

/// "Mo" / "Mon".
pub fn short_weekday(locale: Locale, day: Weekday) -> &'static str {
    let letters = if locale == Locale::De { 2 } else { 3 };
    let name = weekday(locale, day);
    name.get(..letters).unwrap_or(name)
}

/// "Juli 2020", "13. Juli 2020" or "2020": as exact as it is known.
pub fn as_of(locale: Locale, as_of: &AsOf) -> String {
    let text = as_of.as_str();
    match text.len() {
        10 => text
            .parse()
            .map_or_else(|_| text.to_owned(), |d| date(locale, d)),
        7 => match format!("{text}-01").parse::<Date>() {
            Ok(first) => format!("{} {}", month(locale, first.month()), first.year()),
            Err(_) => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

/// The name of a month, counted from 1.
pub fn month(locale: Locale, month: i8) -> &'static str {
    const DE: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = if locale == Locale::De { DE } else { EN };
    usize::try_from(month - 1)
        .ok()
        .and_then(|i| names.get(i))
        .copied()
        .unwrap_or("")
}

/// The name of a day of the week.
pub fn weekday(locale: Locale, day: Weekday) -> &'static str {
    const DE: [&str; 7] = [
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
    ];
    const EN: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let names = if locale == Locale::De { DE } else { EN };
    usize::try_from(day.to_monday_zero_offset())
        .ok()
        .and_then(|i| names.get(i))
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_as_exact_as_it_helps() {
        assert_eq!(distance(Locale::De, Metres(123.0)), "120 m");
        assert_eq!(distance(Locale::De, Metres(1949.0)), "1,9 km");
        assert_eq!(distance(Locale::En, Metres(1949.0)), "1.9 km");
        assert_eq!(distance(Locale::De, Metres(12_300.0)), "12 km");
        assert_eq!(distance(Locale::De, Metres(996.0)), "1,0 km");
    }

    #[test]
    fn a_short_day_is_short_in_both_languages() {
        let monday = jiff::civil::date(2026, 11, 16);
        assert_eq!(short_day(Locale::De, monday), "Mo, 16.11.");
        assert_eq!(short_day(Locale::En, monday), "Mon, 16 Nov");
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(integer(Locale::De, 12_345), "12.345");
        assert_eq!(integer(Locale::En, 999), "999");
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(number(Locale::De, 1234.56, 1), "1.234,6");
        assert_eq!(number(Locale::En, 1234.56, 1), "1,234.6");
        assert_eq!(number(Locale::De, -3.0, 0), "−3");
        assert_eq!(number(Locale::De, -0.04, 1), "0,0");
    }

    #[test]
    fn a_date_of_knowledge_is_not_made_more_exact() {
        let text = |t| as_of(Locale::De, &AsOf::parse(t).unwrap());
        assert_eq!(text("2020"), "2020");
        assert_eq!(text("2020-07"), "Juli 2020");
        assert_eq!(text("2020-07-13"), "13. Juli 2020");
    }
}
