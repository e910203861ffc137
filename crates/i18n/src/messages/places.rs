//! Lists of places and the page of one place.

use domain::{
    City, Filter, Locale, Place, PlaceLabel,
    place::{Accuracy, GlassColour, Wheelchair},
};

messages! {
    all_places { de: "Alle Orte", en: "All places" }
    filter_places { de: "Orte filtern", en: "Filter places" }
    near { de: "In der Nähe von", en: "Near" }
    near_hint { de: "Straße und Hausnummer", en: "Street and number" }
    show { de: "Suchen", en: "Search" }
    only { de: "Nur Orte zeigen, die", en: "Only show places that are" }
    more { de: "Stadtteil, Name", en: "District, name" }
    district { de: "Stadtteil", en: "District" }
    all_districts { de: "Alle Stadtteile", en: "All districts" }
    name_contains { de: "Name oder Straße enthält", en: "Name or street contains" }
    apply { de: "Filter anwenden", en: "Apply filters" }
    active { de: "Aktive Filter", en: "Active filters" }
    remove { de: "Filter entfernen: ", en: "Remove filter: " }
    remove_all { de: "Alle entfernen", en: "Remove all" }
    none { de: "Kein Ort passt zu diesen Filtern", en: "No place matches these filters" }
    try_this { de: "Das können Sie versuchen:", en: "You can try this:" }
    without_filters { de: "Alle Filter weglassen", en: "Leave out all filters" }
    search_everywhere { de: "Im ganzen Portal suchen", en: "Search the whole portal" }
    near_unknown {
        de: "Diese Straße steht nicht im Straßenverzeichnis. Deshalb sind keine Entfernungen angegeben.",
        en: "This street is not in the street directory, so no distances are given."
    }
    by_distance_device { de: "Nach Entfernung von Ihrem Standort", en: "By distance from your position" }
    number_unknown {
        de: "Hausnummer nicht bekannt: Entfernungen ab der Mitte der Straße.",
        en: "House number not known: distances are from the middle of the street."
    }
    did_you_mean { de: "Oder meinten Sie:", en: "Or did you mean:" }
    pages { de: "Seiten", en: "Pages" }
    next { de: "Weiter", en: "Next" }
    map_needs_script {
        de: "Die Karte braucht JavaScript. Alle Orte stehen in der Liste.",
        en: "The map needs JavaScript. All places are in the list."
    }
    official_list { de: "Liste der Stadt", en: "The city’s list" }
    download { de: "Diese Liste als Daten: ", en: "This list as data: " }
    /// Button of a row.
    on_map { de: "Karte", en: "Map" }
    /// Before the label of a place.
    show_on_map { de: "Auf der Karte zeigen: ", en: "Show on the map: " }
    route { de: "Route", en: "Route" }
    opening_hours { de: "Öffnungszeiten", en: "Opening hours" }
    coming_week { de: "Die kommenden sieben Tage", en: "The coming seven days" }
    holiday { de: "Feiertag", en: "public holiday" }
    today { de: "heute", en: "today" }
    closed { de: "geschlossen", en: "closed" }
    all_day { de: "rund um die Uhr", en: "24 hours" }
    not_known { de: "nicht bekannt", en: "not known" }
    holidays_counted {
        de: "Gesetzliche Feiertage sind berücksichtigt, soweit die Angaben sie nennen.",
        en: "Public holidays are taken into account where the hours mention them."
    }
    at_a_glance { de: "Auf einen Blick", en: "At a glance" }
    address { de: "Adresse", en: "Address" }
    step_free { de: "Barrierefreiheit", en: "Accessibility" }
    phone { de: "Telefon", en: "Phone" }
    website { de: "Internetseite", en: "Website" }
    fee { de: "Kosten", en: "Cost" }
    euro_key { de: "Euroschlüssel", en: "Euro key" }
    euro_key_yes { de: "Mit dem Euroschlüssel zu öffnen", en: "Opens with the Euro key" }
    euro_key_no { de: "Nicht mit dem Euroschlüssel", en: "Not with the Euro key" }
    glass { de: "Glas", en: "Glass" }
    capacity { de: "Plätze", en: "Spaces" }
    operator { de: "Betrieb", en: "Run by" }
    good_to_know { de: "Gut zu wissen", en: "Good to know" }
    free { de: "kostenlos", en: "free of charge" }
    paid { de: "kostenpflichtig", en: "fee required" }
    neighbours { de: "Die nächsten", en: "Nearest others" }
    source { de: "Quelle: ", en: "Source: " }
    state_of { de: "Stand: ", en: "As of: " }
    position { de: "Lage: ", en: "Position: " }
    identifier { de: "Kennung: ", en: "Identifier: " }
    hours_known_since { de: "Bekannt seit ", en: "Known since " }
    check_before { de: ", bitte vor dem Besuch prüfen.", en: "; please check before you go." }
}

/// "23 Orte"
pub fn count(locale: Locale, n: usize) -> String {
    let number = crate::format::integer(locale, n);
    match (locale, n) {
        (Locale::De, 1) => "1 Ort".to_owned(),
        (Locale::En, 1) => "1 place".to_owned(),
        (Locale::De, _) => format!("{number} Orte"),
        (Locale::En, _) => format!("{number} places"),
    }
}

/// "23 Orte gefunden", with the span of the page when there are several.
pub fn found(locale: Locale, total: usize, first: usize, last: usize) -> String {
    let found = count(locale, total);
    let whole = first == 1 && last == total;
    match locale {
        Locale::De if whole => format!("{found} gefunden"),
        Locale::De => format!("{found} gefunden, {first} bis {last} auf dieser Seite"),
        Locale::En if whole => format!("{found} found"),
        Locale::En => format!("{found} found, {first} to {last} on this page"),
    }
}

/// "Nach Entfernung von Hauptstraße 1"
pub fn by_distance(locale: Locale, label: &str) -> String {
    match locale {
        Locale::De => format!("Nach Entfernung von {label}"),
        Locale::En => format!("By distance from {label}"),
    }
}

/// What a filter asks for.
pub fn filter(locale: Locale, filter: Filter) -> &'static str {
    match (locale, filter) {
        (Locale::De, Filter::Open) => "Jetzt geöffnet",
        (Locale::En, Filter::Open) => "Open now",
        (Locale::De, Filter::Wheelchair) => "Rollstuhlgerecht",
        (Locale::En, Filter::Wheelchair) => "Wheelchair accessible",
        (Locale::De, Filter::EuroKey) => "Euroschlüssel",
        (Locale::En, Filter::EuroKey) => "Euro key",
        (Locale::De, Filter::Free) => "Kostenlos",
        (Locale::En, Filter::Free) => "Free of charge",
    }
}

/// Access with a wheelchair; `None` when nobody has written it down.
pub fn wheelchair(locale: Locale, wheelchair: Wheelchair) -> Option<&'static str> {
    Some(match (locale, wheelchair) {
        (_, Wheelchair::Unknown) => return None,
        (Locale::De, Wheelchair::Yes) => "rollstuhlgerecht",
        (Locale::De, Wheelchair::Limited) => "eingeschränkt rollstuhlgerecht",
        (Locale::De, Wheelchair::No) => "nicht rollstuhlgerecht",
        (Locale::En, Wheelchair::Yes) => "wheelchair accessible",
        (Locale::En, Wheelchair::Limited) => "partly wheelchair accessible",
        (Locale::En, Wheelchair::No) => "not wheelchair accessible",
    })
}

/// The colours a glass container takes.
pub fn glass_colour(locale: Locale, colour: GlassColour) -> &'static str {
    match (locale, colour) {
        (Locale::De, GlassColour::White) => "Weißglas",
        (Locale::De, GlassColour::Green) => "Grünglas",
        (Locale::De, GlassColour::Brown) => "Braunglas",
        (Locale::De, GlassColour::Any) => "alle Farben",
        (Locale::En, GlassColour::White) => "clear glass",
        (Locale::En, GlassColour::Green) => "green glass",
        (Locale::En, GlassColour::Brown) => "brown glass",
        (Locale::En, GlassColour::Any) => "all colours",
    }
}

/// How good the position is.
pub fn accuracy(locale: Locale, accuracy: Accuracy) -> &'static str {
    match (locale, accuracy) {
        (Locale::De, Accuracy::Exact) => "genau",
        (Locale::De, Accuracy::Building) => "auf das Gebäude genau",
        (Locale::De, Accuracy::Street) => "nur auf die Straße genau",
        (Locale::De, Accuracy::Area) => "nur ungefähr",
        (Locale::En, Accuracy::Exact) => "exact",
        (Locale::En, Accuracy::Building) => "exact to the building",
        (Locale::En, Accuracy::Street) => "exact to the street only",
        (Locale::En, Accuracy::Area) => "approximate only",
    }
}

/// What a place is called: its name, or "Bürgeramt Hauptstraße 1", "Toilette nahe Hauptstraße".
pub fn label(city: &City, place: &Place, locale: Locale) -> String {
    match city.label(place, locale) {
        PlaceLabel::Near(kind, street) => format!("{kind} {}", near_street(locale, street)),
        label => label.words(),
    }
}

/// "nahe Hauptstraße"
pub fn near_street(locale: Locale, street: &str) -> String {
    match locale {
        Locale::De => format!("nahe {street}"),
        Locale::En => format!("near {street}"),
    }
}

/// "Bürgeramt in Bergheim"
pub fn kind_in(locale: Locale, kind: &str, district: Option<&str>) -> String {
    match (locale, district) {
        (_, None) => kind.to_owned(),
        (Locale::De | Locale::En, Some(district)) => format!("{kind} in {district}"),
    }
}

/// Label of the map of a list.
pub fn map_of_list(locale: Locale, total: usize) -> String {
    let places = count(locale, total);
    match locale {
        Locale::De => format!("Karte: {places}, dieselben wie in der Liste"),
        Locale::En => format!("Map: {places}, the same as in the list"),
    }
}

/// Label of the map of one place.
pub fn map_of_place(locale: Locale, label: &str) -> String {
    match locale {
        Locale::De => format!("Karte: Lage von {label}"),
        Locale::En => format!("Map: position of {label}"),
    }
}

/// "Stand: Mittwoch, 14:05 Uhr"
pub fn state_at(locale: Locale, weekday: &str, time: &str) -> String {
    match locale {
        Locale::De => format!("Stand: {weekday}, {time} Uhr"),
        Locale::En => format!("As of {weekday}, {time}"),
    }
}

/// "Ohne den Filter: Rollstuhlgerecht (9 Orte)"
pub fn leave_out(locale: Locale, filter: &str, n: usize) -> String {
    let places = count(locale, n);
    match locale {
        Locale::De => format!("Ohne den Filter: {filter} ({places})"),
        Locale::En => format!("Without the filter: {filter} ({places})"),
    }
}

/// What was typed, in quotation marks.
pub fn quoted(locale: Locale, text: &str) -> String {
    match locale {
        Locale::De => format!("„{text}“"),
        Locale::En => format!("“{text}”"),
    }
}

/// "Seite 2"
pub fn page(locale: Locale, n: usize) -> String {
    match locale {
        Locale::De => format!("Seite {n}"),
        Locale::En => format!("Page {n}"),
    }
}

/// "davon 4 für Menschen mit Behinderung"
pub fn capacity_disabled(locale: Locale, n: u32) -> String {
    match locale {
        Locale::De => format!("{n} für Menschen mit Behinderung"),
        Locale::En => format!("{n} for disabled people"),
    }
}
