//! Roadworks, closures and warnings: the list beside the map, and the page of one report.

use domain::{Locale, Metres};

use crate::format;

messages! {
    holding { de: "In Kraft", en: "In force" }
    planned { de: "Geplant", en: "Planned" }
    /// Above the field for the address.
    filter { de: "Meldungen nach Entfernung", en: "Reports by distance" }
    affected { de: "nahe dieser Adresse", en: "close to this address" }
    legend { de: "Zeichen auf der Karte", en: "Signs on the map" }
    roadwork_sign { de: "Dreieck, gestrichelte Linie: Baustelle", en: "triangle, dashed line: roadworks" }
    closure_sign { de: "Kreis mit Balken, durchgezogene Linie: Sperrung", en: "circle with a bar, solid line: closure" }
    traffic_sign { de: "Raute, gepunktete Linie: andere Verkehrsmeldung", en: "diamond, dotted line: other traffic report" }
    warning_sign { de: "Sechseck: amtliche Warnung", en: "hexagon: official warning" }
    begin_unknown { de: "Beginn nicht bekannt", en: "beginning not known" }
    /// Name of the feed.
    feed { de: "Warnungen und Sperrungen", en: "Warnings and closures" }
    /// In the foot of a page that is shown within another.
    embedded_from { de: "Aus dem Portal:", en: "From the portal:" }
    take_out { de: "Teilen, einbetten, als Daten", en: "Share, embed, as data" }
    link { de: "Link", en: "Link" }
    embed_code { de: "Code zum Einbetten", en: "Code for embedding" }
    embed_hint {
        de: "Zeigt dasselbe ohne Navigation auf einer anderen Website. Alles steht in der Adresse: thema=hell oder thema=dunkel legt die Farben fest, /en davor die Sprache.",
        en: "Shows the same without navigation on another website. Everything is in the address: thema=hell or thema=dunkel sets light or dark colours, /en in front the language."
    }
    data { de: "Daten", en: "Data" }
    calendar { de: "Kalender (iCal)", en: "calendar (iCal)" }
    atom { de: "Feed (Atom)", en: "feed (Atom)" }
    source { de: "Quelle", en: "Source" }
    not_yet { de: "noch nicht in Kraft", en: "not in force yet" }
    description_source {
        de: "Der Text ist der der Quelle.",
        en: "The text is that of the source."
    }
}

/// "3 in Kraft, 2 geplant".
pub fn count(locale: Locale, holding: usize, planned: usize) -> String {
    let (h, p) = (
        format::integer(locale, holding),
        format::integer(locale, planned),
    );
    match (locale, planned) {
        (Locale::De, 0) => format!("{h} in Kraft"),
        (Locale::En, 0) => format!("{h} in force"),
        (Locale::De, _) => format!("{h} in Kraft, {p} geplant"),
        (Locale::En, _) => format!("{h} in force, {p} planned"),
    }
}

/// "2 von 7 Meldungen im Umkreis von 500 m um Hauptstraße 1". An address without a name is
/// where the device is.
pub fn affecting(locale: Locale, near: usize, all: usize, within: Metres, address: &str) -> String {
    // The number stays with its unit.
    let within = format::distance(locale, within).replace(' ', "\u{a0}");
    let (near, all) = (format::integer(locale, near), format::integer(locale, all));
    match (locale, address) {
        (Locale::De, "") => {
            format!("{near} von {all} Meldungen im Umkreis von {within} um Ihren Standort")
        }
        (Locale::De, _) => {
            format!("{near} von {all} Meldungen im Umkreis von {within} um {address}")
        }
        (Locale::En, "") => format!("{near} of {all} reports within {within} of your position"),
        (Locale::En, _) => format!("{near} of {all} reports within {within} of {address}"),
    }
}

/// How the distances of reports are told.
pub fn from_line(locale: Locale) -> &'static str {
    super::pick(
        locale,
        "Gemessen in Luftlinie bis zum nächsten Punkt der Baustelle oder Sperrung.",
        "Measured as the crow flies to the nearest point of the roadworks or closure.",
    )
}
