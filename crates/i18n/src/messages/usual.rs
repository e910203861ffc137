//! What is usual, and how what is counted now stands against it.

use super::pick;
use crate::format;
use domain::{
    Locale,
    live::{Compared, Property, Topic, Trend},
};

messages! {
    not_known_yet {
        de: "Was üblich ist, ist noch nicht bekannt: Dafür braucht es drei Wochen mit Werten.",
        en: "What is usual is not known yet: that takes three weeks with values."
    }
    how {
        de: "Verglichen wird die letzte volle Stunde mit derselben Stunde am gleichen Wochentag in bis zu 8 Wochen davor. Der dunkle Balken zeigt die mittlere Hälfte, der helle alles, was „wie üblich“ heißt: auch was weniger als ein Fünftel abweicht, bei kleinen Zahlen etwas mehr. Der Strich ist der jetzige Wert.",
        en: "The last full hour is compared with the same hour on the same weekday in up to 8 weeks before. The dark bar shows the middle half, the light one all that is called “as usual”: also what differs by less than a fifth, or a little more where numbers are small. The line is the value now."
    }
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

/// What is counted, after a number.
pub fn counted(locale: Locale, property: Property) -> &'static str {
    let (de, en) = match property {
        Property::BicycleCount => ("Fahrräder", "bicycles"),
        Property::PedestrianCount => ("Menschen zu Fuß", "pedestrians"),
        _ => ("Fahrzeuge", "vehicles"),
    };
    pick(locale, de, en)
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
