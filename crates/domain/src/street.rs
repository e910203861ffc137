//! The street directory: what a typed address means.

use crate::{Coordinate, DistrictId};

/// A named street within one district.
#[derive(Clone, Debug, PartialEq)]
pub struct Street {
    /// Name as signposted.
    pub name: String,
    /// District the street (or this part of it) lies in.
    pub district: Option<DistrictId>,
    /// A point on it, about the middle.
    pub position: Coordinate,
}

/// A house number with its position.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// Street name.
    pub street: String,
    /// House number with its letter, such as `12a`.
    pub house_number: String,
    /// Postcode, where known.
    pub postcode: Option<String>,
    /// Position of the house.
    pub position: Coordinate,
}

/// What a typed place means: a name to show and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// What was understood, such as "Hauptstraße 1".
    pub label: String,
    /// Where it is.
    pub position: Coordinate,
    /// Whether it is the very thing that was typed (and not a guess or only the street of it).
    pub exact: bool,
    /// Whether a house number was typed and only the street is known: then the position is that of
    /// the middle of the street.
    pub number_unknown: bool,
}
