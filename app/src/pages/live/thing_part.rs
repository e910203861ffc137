//! The parts of a measuring point's history.

use portal::live::Course;

/// What of a history is shown: all of it would be too much for one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Everything together.
    Whole,
    /// By class of vehicles.
    Classes,
    /// How a day usually goes.
    Profile,
    /// The counts, and the weather beside them.
    Weather,
}

impl Part {
    const ALL: [Self; 4] = [Self::Whole, Self::Classes, Self::Profile, Self::Weather];

    /// The value in addresses.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Whole => "gesamt",
            Self::Classes => "klassen",
            Self::Profile => "tagesgang",
            Self::Weather => "wetter",
        }
    }

    /// The part with this value.
    pub(super) fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.slug() == value)
    }

    /// The parts that there are, where the weather beside them is known or not.
    pub(super) fn offered(courses: &[Course], has_weather: bool) -> Vec<Self> {
        let is_there = |part: &Self| match part {
            Self::Whole => true,
            Self::Classes => courses.len() > 1,
            Self::Profile => courses.iter().any(|one| !one.profile.is_empty()),
            Self::Weather => has_weather && !courses.is_empty(),
        };
        Self::ALL.into_iter().filter(is_there).collect()
    }
}
