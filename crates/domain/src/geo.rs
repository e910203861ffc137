//! Positions on the earth, distances and boxes. All angles are degrees in WGS 84.

use std::{fmt, str::FromStr};

use geo::{Distance, Haversine};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A position in WGS 84 degrees; always finite and on the earth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "RawCoordinate", into = "RawCoordinate")]
pub struct Coordinate {
    lat: f64,
    lon: f64,
}

#[derive(Serialize, Deserialize)]
struct RawCoordinate {
    lat: f64,
    lon: f64,
}

/// Why two numbers are not a position.
#[derive(Debug, Error, PartialEq)]
pub enum CoordinateError {
    /// Latitude outside -90..=90 or longitude outside -180..=180, or not a number.
    #[error(
        "{lat}, {lon} is not a position: latitude goes from -90 to 90, longitude from -180 to 180"
    )]
    OffTheEarth {
        /// The latitude as given.
        lat: f64,
        /// The longitude as given.
        lon: f64,
    },
    /// Not two decimal numbers with a comma between them.
    #[error("`{0}` is not a position such as `49.4122,8.7102`")]
    NotTwoNumbers(String),
}

impl Coordinate {
    /// A position from latitude and longitude in degrees.
    pub fn new(lat: f64, lon: f64) -> Result<Self, CoordinateError> {
        if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
            Ok(Self { lat, lon })
        } else {
            Err(CoordinateError::OffTheEarth { lat, lon })
        }
    }

    /// Degrees north.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Great-circle distance by the haversine formula.
    pub fn distance_to(self, other: Self) -> Metres {
        Metres(Haversine.distance(self.to_point(), other.to_point()))
    }

    /// The same position for the `geo` crate (x is the longitude).
    pub fn to_point(self) -> geo::Point {
        geo::Point::new(self.lon, self.lat)
    }
}

impl TryFrom<RawCoordinate> for Coordinate {
    type Error = CoordinateError;

    fn try_from(raw: RawCoordinate) -> Result<Self, Self::Error> {
        Self::new(raw.lat, raw.lon)
    }
}

impl From<Coordinate> for RawCoordinate {
    fn from(c: Coordinate) -> Self {
        Self {
            lat: c.lat,
            lon: c.lon,
        }
    }
}

/// `49.4122,8.7102`, as `geo:` links and addresses of the portal write it.
impl fmt::Display for Coordinate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.lat, self.lon)
    }
}

impl FromStr for Coordinate {
    type Err = CoordinateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = text.split_once(',').and_then(|(lat, lon)| {
            Some((
                lat.trim().parse::<f64>().ok()?,
                lon.trim().parse::<f64>().ok()?,
            ))
        });
        let (lat, lon) = numbers.ok_or_else(|| CoordinateError::NotTwoNumbers(text.to_owned()))?;
        Self::new(lat, lon)
    }
}

/// A length in metres.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Metres(pub f64);

/// A box of positions; never crosses the 180th meridian.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoundingBox {
    south_west: Coordinate,
    north_east: Coordinate,
}

impl BoundingBox {
    /// A box from its western, southern, eastern and northern edge in degrees (the order of `GeoJSON`).
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Result<Self, CoordinateError> {
        let (south_west, north_east) =
            (Coordinate::new(south, west)?, Coordinate::new(north, east)?);
        if west < east && south < north {
            Ok(Self {
                south_west,
                north_east,
            })
        } else {
            Err(CoordinateError::OffTheEarth {
                lat: south,
                lon: west,
            })
        }
    }

    /// Whether a position is inside or on the edge.
    pub fn contains(&self, c: Coordinate) -> bool {
        (self.south_west.lat..=self.north_east.lat).contains(&c.lat)
            && (self.south_west.lon..=self.north_east.lon).contains(&c.lon)
    }

    /// The box with a margin on every side, as far as the earth reaches.
    #[must_use]
    pub fn widened(&self, margin: Metres) -> Self {
        const METRES_PER_DEGREE: f64 = 111_195.0;
        let up = margin.0 / METRES_PER_DEGREE;
        let outermost = self.south_west.lat.abs().max(self.north_east.lat.abs());
        let aside = up / outermost.to_radians().cos().max(0.01);
        Self {
            south_west: Coordinate {
                lat: (self.south_west.lat - up).max(-90.0),
                lon: (self.south_west.lon - aside).max(-180.0),
            },
            north_east: Coordinate {
                lat: (self.north_east.lat + up).min(90.0),
                lon: (self.north_east.lon + aside).min(180.0),
            },
        }
    }

    /// West, south, east and north in degrees.
    pub fn edges(&self) -> [f64; 4] {
        [
            self.south_west.lon,
            self.south_west.lat,
            self.north_east.lon,
            self.north_east.lat,
        ]
    }
}

/// `west,south,east,north`, as the API's `bbox` parameter has it.
impl FromStr for BoundingBox {
    type Err = CoordinateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || CoordinateError::NotTwoNumbers(text.to_owned());
        let numbers = text
            .split(',')
            .map(|n| n.trim().parse::<f64>().map_err(|_| wrong()))
            .collect::<Result<Vec<_>, _>>()?;
        let [west, south, east, north] = numbers[..] else {
            return Err(wrong());
        };
        Self::new(west, south, east, north)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn anywhere() -> impl Strategy<Value = Coordinate> {
        (-90.0..=90.0, -180.0..=180.0).prop_map(|(lat, lon)| Coordinate::new(lat, lon).unwrap())
    }

    proptest! {
        #[test]
        fn a_distance_is_the_same_in_both_directions(a in anywhere(), b in anywhere()) {
            prop_assert!((a.distance_to(b).0 - b.distance_to(a).0).abs() < 1e-3);
        }

        #[test]
        fn a_position_reads_back_what_it_writes(a in anywhere()) {
            prop_assert_eq!(a.to_string().parse::<Coordinate>(), Ok(a));
        }

        #[test]
        fn any_text_is_a_position_or_an_error(text in ".*") {
            let _ = text.parse::<Coordinate>();
            let _ = text.parse::<BoundingBox>();
        }
    }

    #[test]
    fn one_minute_of_latitude_is_a_nautical_mile() {
        let a = Coordinate::new(49.0, 8.0).unwrap();
        let b = Coordinate::new(49.0 + 1.0 / 60.0, 8.0).unwrap();
        assert!((a.distance_to(b).0 - 1853.0).abs() < 2.0);
    }

    #[test]
    fn a_widened_box_reaches_as_far_in_every_direction() {
        let narrow = BoundingBox::new(8.0, 49.0, 9.0, 50.0).unwrap();
        let [west, south, east, north] = narrow.widened(Metres(10_000.0)).edges();
        let metres = |a: (f64, f64), b: (f64, f64)| {
            let at = |(lat, lon)| Coordinate::new(lat, lon).unwrap();
            at(a).distance_to(at(b)).0
        };
        assert!((metres((49.0, 8.0), (south, 8.0)) - 10_000.0).abs() < 20.0);
        assert!((metres((50.0, 8.0), (north, 8.0)) - 10_000.0).abs() < 20.0);
        assert!((metres((50.0, 8.0), (50.0, west)) - 10_000.0).abs() < 20.0);
        assert!((metres((50.0, 9.0), (50.0, east)) - 10_000.0).abs() < 20.0);
    }

    #[test]
    fn nan_is_nowhere() {
        assert!(Coordinate::new(f64::NAN, 8.0).is_err());
        assert!("NaN,8".parse::<Coordinate>().is_err());
    }
}
