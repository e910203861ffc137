//! UV index and pollen, in words.

use super::pick;
use domain::Locale;

messages! {
    uv_and_pollen { de: "UV-Strahlung und Pollen", en: "UV radiation and pollen" }
    uv_today { de: "UV-Index heute", en: "UV index today" }
    pollen_today { de: "Pollenflug heute", en: "Pollen today" }
    no_pollen { de: "Keine der beobachteten Pollen fliegen.", en: "None of the observed pollen are in the air." }
}

/// The risk of a UV index, by the steps of the World Health Organization.
pub fn uv_risk(locale: Locale, index: u8) -> &'static str {
    let (de, en) = match index {
        0..=2 => ("niedrig", "low"),
        3..=5 => ("mäßig", "moderate"),
        6..=7 => ("hoch", "high"),
        8..=10 => ("sehr hoch", "very high"),
        _ => ("extrem", "extreme"),
    };
    pick(locale, de, en)
}

/// What a UV index asks for.
pub fn uv_advice(locale: Locale, index: u8) -> &'static str {
    let (de, en) = match index {
        0..=2 => ("Kein Schutz nötig.", "No protection needed."),
        3..=7 => (
            "Mittags in den Schatten; sonst Kleidung, Hut, Sonnenbrille und Sonnencreme.",
            "Seek shade at noon; otherwise clothes, a hat, sunglasses and sunscreen.",
        ),
        _ => (
            "Mittags besser nicht hinaus; sonst Schatten, Kleidung, Hut, Sonnenbrille und Sonnencreme.",
            "Better stay in at noon; otherwise shade, clothes, a hat, sunglasses and sunscreen.",
        ),
    };
    pick(locale, de, en)
}

/// A pollen load from 0 to 3 in half steps, in the words of the Deutscher Wetterdienst.
pub fn pollen_load(locale: Locale, load: f64) -> &'static str {
    let (de, en) = match load {
        ..0.25 => ("keine", "none"),
        ..0.75 => ("keine bis gering", "none to low"),
        ..1.25 => ("gering", "low"),
        ..1.75 => ("gering bis mittel", "low to medium"),
        ..2.25 => ("mittel", "medium"),
        ..2.75 => ("mittel bis hoch", "medium to high"),
        _ => ("hoch", "high"),
    };
    pick(locale, de, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_steps_lie_between_two_words() {
        let words = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0].map(|load| pollen_load(Locale::En, load));
        assert_eq!(
            words,
            [
                "none",
                "none to low",
                "low",
                "low to medium",
                "medium",
                "medium to high",
                "high"
            ]
        );
    }

    #[test]
    fn protection_begins_at_three() {
        assert_ne!(uv_advice(Locale::De, 2), uv_advice(Locale::De, 3));
        assert_eq!(uv_risk(Locale::En, 3), "moderate");
        assert_eq!(uv_risk(Locale::En, 11), "extreme");
    }
}
