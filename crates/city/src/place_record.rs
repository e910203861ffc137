//! One place as a record of text fields, and what it is checked against.

use domain::{BoundingBox, City, District, Place};

use crate::Complaint;

/// The columns of a table of places, in their order.
pub const PLACE_COLUMNS: [&str; 27] = [
    "origin",
    "name",
    "street",
    "house_number",
    "postcode",
    "town",
    "near_street",
    "lat",
    "lon",
    "accuracy",
    "opening_hours",
    "opening_hours_as_of",
    "phone",
    "website",
    "wheelchair",
    "wheelchair_note",
    "fee",
    "fee_note",
    "euro_key",
    "glass_colours",
    "capacity",
    "capacity_disabled",
    "operator",
    "note_de",
    "note_en",
    "source",
    "as_of",
];

/// The fields of one place by the names of [`PLACE_COLUMNS`]; what is not set is empty.
#[derive(Clone, Debug, Default)]
pub struct PlaceRecord(Vec<(&'static str, String)>);

impl PlaceRecord {
    /// The record of a row of a table of places.
    pub fn from_fields(fields: Vec<String>) -> Self {
        Self(PLACE_COLUMNS.into_iter().zip(fields).collect())
    }

    /// Sets a field without the spaces around it; `false` when there is no such column.
    pub fn set(&mut self, column: &str, value: &str) -> bool {
        let Some(column) = PLACE_COLUMNS.into_iter().find(|name| *name == column) else {
            return false;
        };
        self.0.retain(|(name, _)| *name != column);
        self.0.push((column, value.trim().to_owned()));
        true
    }

    /// The field of a column.
    pub fn get(&self, column: &str) -> &str {
        self.0
            .iter()
            .find(|(name, _)| *name == column)
            .map_or("", |(_, value)| value)
    }
}

/// What a place is checked against; `None` is not checked, because it is not known itself.
#[derive(Clone, Debug)]
pub struct PlaceCheck<'a> {
    /// Where places may lie.
    pub area: Option<&'a BoundingBox>,
    /// The districts, to find the place's own.
    pub districts: &'a [District],
    /// The keys of the sources a place may name.
    pub sources: Option<Vec<&'a str>>,
}

impl<'a> PlaceCheck<'a> {
    /// The check against a city that was read without a fault.
    pub fn of(city: &'a City) -> Self {
        Self {
            area: Some(&city.places_box),
            districts: &city.districts,
            sources: Some(
                city.sources
                    .iter()
                    .map(|source| source.id.as_str())
                    .collect(),
            ),
        }
    }
}

/// A place as far as it could be read.
#[derive(Clone, Debug)]
pub struct ReadPlace {
    /// The place; a field with a complaint is unknown in it. `None` when it cannot do without that
    /// field: its origin, position, source or date.
    pub place: Option<Place>,
    /// What is wrong, each with its column in front.
    pub complaints: Vec<Complaint>,
}
