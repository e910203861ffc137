//! What a place is called when it has no name of its own.

use crate::{City, Locale, Place};

/// What a place is called, before a language puts words between the parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceLabel<'a> {
    /// Its own name.
    Name(&'a str),
    /// Its kind, and the street or the district where it stands.
    At(&'a str, String),
    /// Its kind, and the nearest street.
    Near(&'a str, &'a str),
    /// Only its kind is known.
    Kind(&'a str),
}

impl PlaceLabel<'_> {
    /// The parts one after another: enough to sort by and to search in.
    pub fn words(&self) -> String {
        match self {
            Self::Name(one) | Self::Kind(one) => (*one).to_owned(),
            Self::At(kind, place) => format!("{kind} {place}"),
            Self::Near(kind, street) => format!("{kind} {street}"),
        }
    }
}

impl City {
    /// What a place is called: its name, or its kind with the street, the nearest street or the
    /// district.
    pub fn label<'a>(&'a self, place: &'a Place, locale: Locale) -> PlaceLabel<'a> {
        if let Some(name) = &place.name {
            return PlaceLabel::Name(name);
        }
        let kind = self
            .category(&place.category)
            .map_or("", |c| c.one.get(locale));
        let district = place.district.as_ref().and_then(|id| self.district(id));
        match (place.street_line(), &place.near_street, district) {
            (Some(street), ..) => PlaceLabel::At(kind, street),
            (None, Some(street), _) => PlaceLabel::Near(kind, street),
            (None, None, Some(district)) => PlaceLabel::At(kind, district.name.clone()),
            (None, None, None) => PlaceLabel::Kind(kind),
        }
    }
}
