//! Values of the city right now, and where they come from.

use super::pick;
use domain::{
    Locale,
    live::{EventKind, Freshness, Quality, Severity, SourceState},
};

messages! {
    title { de: "Live-Werte", en: "Live values" }
    lead {
        de: "Was Sensoren und Ämter gerade melden. Bei jedem Wert stehen Zeit, Herkunft und Zustand.",
        en: "What sensors and authorities report right now. Each value has its time, origin and state."
    }
    topics { de: "Themen", en: "Topics" }
    nothing_read {
        de: "Dieses Portal liest zurzeit keine Live-Quellen.",
        en: "This portal reads no live sources at the moment."
    }
    nothing_here { de: "Dazu liegen noch keine Werte vor.", en: "There are no values for this yet." }
    reports { de: "Meldungen", en: "Reports" }
    no_events { de: "Zurzeit liegt keine Meldung vor.", en: "There are no reports at the moment." }
    place { de: "Ort und Messgröße", en: "Place and property" }
    value { de: "Wert", en: "Value" }
    as_of { de: "Stand", en: "As of" }
    state { de: "Zustand", en: "State" }
    history { de: "Verlauf", en: "History" }
    history_csv { de: "24 Stunden als CSV", en: "24 hours as CSV" }
    no_value { de: "kein Wert", en: "no value" }
    not_reliable { de: "keine verlässliche Angabe", en: "not a reliable value" }
    open { de: "geöffnet", en: "open" }
    closed { de: "geschlossen", en: "closed" }
    simulation { de: "Simulation", en: "Simulation" }
    simulation_title { de: "Simulierte Werte", en: "Simulated values" }
    simulation_text {
        de: "Werte auf dieser Seite sind erfunden, weil das Portal gerade keine echten Quellen liest. Sie zeigen nicht, was in der Stadt geschieht.",
        en: "Values on this page are made up because the portal is not reading real sources. They do not show what happens in the city."
    }
    begins { de: "Beginn", en: "Begins" }
    ends { de: "Ende", en: "Ends" }
    end_unknown { de: "Ende nicht bekannt", en: "end not known" }
    what_to_do { de: "Was zu tun ist", en: "What to do" }
    listening { de: "Werte kommen laufend", en: "Values arrive as they change" }
    connecting { de: "Verbindung wird aufgebaut", en: "Connecting" }
    polling { de: "Werte kommen einmal in der Minute", en: "Values arrive once a minute" }
    paused { de: "Angehalten", en: "Paused" }
    pause { de: "Anhalten", en: "Pause" }
    resume { de: "Fortsetzen", en: "Resume" }
    what_changed { de: "Was hat sich geändert?", en: "What has changed?" }
    nothing_changed { de: "Seit der letzten Frage hat sich nichts geändert.", en: "Nothing has changed since you last asked." }
    sources { de: "Datenquellen", en: "Data sources" }
    sources_lead {
        de: "Woher die Live-Werte kommen, unter welcher Lizenz, und wie es den Quellen gerade geht.",
        en: "Where live values come from, under which licence, and how the sources are doing."
    }
    licence { de: "Lizenz", en: "Licence" }
    feed { de: "Abruf", en: "Feed" }
    last_success { de: "Zuletzt gelesen", en: "Last read" }
    next_try { de: "Nächster Versuch", en: "Next try" }
    last_day { de: "24 Stunden vollständig", en: "24 hours complete" }
    last_month { de: "30 Tage vollständig", en: "30 days complete" }
    never { de: "noch nie", en: "never" }
    things { de: "Messstellen", en: "Stations" }
    to_the_source { de: "Zur Quelle", en: "To the source" }
}

/// "12,3", "kein Wert", "keine verlässliche Angabe". The number is written by the caller: a browser
/// has its own way to write numbers.
pub fn reading(locale: Locale, number: Option<String>, quality: &str) -> String {
    match number {
        _ if quality == Quality::Suspect.as_str() => not_reliable(locale).to_owned(),
        None => no_value(locale).to_owned(),
        Some(number) => number,
    }
}

/// How fresh a value is.
pub fn freshness(locale: Locale, freshness: Freshness) -> &'static str {
    let (de, en) = match freshness {
        Freshness::Fresh => ("aktuell", "current"),
        Freshness::Delayed => ("verspätet", "delayed"),
        Freshness::Stale => ("veraltet", "out of date"),
        Freshness::Offline => ("seit über einem Tag ohne Meldung", "silent for over a day"),
    };
    pick(locale, de, en)
}

/// What has to be said about a value that is shown; nothing about one that is right.
pub fn quality(locale: Locale, quality: Quality) -> Option<&'static str> {
    let (de, en) = match quality {
        Quality::Ok | Quality::Suspect | Quality::Missing => return None,
        Quality::Provisional => ("vorläufig", "provisional"),
        Quality::Extrapolated => ("hochgerechnet", "extrapolated"),
        Quality::Estimated => ("geschätzt", "estimated"),
        Quality::FallbackStation => ("von einer Station in der Nähe", "from a station nearby"),
    };
    Some(pick(locale, de, en))
}

/// "vor 7 Min." / "7 min ago".
pub fn age(locale: Locale, seconds: u64) -> String {
    let (n, de, en) = match seconds {
        0..60 => return pick(locale, "gerade eben", "just now").to_owned(),
        60..3_600 => (seconds / 60, "Min.", "min"),
        3_600..172_800 => (seconds / 3_600, "Std.", "h"),
        _ => (seconds / 86_400, "Tagen", "days"),
    };
    match locale {
        Locale::De => format!("vor {n} {de}"),
        Locale::En => format!("{n} {en} ago"),
    }
}

/// "aktuell", "antwortet nicht".
pub fn source_state(locale: Locale, state: SourceState) -> &'static str {
    let (de, en) = match state {
        SourceState::Waiting => ("noch nicht gelesen", "not read yet"),
        SourceState::Ok => ("in Ordnung", "ok"),
        SourceState::Delayed => ("verspätet", "delayed"),
        SourceState::Stale(_) => ("veraltet", "out of date"),
        SourceState::Down(_) => ("ausgefallen", "down"),
    };
    pick(locale, de, en)
}

/// "seit 20. November, 13:25 Uhr".
pub fn since(locale: Locale, moment: &str) -> String {
    match locale {
        Locale::De => format!("seit {moment}"),
        Locale::En => format!("since {moment}"),
    }
}

/// From when on a source is counted.
pub fn known_since(locale: Locale, moment: &str) -> String {
    match locale {
        Locale::De => format!("bekannt seit {moment}"),
        Locale::En => format!("known since {moment}"),
    }
}

/// Kind of an event.
pub fn event_kind(locale: Locale, kind: EventKind) -> &'static str {
    let (de, en) = match kind {
        EventKind::Roadwork => ("Baustelle", "Roadworks"),
        EventKind::Closure => ("Sperrung", "Closure"),
        EventKind::Traffic => ("Verkehrsmeldung", "Traffic report"),
        EventKind::Warning => ("Warnung", "Warning"),
    };
    pick(locale, de, en)
}

/// Severity of a warning in words; nothing where the source does not say.
pub fn severity(locale: Locale, severity: Severity) -> Option<&'static str> {
    let (de, en) = match severity {
        Severity::Unknown => return None,
        Severity::Minor => ("Stufe 1 von 4: Hinweis", "level 1 of 4: minor"),
        Severity::Moderate => ("Stufe 2 von 4: markant", "level 2 of 4: moderate"),
        Severity::Severe => ("Stufe 3 von 4: Unwetter", "level 3 of 4: severe"),
        Severity::Extreme => ("Stufe 4 von 4: extrem", "level 4 of 4: extreme"),
    };
    Some(pick(locale, de, en))
}

/// "98 %".
pub fn share(share: f64) -> String {
    // 99.7 % are not all.
    format!("{:.0} %", (share * 100.0).floor())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_the_unit_people_think_in() {
        let told = [5, 61, 7_200, 200_000].map(|seconds| age(Locale::De, seconds));
        assert_eq!(
            told,
            ["gerade eben", "vor 1 Min.", "vor 2 Std.", "vor 2 Tagen"]
        );
    }

    #[test]
    fn nothing_known_is_not_zero_and_nonsense_is_not_shown() {
        let told = |number: Option<&str>, quality: Quality| {
            reading(Locale::De, number.map(str::to_owned), quality.as_str())
        };
        assert_eq!(told(None, Quality::Missing), "kein Wert");
        assert_eq!(
            told(Some("−8"), Quality::Suspect),
            "keine verlässliche Angabe"
        );
        assert_eq!(told(Some("0"), Quality::Ok), "0");
    }

    #[test]
    fn nearly_complete_is_not_complete() {
        assert_eq!(share(0.997), "99 %");
        assert_eq!(share(1.0), "100 %");
    }
}
