//! Heat: from when on help is announced, and where it is found.

use crate::{
    CategoryId,
    live::{Event, EventKind},
};

/// What the city's folder says about help in heat.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatHelp {
    /// From this felt temperature on help is announced, in °C.
    pub from_celsius: f64,
    /// Categories of places with cool rooms.
    pub cool: Vec<CategoryId>,
    /// Categories of places with drinking water.
    pub water: Vec<CategoryId>,
    /// Categories of toilets.
    pub toilets: Vec<CategoryId>,
    /// Categories of places with shade.
    pub shade: Vec<CategoryId>,
}

impl Default for HeatHelp {
    /// The Deutscher Wetterdienst speaks of strong heat stress from about 32 °C felt.
    fn default() -> Self {
        Self {
            from_celsius: 32.0,
            cool: Vec::new(),
            water: Vec::new(),
            toilets: Vec::new(),
            shade: Vec::new(),
        }
    }
}

impl HeatHelp {
    /// Whether the hottest station, in °C, is hot enough to announce help.
    pub fn is_hot(&self, hottest: Option<f64>) -> bool {
        hottest.is_some_and(|celsius| celsius >= self.from_celsius)
    }
}

/// Whether a warning is about heat. The sources have numbers of their own for it, and all of them
/// have the word.
pub fn warns_of_heat(event: &Event) -> bool {
    let title = event.title.de.to_lowercase();
    event.kind == EventKind::Warning
        && ["hitze", "wärmebelastung"]
            .iter()
            .any(|word| title.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::{EventId, EventText, FeedId, Severity};

    fn warning(title: &str) -> Event {
        let feed = FeedId::new("warnings");
        Event {
            id: EventId::of(&feed, "1"),
            feed,
            kind: EventKind::Warning,
            severity: Severity::Moderate,
            valid_from: None,
            valid_to: None,
            line: Vec::new(),
            title: EventText::german(title),
            description: None,
            instruction: None,
            street: None,
            direction: None,
            url: None,
        }
    }

    #[test]
    fn it_is_hot_from_the_threshold_on() {
        let help = HeatHelp::default();
        assert!(!help.is_hot(None));
        assert!(!help.is_hot(Some(31.9)));
        assert!(help.is_hot(Some(32.0)));
    }

    #[test]
    fn an_official_warning_of_heat_is_known_by_its_words() {
        for title in [
            "Amtliche WARNUNG vor HITZE",
            "Amtliche WARNUNG vor STARKER WÄRMEBELASTUNG",
        ] {
            assert!(warns_of_heat(&warning(title)), "{title}");
        }
        assert!(!warns_of_heat(&warning("Amtliche WARNUNG vor FROST")));
        let closed = Event {
            kind: EventKind::Closure,
            ..warning("Hitzeschäden")
        };
        assert!(!warns_of_heat(&closed));
    }
}
