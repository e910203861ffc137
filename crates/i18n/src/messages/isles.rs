//! Words of the interactive parts: map, filters, theme, sharing.

use domain::Locale;

messages! {
    /// Label of the theme choice.
    theme { de: "Farbschema", en: "Colour scheme" }
    /// Follow the device.
    theme_system { de: "Wie das Gerät", en: "Same as device" }
    /// Light theme.
    theme_light { de: "Hell", en: "Light" }
    /// Dark theme.
    theme_dark { de: "Dunkel", en: "Dark" }
    /// Label of the two view buttons.
    view { de: "Ansicht", en: "View" }
    /// Shows the list.
    view_list { de: "Liste", en: "List" }
    /// Shows the map.
    view_map { de: "Karte", en: "Map" }
    /// Takes the device's position.
    locate { de: "Mein Standort", en: "My location" }
    /// While the device looks for it.
    locating { de: "Standort wird gesucht …", en: "Finding your location …" }
    /// Permission refused.
    locate_denied {
        de: "Der Browser darf den Standort nicht verwenden. Bitte geben Sie eine Straße ein oder erlauben Sie den Standort in den Einstellungen des Browsers.",
        en: "The browser may not use your location. Please type a street, or allow it in the settings of your browser.",
    }
    /// The device does not know where it is.
    locate_unavailable {
        de: "Der Standort lässt sich gerade nicht bestimmen. Bitte geben Sie eine Straße ein.",
        en: "Your location cannot be found at the moment. Please type a street.",
    }
    /// It took too long.
    locate_timeout {
        de: "Die Suche nach dem Standort hat zu lange gedauert. Bitte versuchen Sie es noch einmal oder geben Sie eine Straße ein.",
        en: "Finding your location took too long. Please try again or type a street.",
    }
    /// Opens the device's sharing, or copies the address.
    share { de: "Teilen", en: "Share" }
    /// After copying.
    share_copied { de: "Der Link ist kopiert.", en: "The link has been copied." }
    /// When copying is not allowed.
    share_failed {
        de: "Der Link konnte nicht kopiert werden. Sie finden ihn in der Adresszeile.",
        en: "The link could not be copied. You find it in the address bar.",
    }
    /// Prints the page.
    print { de: "Drucken", en: "Print" }
    /// Zoom button.
    zoom_in { de: "Vergrößern", en: "Zoom in" }
    /// Zoom button.
    zoom_out { de: "Verkleinern", en: "Zoom out" }
    /// Name of the part of the map that takes keys.
    map_keys {
        de: "Karte: Pfeiltasten verschieben, Plus und Minus vergrößern und verkleinern",
        en: "Map: arrow keys move it, plus and minus zoom",
    }
    /// First link of the map.
    skip_map { de: "Karte überspringen", en: "Skip the map" }
    /// The only line about the map without JavaScript.
    map_needs_script {
        de: "Die Karte braucht JavaScript. Alle Orte stehen in der Liste.",
        en: "The map needs JavaScript. All places are in the list.",
    }
    /// The same on the page of one place.
    position_needs_script {
        de: "Die Karte braucht JavaScript.",
        en: "The map needs JavaScript.",
    }
    /// When its files cannot be loaded.
    map_failed {
        de: "Die Karte konnte nicht geladen werden. Alle Angaben stehen auch als Text auf dieser Seite.",
        en: "The map could not be loaded. Everything is on this page as text, too.",
    }
    /// Shown when one finger moves over the map.
    hint_touch { de: "Mit zwei Fingern verschieben", en: "Use two fingers to move the map" }
    /// Shown when the wheel turns over the map.
    hint_wheel { de: "Strg-Taste + Mausrad vergrößert die Karte", en: "Ctrl key + wheel zooms the map" }
    /// Closes the card of a chosen place.
    close { de: "Schließen", en: "Close" }
    /// A place without a name of its own.
    nameless { de: "Ort ohne Namen", en: "Place without a name" }
}

/// Label of the map beside a list of `count` places.
pub fn map_of_list(locale: Locale, count: usize) -> String {
    match (locale, count) {
        (Locale::De, 1) => "Karte: 1 Ort, derselbe wie in der Liste".to_owned(),
        (Locale::De, _) => format!("Karte: {count} Orte, dieselben wie in der Liste"),
        (Locale::En, 1) => "Map: 1 place, the same as in the list".to_owned(),
        (Locale::En, _) => format!("Map: {count} places, the same as in the list"),
    }
}

/// Label of the map that shows where one place is.
pub fn map_of_place(locale: Locale, name: &str) -> String {
    match locale {
        Locale::De => format!("Karte: Lage von {name}"),
        Locale::En => format!("Map: where {name} is"),
    }
}
