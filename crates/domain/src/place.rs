//! A place of the city and everything that is known about it.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{CategoryId, Coordinate, DistrictId, LocalText, Metres, OpeningState};

/// The stable identifier of a place, safe in a path: the origin with every run of other characters
/// than letters and digits replaced by `-`, such as `osm-node-123`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceId(Arc<str>);

impl PlaceId {
    /// The identifier of the place with this origin.
    pub fn from_origin(origin: &str) -> Self {
        let words = origin
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|w| !w.is_empty());
        Self(
            words
                .collect::<Vec<_>>()
                .join("-")
                .to_ascii_lowercase()
                .into(),
        )
    }

    /// The text of the identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How good a coordinate is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Accuracy {
    /// The thing itself.
    #[default]
    Exact,
    /// The building or site it is in.
    Building,
    /// Somewhere in the street.
    Street,
    /// Somewhere in the area.
    Area,
}

/// Whether a wheelchair can get in, as OpenStreetMap's `wheelchair` key has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wheelchair {
    /// Without help.
    Yes,
    /// In part, or with help.
    Limited,
    /// No.
    No,
    /// Nobody has written it down.
    #[default]
    Unknown,
}

/// A colour of glass a container takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of colours say what they are")]
pub enum GlassColour {
    White,
    Green,
    Brown,
    /// Every colour.
    Any,
}

/// A postal address; each part may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostalAddress {
    /// Street name.
    pub street: Option<String>,
    /// House number with its letter.
    pub house_number: Option<String>,
    /// Five digits.
    pub postcode: Option<String>,
    /// Town, when it is not the city itself.
    pub town: Option<String>,
}

/// A day, month or year of knowledge: `2026-11-22`, `2026-11` or `2026`. Sorts by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AsOf(String);

impl AsOf {
    /// Parses a day, a month or a year.
    pub fn parse(text: &str) -> Option<Self> {
        let whole = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        whole.parse::<jiff::civil::Date>().ok()?;
        Some(Self(text.to_owned()))
    }

    /// The text as given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A place. What is unknown is `None`, and stays unknown on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Stable identifier.
    pub id: PlaceId,
    /// Where the record comes from, such as `osm:node/123` or `city:buergeramt-altstadt`.
    pub origin: String,
    /// Kind of place.
    pub category: CategoryId,
    /// Name, where it has one.
    pub name: Option<String>,
    /// Postal address.
    pub address: PostalAddress,
    /// Nearest named street, where there is no address.
    pub near_street: Option<String>,
    /// Where it is.
    pub position: Coordinate,
    /// How good the position is.
    pub accuracy: Accuracy,
    /// District, computed from the boundaries.
    pub district: Option<DistrictId>,
    /// Opening hours in the syntax of OpenStreetMap, checked when imported.
    pub opening_hours: Option<String>,
    /// When the opening hours were known to be right.
    pub opening_hours_as_of: Option<AsOf>,
    /// Telephone number as written.
    pub phone: Option<String>,
    /// Address of its web page, `http` or `https`.
    pub website: Option<String>,
    /// Access with a wheelchair.
    pub wheelchair: Wheelchair,
    /// More about access.
    pub wheelchair_note: Option<String>,
    /// Whether it costs something.
    pub fee: Option<bool>,
    /// How much.
    pub fee_note: Option<String>,
    /// Whether the Euro key opens it.
    pub euro_key: Option<bool>,
    /// Colours of glass it takes; empty when it takes none or nobody knows.
    pub glass_colours: Vec<GlassColour>,
    /// Spaces (of a car park, a bicycle stand).
    pub capacity: Option<u32>,
    /// Spaces for disabled people.
    pub capacity_disabled: Option<u32>,
    /// Who runs it.
    pub operator: Option<String>,
    /// A short note in the portal's own words.
    pub note: Option<LocalText>,
    /// Key of the source in the city's list of sources, which has the licence.
    pub source: String,
    /// When the record was known to be right.
    pub as_of: AsOf,
}

impl Place {
    /// "Hauptstraße 1", or as much of it as is known.
    pub fn street_line(&self) -> Option<String> {
        let street = self.address.street.as_deref()?;
        Some(match &self.address.house_number {
            Some(number) => format!("{street} {number}"),
            None => street.to_owned(),
        })
    }
}

/// A place as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedPlace {
    /// The place.
    pub place: Arc<Place>,
    /// Whether it is open.
    pub opening: OpeningState,
    /// How far it is from the given point.
    pub distance: Option<Metres>,
}

/// A place with its distance from a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearby {
    /// The place.
    pub place: Arc<Place>,
    /// How far it is.
    pub distance: Metres,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_safe_in_a_path() {
        assert_eq!(
            PlaceId::from_origin("osm:node/123").as_str(),
            "osm-node-123"
        );
        assert_eq!(PlaceId::from_origin("city:Amt__1/").as_str(), "city-amt-1");
    }

    #[test]
    fn knowledge_has_a_day_a_month_or_a_year() {
        for good in ["2020", "2020-07", "2020-07-13"] {
            assert!(AsOf::parse(good).is_some(), "{good}");
        }
        for bad in ["", "20", "2020-13", "2020-02-30", "yesterday"] {
            assert!(AsOf::parse(bad).is_none(), "{bad}");
        }
    }
}
