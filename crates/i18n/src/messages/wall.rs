//! Words of a screen on a wall, read from three metres.

use domain::Locale;

messages! {
    about { de: "Eine Anzeige für einen Bildschirm an der Wand: sie blättert von selbst.", en: "A display for a screen on a wall: it turns its pages by itself." }
    warnings { de: "Warnungen und Sperrungen", en: "Warnings and closures" }
    car_parks { de: "Freie Parkplätze", en: "Free parking spaces" }
    climate { de: "Wetter, Luft und Fluss", en: "Weather, air and river" }
    no_closures { de: "Es ist keine Sperrung gemeldet.", en: "No closure is reported." }
    source { de: "Quelle", en: "Source" }
    /// `{time}` and `{age}` are filled in by `display.js`.
    lost { de: "Keine Verbindung zum Portal. Stand {time}, {age}", en: "No connection to the portal. As of {time}, {age}" }
}

/// "und 12 weitere Meldungen".
pub fn more(locale: Locale, number: usize) -> String {
    match (locale, number) {
        (Locale::De, 1) => "und eine weitere Meldung".to_owned(),
        (Locale::De, n) => format!("und {n} weitere Meldungen"),
        (Locale::En, 1) => "and one more report".to_owned(),
        (Locale::En, n) => format!("and {n} more reports"),
    }
}

/// "bis 18:00".
pub fn until(locale: Locale, moment: &str) -> String {
    match locale {
        Locale::De => format!("bis {moment}"),
        Locale::En => format!("until {moment}"),
    }
}

/// "2 von 4": which board of how many.
pub fn turn(locale: Locale, board: usize, of: usize) -> String {
    match locale {
        Locale::De => format!("Tafel {board} von {of}"),
        Locale::En => format!("Board {board} of {of}"),
    }
}
