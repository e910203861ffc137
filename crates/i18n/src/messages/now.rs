//! The city right now, in words.

use super::pick;
use crate::format;
use domain::{
    Locale,
    live::{Occupancy, VehicleClass},
};

messages! {
    unusual { de: "Was gerade besonders ist", en: "What is unusual now" }
    nothing_unusual { de: "Zurzeit ist nichts Besonderes gemeldet.", en: "Nothing unusual is reported at the moment." }
    car_parks { de: "Parkhäuser", en: "Car parks" }
    car_parks_near { de: "Parkhäuser in der Nähe finden", en: "Find car parks nearby" }
    park_and_ride { de: "Park-and-ride", en: "Park and ride" }
    full_car_parks { de: "Volle Parkhäuser", en: "Full car parks" }
    spaces_free { de: "Plätze frei", en: "spaces free" }
    max_height { de: "Einfahrtshöhe", en: "Height limit" }
    charging_sites { de: "Alle Ladestationen", en: "All charging sites" }
    points_free { de: "Ladepunkte frei", en: "Charging points free" }
    no_points_free { de: "alle Ladepunkte belegt", en: "No charging point free" }
    no_points_known { de: "keine aktuelle Angabe", en: "No current data" }
    weather { de: "Wetter", en: "Weather" }
    air { de: "Luft", en: "Air" }
    water { de: "Wasserstand", en: "Water level" }
    no_warnings { de: "Es gilt keine amtliche Warnung.", en: "No official warning is in force." }
    checked { de: "Geprüft", en: "Checked" }
    warnings_unknown {
        de: "Ob eine Warnung gilt, ist gerade nicht bekannt.",
        en: "Whether a warning is in force is not known at the moment."
    }
    others { de: "Ohne Stadtteil", en: "No district" }
    from_the_middle { de: "Der Stadtmitte am nächsten:", en: "Nearest to the middle of the city:" }
    district { de: "Stadtteil", en: "District" }
    by_district { de: "Nach Stadtteilen", en: "By district" }
    shared_note {
        de: "Verfügbare Leihfahrzeuge, an Stationen und frei abgestellt",
        en: "Shared vehicles that can be taken, at stations and standing free"
    }
    shared_stations { de: "Alle Stationen und Anbieter", en: "All stations and operators" }
    in_the_city { de: "Jetzt in der Stadt", en: "Now in the city" }
}

/// What kind of shared vehicle.
pub fn shared(locale: Locale, class: VehicleClass) -> &'static str {
    let (de, en) = match class {
        VehicleClass::Bicycle => ("Fahrräder", "Bicycles"),
        VehicleClass::Scooter => ("Roller", "Scooters"),
        VehicleClass::Car => ("Autos", "Cars"),
        _ => ("andere", "others"),
    };
    pick(locale, de, en)
}

/// How full a car park is.
pub fn occupancy(locale: Locale, occupancy: Occupancy) -> &'static str {
    let (de, en) = match occupancy {
        Occupancy::Free => ("frei", "free"),
        Occupancy::NearlyFull => ("fast voll", "nearly full"),
        Occupancy::Full => ("voll", "full"),
        Occupancy::Closed => ("geschlossen", "closed"),
        Occupancy::NotReliable => ("keine verlässliche Angabe", "not a reliable value"),
        Occupancy::OutOfDate => ("Angabe veraltet", "out of date"),
        Occupancy::NoData => ("keine Angabe", "no data"),
    };
    pick(locale, de, en)
}

/// "17 von 23 frei, 1 fast voll, 2 keine Angabe": each state that there is, with its number.
pub fn occupancies(locale: Locale, counts: &[(Occupancy, usize)]) -> String {
    let all = counts.iter().map(|(_, number)| number).sum();
    let told = counts.iter().filter(|(_, number)| *number > 0);
    if all == 1 {
        return told.map(|(one, _)| occupancy(locale, *one)).collect();
    }
    let all = format::integer(locale, all);
    let told = told.enumerate().map(|(at, (occupancy, number))| {
        let (number, words) = (
            format::integer(locale, *number),
            self::occupancy(locale, *occupancy),
        );
        match (at, locale) {
            (0, Locale::De) => format!("{number} von {all} {words}"),
            (0, Locale::En) => format!("{number} of {all} {words}"),
            _ => format!("{number} {words}"),
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

/// "17 weitere".
pub fn further(locale: Locale, number: usize) -> String {
    let number = format::integer(locale, number);
    match locale {
        Locale::De => format!("{number} weitere"),
        Locale::En => format!("{number} more"),
    }
}

/// "von 500 Plätzen frei", after a number.
pub fn of_spaces(locale: Locale, capacity: &str) -> String {
    match locale {
        Locale::De => format!("von {capacity} Plätzen frei"),
        Locale::En => format!("of {capacity} spaces free"),
    }
}

/// "23 von 41 Ladepunkten frei, 2 außer Betrieb".
pub fn points(locale: Locale, free: &str, all: &str, broken: Option<&str>) -> String {
    let words = match locale {
        Locale::De => format!("{free} von {all} Ladepunkten frei"),
        Locale::En => format!("{free} of {all} charging points free"),
    };
    match (broken, locale) {
        (None, _) => words,
        (Some(broken), Locale::De) => format!("{words}, {broken} außer Betrieb"),
        (Some(broken), Locale::En) => format!("{words}, {broken} out of order"),
    }
}

/// "Von 3 Ladestationen gibt es keine aktuelle Angabe".
pub fn silent_sites(locale: Locale, number: usize) -> String {
    match (number, locale) {
        (1, Locale::De) => "Von einer Ladestation gibt es keine aktuelle Angabe".to_owned(),
        (1, Locale::En) => "There are no current data from one charging site".to_owned(),
        (_, Locale::De) => {
            format!("Von {number} Ladestationen gibt es keine aktuelle Angabe")
        }
        (_, Locale::En) => format!("There are no current data from {number} charging sites"),
    }
}

/// "von 4 frei", after a number.
pub fn of_points(locale: Locale, all: &str) -> String {
    match locale {
        Locale::De => format!("von {all} frei"),
        Locale::En => format!("of {all} free"),
    }
}

/// "bis 11 kW", "bis 3,6 kW".
pub fn up_to_power(locale: Locale, kilowatts: f64) -> String {
    let decimals = u8::from(kilowatts.fract() != 0.0);
    let power = format::number(locale, kilowatts, decimals);
    match locale {
        Locale::De => format!("bis {power} kW"),
        Locale::En => format!("up to {power} kW"),
    }
}

/// "350 m entfernt".
pub fn far(locale: Locale, distance: &str) -> String {
    match locale {
        Locale::De => format!("{distance} entfernt"),
        Locale::En => format!("{distance} away"),
    }
}

/// "1.234 freie Plätze in 12 Parkhäusern".
pub fn free_in(locale: Locale, spaces: &str, car_parks: &str) -> String {
    match locale {
        Locale::De => format!("{spaces} freie Plätze in {car_parks} Parkhäusern"),
        Locale::En => format!("{spaces} free spaces in {car_parks} car parks"),
    }
}

/// Where it is warmest and where coolest: names and temperatures with their unit, and the difference
/// in degrees.
pub fn warmest_and_coolest(
    locale: Locale,
    warmest: (&str, &str),
    coolest: (&str, &str),
    apart: &str,
) -> String {
    let ((warm, most), (cool, least)) = (warmest, coolest);
    match locale {
        Locale::De => format!(
            "Am wärmsten: {warm} mit {most}. Am kühlsten: {cool} mit {least}. Unterschied: {apart}."
        ),
        Locale::En => {
            format!("Warmest: {warm} at {most}. Coolest: {cool} at {least}. Difference: {apart}.")
        }
    }
}

/// "2 amtliche Warnungen".
pub fn warnings(locale: Locale, number: usize) -> String {
    match (locale, number) {
        (Locale::De, 1) => "1 amtliche Warnung".to_owned(),
        (Locale::De, n) => format!("{n} amtliche Warnungen"),
        (Locale::En, 1) => "1 official warning".to_owned(),
        (Locale::En, n) => format!("{n} official warnings"),
    }
}

/// "3 Sperrungen".
pub fn closures(locale: Locale, number: usize) -> String {
    match (locale, number) {
        (Locale::De, 1) => "1 Sperrung".to_owned(),
        (Locale::De, n) => format!("{n} Sperrungen"),
        (Locale::En, 1) => "1 closure".to_owned(),
        (Locale::En, n) => format!("{n} closures"),
    }
}

/// "Amtliche Warnungen: Eine Quelle antwortet gerade nicht, es kann etwas fehlen."
pub fn silent(locale: Locale, topic: &str) -> String {
    match locale {
        Locale::De => format!("{topic}: Eine Quelle antwortet gerade nicht, es kann etwas fehlen."),
        Locale::En => format!("{topic}: a source is not answering, something may be missing."),
    }
}

/// The air quality index of the Umweltbundesamt (0 very good … 4 very poor) in its own word.
pub fn air_quality(locale: Locale, index: u8) -> &'static str {
    let (de, en) = match index {
        0 => ("sehr gut", "very good"),
        1 => ("gut", "good"),
        2 => ("mäßig", "moderate"),
        3 => ("schlecht", "poor"),
        _ => ("sehr schlecht", "very poor"),
    };
    pick(locale, de, en)
}

/// What an air quality index means for somebody with a sensitive heart or airways.
pub fn air_advice(locale: Locale, index: u8) -> &'static str {
    let (de, en) = match index {
        0 | 1 => (
            "Gut für alles, was man draußen tut.",
            "Good for whatever one does outdoors.",
        ),
        2 => (
            "Empfindliche Menschen spüren sie vielleicht; Anstrengung im Freien ist sonst unbedenklich.",
            "Sensitive people may notice it; otherwise effort outdoors is no concern.",
        ),
        3 => (
            "Wer empfindliche Atemwege hat, vermeidet besser Anstrengung im Freien.",
            "People with sensitive airways had better avoid effort outdoors.",
        ),
        _ => (
            "Empfindliche Menschen bleiben besser drinnen, alle anderen strengen sich draußen nicht an.",
            "Sensitive people had better stay indoors, everybody else avoids effort outdoors.",
        ),
    };
    pick(locale, de, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_of_car_parks_are_counted_apart() {
        let counts = [
            (Occupancy::Free, 17),
            (Occupancy::NearlyFull, 0),
            (Occupancy::OutOfDate, 1),
            (Occupancy::NoData, 2),
        ];
        assert_eq!(
            occupancies(Locale::De, &counts),
            "17 von 20 frei, 1 Angabe veraltet, 2 keine Angabe"
        );
        assert_eq!(occupancies(Locale::De, &counts[1..3]), "Angabe veraltet");
        assert_eq!(
            occupancies(Locale::En, &counts[1..]),
            "1 of 3 out of date, 2 no data"
        );
    }

    #[test]
    fn one_is_not_many() {
        let told = [0, 1, 2].map(|n| warnings(Locale::De, n));
        assert_eq!(
            told,
            [
                "0 amtliche Warnungen",
                "1 amtliche Warnung",
                "2 amtliche Warnungen"
            ]
        );
        assert_eq!(closures(Locale::En, 1), "1 closure");
    }
}
