//! The districts (Stadtteile) of a city.

use std::{fmt, sync::Arc};

use geo::{Intersects, MultiPolygon};
use serde::{Deserialize, Serialize};

use crate::Coordinate;

/// The slug of a district, such as `suedstadt`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DistrictId(Arc<str>);

impl DistrictId {
    /// An identifier from its text.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The text of the identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DistrictId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A part of the city with its boundary.
#[derive(Clone, Debug, PartialEq)]
pub struct District {
    /// Slug.
    pub id: DistrictId,
    /// Name, the same in every language.
    pub name: String,
    /// Whether the boundary is an approximation.
    pub approximate: bool,
    /// Boundary in WGS 84, x is the longitude.
    pub boundary: MultiPolygon,
}

/// The district a position lies in or on the border of: the first in alphabetical order.
pub fn district_of(districts: &[District], position: Coordinate) -> Option<&District> {
    districts
        .iter()
        .find(|district| district.boundary.intersects(&position.to_point()))
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    fn square(id: &str, west: f64) -> District {
        District {
            id: DistrictId::new(id),
            name: id.to_owned(),
            approximate: false,
            boundary: polygon![(x: west, y: 49.0), (x: west + 1.0, y: 49.0), (x: west + 1.0, y: 50.0), (x: west, y: 50.0)].into(),
        }
    }

    #[test]
    fn a_place_lies_in_the_district_around_it() {
        let districts = [square("west", 8.0), square("ost", 9.0)];
        let found = |lat, lon| {
            district_of(&districts, Coordinate::new(lat, lon).unwrap()).map(|d| d.id.to_string())
        };
        assert_eq!(found(49.5, 9.5).as_deref(), Some("ost"));
        assert_eq!(found(49.5, 8.5).as_deref(), Some("west"));
        assert_eq!(found(49.5, 9.0).as_deref(), Some("west"));
        assert_eq!(found(51.0, 8.5), None);
    }
}
