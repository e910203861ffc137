//! Home, areas and search.

use domain::Locale;

messages! {
    lead {
        de: "Orte und Dienste der Stadt: offen oder geschlossen, mit Weg und Barrierefreiheit.",
        en: "The city’s places and services: open or closed, with the way there and accessibility."
    }
    most_wanted { de: "Häufig gesucht", en: "Most wanted" }
    open_now { de: "Jetzt geöffnet", en: "Open now" }
    nothing_open { de: "Im Moment ist davon nichts geöffnet.", en: "Nothing of this is open at the moment." }
    all_open { de: "Alle Orte, die jetzt geöffnet sind", en: "All places that are open now" }
    categories { de: "Kategorien", en: "Categories" }
    districts { de: "Stadtteile", en: "Districts" }
    streets { de: "Straßen", en: "Streets" }
    places { de: "Orte", en: "Places" }
    district { de: "Stadtteil", en: "District" }
    places_nearby { de: "Orte in der Nähe", en: "Places nearby" }
    what_to_search {
        de: "Geben Sie ein, was Sie suchen: einen Ort, eine Straße, einen Stadtteil oder ein Anliegen.",
        en: "Type what you are looking for: a place, a street, a district or a concern."
    }
    fewer_words {
        de: "Schreiben Sie weniger oder ein anderes Wort, zum Beispiel „Pass“ oder „Glas“.",
        en: "Use fewer or other words, for example “passport” or “glass”."
    }
    browse { de: "Im Bereich stöbern:", en: "Browse an area:" }
}

/// "Was suchen Sie in Musterstadt?"
pub fn question(locale: Locale, city: &str) -> String {
    match locale {
        Locale::De => format!("Was suchen Sie in {city}?"),
        Locale::En => format!("What are you looking for in {city}?"),
    }
}

/// "10 Orte · 6 jetzt geöffnet"
pub fn count_open(locale: Locale, all: usize, open: usize) -> String {
    let places = crate::places::count(locale, all);
    match (locale, open) {
        (_, 0) => places,
        (Locale::De, open) => format!("{places} · {open} jetzt geöffnet"),
        (Locale::En, open) => format!("{places} · {open} open now"),
    }
}

/// "14 Treffer für „Altstadt“"
pub fn hits(locale: Locale, count: usize, text: &str) -> String {
    match (locale, count) {
        (Locale::De, 0) => format!("Nichts gefunden für „{text}“"),
        (Locale::De, n) => format!("{n} Treffer für „{text}“"),
        (Locale::En, 0) => format!("Nothing found for “{text}”"),
        (Locale::En, 1) => format!("1 result for “{text}”"),
        (Locale::En, n) => format!("{n} results for “{text}”"),
    }
}

/// Title of the results: "Suche nach „Glas“".
pub fn search_title(locale: Locale, text: &str) -> String {
    match locale {
        Locale::De => format!("Suche nach „{text}“"),
        Locale::En => format!("Search for “{text}”"),
    }
}
