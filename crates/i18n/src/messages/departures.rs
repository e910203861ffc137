//! Stations and what departs from them.

use domain::Locale;

messages! {
    title { de: "Abfahrten", en: "Departures" }
    next { de: "Nächste Abfahrten", en: "Next departures" }
    stations { de: "Haltestellen", en: "Stops" }
    stations_lead {
        de: "Was an den Haltestellen in der Nähe als Nächstes abfährt.",
        en: "What leaves next from the stops nearby."
    }
    search { de: "Haltestellen in der Nähe suchen", en: "Search for stops nearby" }
    station { de: "Haltestelle", en: "Stop" }
    lines { de: "Linien an dieser Haltestelle", en: "Lines at this stop" }
    former_lines { de: "Linien, die hier hielten", en: "Lines that stopped here" }
    line { de: "Linie ", en: "Line " }
    to { de: "Richtung ", en: "to " }
    platform { de: "Steig ", en: "platform " }
    now { de: "jetzt", en: "now" }
    about { de: "etwa ", en: "about " }
    timetable { de: "Fahrplan", en: "timetable" }
    live { de: "live", en: "live" }
    on_time { de: "pünktlich", en: "on time" }
    cancelled { de: "fällt aus", en: "cancelled" }
    skipped { de: "hält hier nicht", en: "does not stop here" }
    step_free { de: "barrierefrei", en: "step-free" }
    not_step_free { de: "nicht barrierefrei", en: "not step-free" }
    nothing_soon {
        de: "In den nächsten 24 Stunden fährt hier nach dem Fahrplan nichts ab.",
        en: "According to the timetable nothing leaves from here within the next 24 hours."
    }
    as_planned {
        de: "Alle Zeiten sind nach dem Fahrplan. Verspätungen und Ausfälle sind hier nicht bekannt.",
        en: "All times are according to the timetable. Delays and cancellations are not known here."
    }
    silent {
        de: "Zurzeit wird nichts über Verspätungen und Ausfälle gemeldet. Alle Zeiten sind nach dem Fahrplan.",
        en: "At present nothing is reported about delays and cancellations. All times are according to the timetable."
    }
    no_timetable { de: "Es ist kein Fahrplan eingespielt.", en: "No timetable has been imported." }
    all_departures { de: "Alle Abfahrten", en: "All departures" }
    about_stop { de: "Über den Ort: ", en: "About the place: " }
}

/// "in 5 Minuten".
pub fn in_minutes(locale: Locale, minutes: i64) -> String {
    match (locale, minutes) {
        (_, ..1) => now(locale).to_owned(),
        (Locale::De, 1) => "in 1 Minute".to_owned(),
        (Locale::De, n) => format!("in {n} Minuten"),
        (Locale::En, 1) => "in 1 minute".to_owned(),
        (Locale::En, n) => format!("in {n} minutes"),
    }
}

/// "+3 Min., geplant 14:05".
pub fn late(locale: Locale, minutes: i64, planned: &str) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let minutes = minutes.unsigned_abs();
    match locale {
        Locale::De => format!("{sign}{minutes} Min., geplant {planned}"),
        Locale::En => format!("{sign}{minutes} min, planned {planned}"),
    }
}

/// "„live“ steht, wo die Betreiber melden, wann gefahren wird, zuletzt um 14:05 Uhr (Quelle: …)."
pub fn as_reported(locale: Locale, time: &str, sources: &str) -> String {
    match locale {
        Locale::De => format!(
            "„live“ steht, wo gemeldet wird, wann wirklich gefahren wird, zuletzt um {time} Uhr (Quelle: {sources}). „Fahrplan“ steht, wo nichts gemeldet ist."
        ),
        Locale::En => format!(
            "“live” means that it is reported when vehicles really leave, last at {time} (source: {sources}). “timetable” means that nothing is reported."
        ),
    }
}

/// "Stand 14:05 Uhr".
pub fn as_of(locale: Locale, time: &str) -> String {
    match locale {
        Locale::De => format!("Stand {time} Uhr"),
        Locale::En => format!("as of {time}"),
    }
}

/// "Der Fahrplan endete am 10. Dezember 2022. Es können keine Abfahrten gezeigt werden."
pub fn ended(locale: Locale, day: &str) -> String {
    match locale {
        Locale::De => {
            format!("Der Fahrplan endete am {day}. Es können keine Abfahrten gezeigt werden.")
        }
        Locale::En => format!("The timetable ended on {day}. No departures can be shown."),
    }
}

/// "Der Fahrplan gilt erst ab 13. Dezember 2026."
pub fn not_yet(locale: Locale, day: &str) -> String {
    match locale {
        Locale::De => {
            format!("Der Fahrplan gilt erst ab {day}. Es können keine Abfahrten gezeigt werden.")
        }
        Locale::En => format!("The timetable begins on {day}. No departures can be shown."),
    }
}

/// "Fahrplan: Verkehrsbetriebe, gültig bis 12. Dezember 2026."
pub fn source(locale: Locale, operators: &str, day: &str) -> String {
    match locale {
        Locale::De => format!("Fahrplan: {operators}, gültig bis {day}."),
        Locale::En => format!("Timetable: {operators}, valid until {day}."),
    }
}

/// "Name im Fahrplan: Musterstadt, Markt."
pub fn called(locale: Locale, name: &str) -> String {
    match locale {
        Locale::De => format!("Name im Fahrplan: {name}."),
        Locale::En => format!("Name in the timetable: {name}."),
    }
}
