//! Charts, and the pages of measuring points.

use domain::Locale;
use jiff::civil::Date;

use crate::format;

messages! {
    chart { de: "Diagramm", en: "chart" }
    usual { de: "üblich", en: "usual" }
    middle_half { de: "übliche Spanne", en: "usual range" }
    measured { de: "gemessen", en: "measured" }
    time { de: "Zeit", en: "Time" }
    to { de: "bis", en: "to" }
    above_usual { de: "mehr als üblich", en: "more than usual" }
    below_usual { de: "weniger als üblich", en: "less than usual" }
    as_usual { de: "wie üblich", en: "about as usual" }
    table { de: "Werte als Tabelle", en: "Values as a table" }
    csv { de: "Werte als CSV", en: "Values as CSV" }
    course { de: "Verlauf", en: "History" }
    part_label { de: "Teil des Verlaufs", en: "Part of the history" }
    property_label { de: "Messgröße", en: "What is measured" }
    profile { de: "Üblicher Tagesgang", en: "A usual day" }
    workdays { de: "Montag bis Freitag", en: "Monday to Friday" }
    saturdays { de: "Samstag", en: "Saturday" }
    sundays { de: "Sonntag", en: "Sunday" }
    profile_note {
        de: "Median jeder Stunde in den letzten bis zu 9 Wochen. Feiertage zählen als ihr Wochentag.",
        en: "Median of each hour in up to the last 9 weeks. Public holidays count as their weekday."
    }
    tolerance {
        de: "„Wie üblich“ heißt auch, was weniger als ein Fünftel vom mittleren Wert abweicht, bei kleinen Zahlen etwas mehr.",
        en: "“As usual” is also what differs from the median by less than a fifth, or a little more where numbers are small."
    }
    no_weather {
        de: "Das Wetter dieses Zeitraums ist von keiner Station in der Nähe bekannt.",
        en: "The weather of this time range is not known of any station nearby."
    }
    no_season {
        de: "Was für die Jahreszeit üblich ist, lässt sich noch nicht sagen: Dafür braucht es Werte aus einem früheren Jahr.",
        en: "What is usual for the season cannot be said yet: that takes values of an earlier year."
    }
    no_year_before {
        de: "Mit dem Vorjahr lässt sich noch nicht vergleichen: Es gibt keinen Tag, der in beiden Jahren vollständig gezählt ist.",
        en: "A comparison with the year before is not possible yet: no day was counted completely in both years."
    }
    range_label { de: "Zeitraum", en: "Time range" }
    now_here { de: "Neueste Werte", en: "Newest values" }
    about_the_point { de: "Über die Messstelle", en: "About the measuring point" }
    no_values_in_range {
        de: "In diesem Zeitraum liegen keine vollständigen Werte vor.",
        en: "There are no complete values in this time range."
    }
    history_unavailable {
        de: "Der Verlauf kann gerade nicht gelesen werden. Bitte versuchen Sie es später noch einmal.",
        en: "The history cannot be read at the moment. Please try again later."
    }
    by_class { de: "nach Fahrzeugklasse", en: "by vehicle class" }
    address { de: "Adresse", en: "Address" }
    capacity { de: "Plätze insgesamt", en: "Spaces in all" }
    water { de: "Gewässer", en: "Water" }
    plugs { de: "Stecker und Leistung", en: "Plugs and power" }
    operator { de: "Betrieb", en: "Run by" }
    opening_hours { de: "Öffnungszeiten", en: "Opening hours" }
    fee { de: "Preise", en: "Prices" }
    max_height { de: "Einfahrtshöhe", en: "Height limit" }
    marks { de: "Marken", en: "Marks" }
    position { de: "Lage", en: "Position" }
    source { de: "Quelle und Lizenz", en: "Source and licence" }
    substitute { de: "Entfernung der Ersatzstation", en: "Distance of the substitute station" }
    most_frequent { de: "Gezeigt sind die vier häufigsten.", en: "The four most frequent are shown." }
    identifier { de: "Kennung", en: "Identifier" }
}

/// Name of a range of time, by its value in addresses.
pub fn span(locale: Locale, slug: &str) -> &'static str {
    match (locale, slug) {
        (Locale::De, "heute") => "Heute",
        (Locale::De, "7-tage") => "7 Tage",
        (Locale::De, "30-tage") => "30 Tage",
        (Locale::De, _) => "1 Jahr",
        (Locale::En, "heute") => "Today",
        (Locale::En, "7-tage") => "7 days",
        (Locale::En, "30-tage") => "30 days",
        (Locale::En, _) => "1 year",
    }
}

/// Name of a part of a history, by its value in addresses.
pub fn part(locale: Locale, slug: &str) -> &'static str {
    match (locale, slug) {
        (Locale::De, "klassen") => "Nach Fahrzeugklasse",
        (Locale::De, "tagesgang") => "Üblicher Tagesgang",
        (Locale::De, "wetter") => "Mit dem Wetter",
        (Locale::De, _) => "Gesamt",
        (Locale::En, "klassen") => "By vehicle class",
        (Locale::En, "tagesgang") => "A usual day",
        (Locale::En, "wetter") => "With the weather",
        (Locale::En, _) => "Together",
    }
}

/// "Woche ab 16.11.2026" / "week from 16 Nov 2026".
pub fn week_of(locale: Locale, monday: Date) -> String {
    let (day, year) = (format::short_date(locale, monday), monday.year());
    match locale {
        Locale::De => format!("Woche ab {day}{year}"),
        Locale::En => format!("week from {day} {year}"),
    }
}

/// "Kleinster Wert: 3 (Mo, 16.11., 4:00). Größter Wert: 512 (Di, 17.11., 17:00)."
pub fn range(locale: Locale, low: (&str, &str), high: (&str, &str)) -> String {
    let ((low, low_at), (high, high_at)) = (low, high);
    match locale {
        Locale::De => {
            format!("Kleinster Wert: {low} ({low_at}). Größter Wert: {high} ({high_at}).")
        }
        Locale::En => format!("Lowest value: {low} ({low_at}). Highest value: {high} ({high_at})."),
    }
}

/// "Der Wert war immer 12."
pub fn constant(locale: Locale, value: &str) -> String {
    match locale {
        Locale::De => format!("Der Wert war immer {value}."),
        Locale::En => format!("The value was {value} throughout."),
    }
}

/// "Zuletzt 512 (17:00): mehr als üblich."
pub fn lately(locale: Locale, value: &str, at: &str, compared: &str) -> String {
    match locale {
        Locale::De => format!("Zuletzt {value} ({at}): {compared}."),
        Locale::En => format!("Most recently {value} ({at}): {compared}."),
    }
}

/// This year against the same weekdays of the year before.
pub fn year_to_date(locale: Locale, days: &str, this: &str, before: &str) -> String {
    match locale {
        Locale::De => format!(
            "Seit Jahresbeginn {this}, am jeweils gleichen Wochentag ein Jahr davor {before}. Verglichen sind Tage, die in beiden Jahren vollständig gezählt sind: {days}."
        ),
        Locale::En => format!(
            "Since the beginning of the year {this}, on the same weekdays a year before {before}. Compared are days that were counted completely in both years: {days}."
        ),
    }
}

/// What "usual" is, and how far the data reach.
pub fn reference(locale: Locale, hourly: bool, since: Date) -> String {
    let since = format::date(locale, since);
    match (locale, hourly) {
        (Locale::De, true) => format!(
            "Üblich ist die mittlere Hälfte der Werte am gleichen Wochentag zur gleichen Stunde in bis zu 8 Wochen davor. Die Werte dafür beginnen am {since}."
        ),
        (Locale::De, false) => format!(
            "Üblich ist die mittlere Hälfte der Werte am gleichen Wochentag in bis zu 8 Wochen davor. Die Werte dafür beginnen am {since}."
        ),
        (Locale::En, true) => format!(
            "Usual is the middle half of the values on the same weekday at the same hour in up to 8 weeks before. The values for it begin on {since}."
        ),
        (Locale::En, false) => format!(
            "Usual is the middle half of the values on the same weekday in up to 8 weeks before. The values for it begin on {since}."
        ),
    }
}

/// What "usual" is for the season, and how far the data reach.
pub fn season_reference(locale: Locale, hourly: bool, since: Date) -> String {
    let since = format::date(locale, since);
    let hour = match (locale, hourly) {
        (_, false) => "",
        (Locale::De, true) => " zur gleichen Stunde",
        (Locale::En, true) => " at the same hour",
    };
    match locale {
        Locale::De => format!(
            "Üblich ist die mittlere Hälfte der Werte{hour} in der Woche vor und nach dem gleichen Datum früherer Jahre. Die Werte dafür beginnen am {since}."
        ),
        Locale::En => format!(
            "Usual is the middle half of the values{hour} in the week before and after the same date of earlier years. The values for it begin on {since}."
        ),
    }
}

/// Which weather station, and how far away it stands.
pub fn measured_at(locale: Locale, station: &str, away: Option<&str>) -> String {
    match (locale, away) {
        (Locale::De, None) => format!("Gemessen: {station}."),
        (Locale::De, Some(away)) => {
            format!("Gemessen: {station}, {away} entfernt.")
        }
        (Locale::En, None) => format!("Measured at: {station}."),
        (Locale::En, Some(away)) => {
            format!("Measured at: {station}, {away} away.")
        }
    }
}

/// Numbers of dry and of rainy days, and the mean counts of one.
pub fn dry_and_wet(locale: Locale, dry: (String, String), wet: (String, String)) -> String {
    let ((dry_days, dry), (wet_days, wet)) = (dry, wet);
    match locale {
        Locale::De => format!(
            "An den {dry_days} trockenen Tagen im Mittel {dry}, an den {wet_days} Tagen mit mindestens 1 mm Regen {wet}."
        ),
        Locale::En => format!(
            "On the {dry_days} dry days {dry} on average, on the {wet_days} days with at least 1 mm of rain {wet}."
        ),
    }
}

/// Why nothing is called usual yet.
pub fn no_reference(locale: Locale, since: Option<Date>) -> String {
    let since = since.map(|since| format::date(locale, since));
    match (locale, since) {
        (Locale::De, Some(since)) => format!(
            "Was üblich ist, lässt sich noch nicht sagen: Dafür braucht es drei Wochen, die Werte beginnen am {since}."
        ),
        (Locale::De, None) => {
            "Was üblich ist, lässt sich noch nicht sagen: Dafür braucht es drei Wochen.".to_owned()
        }
        (Locale::En, Some(since)) => format!(
            "What is usual cannot be said yet: that takes three weeks, and the values begin on {since}."
        ),
        (Locale::En, None) => {
            "What is usual cannot be said yet: that takes three weeks.".to_owned()
        }
    }
}

/// "Für 3 von 168 Zeitabschnitten fehlen Werte; dort hat das Bild Lücken."
pub fn gaps(locale: Locale, missing: &str, all: &str) -> String {
    match locale {
        Locale::De => format!(
            "Für {missing} von {all} Zeitabschnitten fehlen Werte; dort hat das Bild Lücken."
        ),
        Locale::En => {
            format!("Values are missing for {missing} of {all} steps; the picture has gaps there.")
        }
    }
}

/// How long one value of a chart stands for: "Werte je Stunde".
pub fn each(locale: Locale, minutes: u32) -> &'static str {
    match (locale, minutes) {
        (Locale::De, 15) => "Werte je Viertelstunde",
        (Locale::De, 60) => "Werte je Stunde",
        (Locale::De, 1_440) => "Werte je Tag",
        (Locale::De, _) => "Werte je Woche",
        (Locale::En, 15) => "values per quarter of an hour",
        (Locale::En, 60) => "values per hour",
        (Locale::En, 1_440) => "values per day",
        (Locale::En, _) => "values per week",
    }
}
