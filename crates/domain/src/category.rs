//! Kinds of places, as the city's folder defines them.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::LocalText;

/// The English identifier of a category, such as `toilet`; the key in tables and in the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CategoryId(Arc<str>);

impl CategoryId {
    /// An identifier from its text.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The text of the identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CategoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One of the three areas of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Bürgerservices.
    Services,
    /// Mobilität.
    Mobility,
    /// Klimakompass.
    Climate,
}

impl Area {
    /// The areas in the order of the navigation.
    pub const ALL: [Self; 3] = [Self::Services, Self::Mobility, Self::Climate];

    /// The German path segment.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Services => "buergerservices",
            Self::Mobility => "mobilitaet",
            Self::Climate => "klimakompass",
        }
    }
}

/// A filter that makes sense for a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Filter {
    /// Open at this moment.
    Open,
    /// Usable with a wheelchair without help.
    Wheelchair,
    /// Opened by the Euro key for disabled people.
    EuroKey,
    /// Free of charge.
    Free,
}

/// The outline of a marker, so that colour is not the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of shapes say what they are")]
pub enum MarkerShape {
    Circle,
    Square,
    Diamond,
    Triangle,
    Hexagon,
    Pin,
}

impl MarkerShape {
    /// The name the map script knows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::Square => "square",
            Self::Diamond => "diamond",
            Self::Triangle => "triangle",
            Self::Hexagon => "hexagon",
            Self::Pin => "pin",
        }
    }
}

/// How a category's places are drawn on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Outline.
    pub shape: MarkerShape,
    /// Name of a colour token of the theme: `c1` to `c6`.
    pub colour: String,
}

/// A kind of place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Identifier, such as `toilet`.
    pub id: CategoryId,
    /// Path and query value, such as `toiletten`.
    pub slug: String,
    /// Where the category is found.
    pub area: Area,
    /// Plural: "Öffentliche Toiletten".
    pub name: LocalText,
    /// Singular: "Öffentliche Toilette".
    pub one: LocalText,
    /// Name of an icon in the sprite.
    pub symbol: String,
    /// How it is drawn on the map.
    pub marker: Marker,
    /// Filters that are offered.
    pub filters: Vec<Filter>,
    /// Words citizens use for it, separated by commas.
    pub keywords: LocalText,
    /// What a reader has to know about the completeness of the set.
    pub notice: Option<LocalText>,
    /// The official list, where there is one.
    pub official_url: Option<String>,
    /// Whether it is among the most wanted things on the home page.
    pub wanted: bool,
}
