//! What is usual, and how what is counted now stands against it.

use super::pick;
use crate::format;
use domain::{
    Locale,
    live::{Compared, Property, Topic, Trend},
};
use jiff::civil::Date;

messages! {
    not_known_yet {
        de: "Was üblich ist, ist noch nicht bekannt: Dafür braucht es drei Wochen mit Werten.",
        en: "What is usual is not known yet: that takes three weeks with values."
    }
    how {
        de: "Verglichen wird die letzte volle Stunde mit derselben Stunde am gleichen Wochentag in bis zu 8 Wochen davor. Der dunkle Balken zeigt die mittlere Hälfte, der helle alles, was „wie üblich“ heißt: auch was weniger als ein Fünftel abweicht, bei kleinen Zahlen etwas mehr. Der Strich ist der jetzige Wert.",
        en: "The last full hour is compared with the same hour on the same weekday in up to 8 weeks before. The dark bar shows the middle half, the light one all that is called “as usual”: also what differs by less than a fifth, or a little more where numbers are small. The line is the value now."
    }
    years { de: "Dieses Jahr gegen das vorige", en: "This year against the one before" }
    years_note {
        de: "Seit Jahresbeginn, gegen die gleichen Wochentage ein Jahr davor. Es zählen nur Tage, die in beiden Jahren vollständig gezählt sind.",
        en: "Since the beginning of the year, against the same weekdays a year before. Only days count that were counted completely in both years."
    }
    all_together { de: "Alle zusammen", en: "All together" }
    more_traffic { de: "Mehr Verkehr als üblich", en: "More traffic than usual" }
    nobody { de: "Gerade gibt es keine vollständige Zählung.", en: "There is no complete count at the moment." }
}

/// How a count stands against what is usual.
pub fn compared(locale: Locale, compared: Compared) -> &'static str {
    let (de, en) = match compared {
        Compared::MuchLess => ("viel weniger als üblich", "much less than usual"),
        Compared::Less => ("weniger als üblich", "less than usual"),
        Compared::AsUsual => ("wie üblich", "as usual"),
        Compared::More => ("mehr als üblich", "more than usual"),
        Compared::MuchMore => ("viel mehr als üblich", "much more than usual"),
    };
    pick(locale, de, en)
}

/// Where a value is going.
pub fn trend(locale: Locale, trend: Trend) -> &'static str {
    let (de, en) = match trend {
        Trend::Rising => ("steigend", "rising"),
        Trend::Falling => ("fallend", "falling"),
        Trend::Steady => ("gleichbleibend", "steady"),
    };
    pick(locale, de, en)
}

/// How warm the last day was: its mean in °C, and by how much that is more than usual; `None` where it
/// is as usual.
pub fn last_day(locale: Locale, mean: f64, apart: Option<f64>) -> String {
    let degrees = |value: f64| format::number(locale, value, 1);
    let mean = degrees(mean);
    let compared = match (locale, apart) {
        (Locale::De, None) => "wie üblich".to_owned(),
        (Locale::De, Some(apart)) => {
            let word = if apart > 0.0 { "wärmer" } else { "kälter" };
            format!("{} Grad {word} als üblich", degrees(apart.abs()))
        }
        (Locale::En, None) => "as usual".to_owned(),
        (Locale::En, Some(apart)) => {
            let word = if apart > 0.0 { "warmer" } else { "colder" };
            format!("{} degrees {word} than usual", degrees(apart.abs()))
        }
    };
    match locale {
        Locale::De => format!("Letzte 24 Stunden: im Mittel {mean} °C, {compared}."),
        Locale::En => format!("Last 24 hours: {mean} °C on average, {compared}."),
    }
}

/// Between which temperatures the middle half of so many days lay, from one date to another in the
/// years from the first to the last.
pub fn usual_in_years(
    locale: Locale,
    (low, high): (f64, f64),
    days: usize,
    (from, to): (Date, Date),
    (first, last): (i16, i16),
) -> String {
    let range = range(locale, low, high);
    let day = |date| format::day_and_month(locale, date);
    let (from, to) = match locale {
        Locale::De if from.month() == to.month() => (format!("{}.", from.day()), day(to)),
        _ => (day(from), day(to)),
    };
    let years = match (locale, last - first) {
        (_, 0) => last.to_string(),
        (Locale::De, 1) => format!("der Jahre {first} und {last}"),
        (Locale::De, _) => format!("der Jahre {first} bis {last}"),
        (Locale::En, 1) => format!("of {first} and {last}"),
        (Locale::En, _) => format!("of {first} to {last}"),
    };
    match locale {
        Locale::De => format!(
            "Üblich sind zu dieser Zeit {range}: die mittlere Hälfte von {days} Tagen, vom {from} bis {to} {years}."
        ),
        Locale::En => format!(
            "Usual at this time are {range}: the middle half of {days} days, from {from} to {to} {years}."
        ),
    }
}

/// Between which temperatures the middle half of the last days lay, while no earlier year is known.
pub fn usual_recently(locale: Locale, (low, high): (f64, f64), days: usize) -> String {
    let range = range(locale, low, high);
    match locale {
        Locale::De => format!(
            "Üblich waren zuletzt {range}: die mittlere Hälfte der {days} Tage davor. Werte aus früheren Jahren gibt es noch nicht."
        ),
        Locale::En => format!(
            "Usual were lately {range}: the middle half of the {days} days before. There are no values of earlier years yet."
        ),
    }
}

fn range(locale: Locale, low: f64, high: f64) -> String {
    let [low, high] = [low, high].map(|value| format::number(locale, value, 1));
    match locale {
        Locale::De => format!("{low} bis {high} °C"),
        Locale::En => format!("{low} to {high} °C"),
    }
}

/// Between which levels in cm a river was in so many days, and where it was a day ago.
pub fn level_of_last_days(
    locale: Locale,
    days: i32,
    (low, high): (&str, &str),
    day_before: Option<&str>,
) -> String {
    let (range, before) = match locale {
        Locale::De => (
            format!("In den letzten {days} Tagen {low} bis {high} cm"),
            day_before.map(|level| format!(", vor 24 Stunden {level} cm")),
        ),
        Locale::En => (
            format!("{low} to {high} cm in the last {days} days"),
            day_before.map(|level| format!(", {level} cm 24 hours ago")),
        ),
    };
    format!("{range}{}.", before.unwrap_or_default())
}

/// What is counted, after a number.
pub fn counted(locale: Locale, property: Property) -> &'static str {
    let (de, en) = match property {
        Property::BicycleCount => ("Fahrräder", "bicycles"),
        Property::PedestrianCount => ("Menschen zu Fuß", "pedestrians"),
        _ => ("Fahrzeuge", "vehicles"),
    };
    pick(locale, de, en)
}

/// Heads of the table of years: the counter, both sums, the change, and the days compared.
pub fn years_columns(locale: Locale) -> [&'static str; 5] {
    match locale {
        Locale::De => [
            "Zählstelle",
            "dieses Jahr",
            "Jahr davor",
            "Veränderung",
            "Tage",
        ],
        Locale::En => ["Counter", "This year", "Year before", "Change", "Days"],
    }
}

/// "+4 %", "−3 %", "±0 %", from a share.
pub fn change(locale: Locale, share: f64) -> String {
    let percent = (share * 100.0).round();
    let sign = if percent > 0.0 {
        "+"
    } else if percent < 0.0 {
        ""
    } else {
        "±"
    };
    format!("{sign}{} %", format::number(locale, percent, 0))
}

/// The heading above the counters of a topic.
pub fn heading(locale: Locale, topic: Topic) -> &'static str {
    let (de, en) = match topic {
        Topic::Bicycles => ("Radverkehr", "Bicycle traffic"),
        _ => ("Verkehr", "Traffic"),
    };
    pick(locale, de, en)
}

/// "üblich 900 (750 bis 1.050)".
pub fn usually(locale: Locale, median: &str, low: &str, high: &str) -> String {
    match locale {
        Locale::De => format!("üblich {median} ({low} bis {high})"),
        Locale::En => format!("usually {median} ({low} to {high})"),
    }
}

/// "gezählt von 13:00 bis 14:00".
pub fn counted_between(locale: Locale, from: &str, to: &str) -> String {
    match locale {
        Locale::De => format!("gezählt von {from} bis {to}"),
        Locale::En => format!("counted from {from} to {to}"),
    }
}

/// "Alle 15 Zählstellen".
pub fn all_counters(locale: Locale, number: usize) -> String {
    let number = format::integer(locale, number);
    match locale {
        Locale::De => format!("Alle {number} Zählstellen"),
        Locale::En => format!("All {number} counters"),
    }
}

/// "an 3 von 12 Zählstellen mehr als üblich".
pub fn at_some(locale: Locale, some: &str, all: &str, compared: Compared) -> String {
    let words = self::compared(locale, compared);
    match locale {
        Locale::De => format!("an {some} von {all} Zählstellen {words}"),
        Locale::En => format!("{words} at {some} of {all} counters"),
    }
}

/// "an 12 Zählstellen wie üblich".
pub fn everywhere_as_usual(locale: Locale, all: &str) -> String {
    match locale {
        Locale::De => format!("wie üblich (Zählstellen: {all})"),
        Locale::En => format!("as usual (counters: {all})"),
    }
}
