//! Events: roadworks, closures, warnings. They hold from an instant to another.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{EventId, FeedId, Topic};
use crate::{Coordinate, Locale};

/// What kind of event it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum EventKind {
    Roadwork,
    Closure,
    /// Something else that hinders traffic.
    Traffic,
    /// An official warning of weather, heat or flood.
    Warning,
}

impl EventKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Roadwork, Self::Closure, Self::Traffic, Self::Warning];

    /// The value in tables and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Roadwork => "roadwork",
            Self::Closure => "closure",
            Self::Traffic => "traffic",
            Self::Warning => "warning",
        }
    }

    /// The kind with this value.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == value)
    }

    /// The topic under which its changes are published.
    pub fn topic(self) -> Topic {
        match self {
            Self::Warning => Topic::Warnings,
            _ => Topic::Roadworks,
        }
    }
}

/// How bad it is, as CAP 1.2 and the four levels of the Deutscher Wetterdienst have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum Severity {
    Unknown,
    Minor,
    Moderate,
    Severe,
    Extreme,
}

impl Severity {
    /// All of them, the mildest first.
    pub const ALL: [Self; 5] = [
        Self::Unknown,
        Self::Minor,
        Self::Moderate,
        Self::Severe,
        Self::Extreme,
    ];

    /// The value in tables and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Minor => "minor",
            Self::Moderate => "moderate",
            Self::Severe => "severe",
            Self::Extreme => "extreme",
        }
    }

    /// The severity with this value, however it is written.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|one| one.as_str().eq_ignore_ascii_case(value))
    }
}

/// A text of a source: German, and English where the source has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventText {
    /// German.
    pub de: String,
    /// English, if the source says it in English.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub en: Option<String>,
}

impl EventText {
    /// A text that exists in German only.
    pub fn german(text: impl Into<String>) -> Self {
        Self {
            de: text.into(),
            en: None,
        }
    }

    /// The text in the best language there is, and which that is.
    pub fn in_locale(&self, locale: Locale) -> (&str, Locale) {
        match (locale, &self.en) {
            (Locale::En, Some(en)) => (en, Locale::En),
            _ => (&self.de, Locale::De),
        }
    }
}

/// Something that holds for a while.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Feed and identifier of the source.
    pub id: EventId,
    /// Who tells about it.
    pub feed: FeedId,
    /// What kind it is.
    pub kind: EventKind,
    /// How bad it is.
    pub severity: Severity,
    /// When it begins; `None` when the source does not say.
    pub valid_from: Option<Timestamp>,
    /// When it ends; `None` when nobody knows.
    pub valid_to: Option<Timestamp>,
    /// Where it is: one position, or the positions of a line. Empty for the whole city.
    pub line: Vec<Coordinate>,
    /// What it is, in a few words.
    pub title: EventText,
    /// Everything the source says about it.
    pub description: Option<EventText>,
    /// What to do.
    pub instruction: Option<EventText>,
    /// Name or number of the road.
    pub street: Option<String>,
    /// Direction in the source's words.
    pub direction: Option<String>,
    /// Web page about it.
    pub url: Option<String>,
}

impl Event {
    /// Whether it holds at an instant. Without a beginning it has begun, without an end it goes on.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.valid_from.is_none_or(|from| from <= now) && self.valid_to.is_none_or(|to| now < to)
    }
}
