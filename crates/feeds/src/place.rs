//! Where things stand.

use domain::{BoundingBox, Coordinate, Metres};

use crate::loose::{Loose, Odd};

/// Where a thing stands, as far as the city is concerned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// In the city.
    Inside(Coordinate),
    /// Somewhere else, so that the thing is left out.
    Outside,
    /// The source does not say.
    Unknown,
}

/// How far outside the city a station may stand that was chosen for it.
const REACH: Metres = Metres(100_000.0);

impl Place {
    /// Where a station stands that somebody chose for the city. `None` when the source does not
    /// say, or says something impossible.
    pub(crate) fn chosen(lat: &Loose, lon: &Loose, area: &BoundingBox) -> Option<Coordinate> {
        let place = Self::of(lat, lon, &area.widened(REACH));
        place.ok().and_then(Self::position)
    }

    /// Where a latitude and a longitude in degrees lie. If they are in the city only when they are
    /// exchanged, the source has exchanged them.
    pub(crate) fn of(lat: &Loose, lon: &Loose, area: &BoundingBox) -> Result<Self, Odd> {
        let (Some(lat), Some(lon)) = (lat.number()?, lon.number()?) else {
            return Ok(Self::Unknown);
        };
        let as_written = Coordinate::new(lat, lon);
        let exchanged = Coordinate::new(lon, lat);
        let either = [as_written.as_ref().ok(), exchanged.as_ref().ok()];
        let inside = either.into_iter().flatten().find(|it| area.contains(**it));
        match (inside.copied(), &as_written) {
            (Some(position), _) => Ok(Self::Inside(position)),
            (None, Ok(_)) => Ok(Self::Outside),
            (None, Err(_)) => Err(Odd::new(&format!("{lat}, {lon}"), "a position")),
        }
    }

    /// The position, if it is in the city.
    pub(crate) fn position(self) -> Option<Coordinate> {
        match self {
            Self::Inside(position) => Some(position),
            Self::Outside | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_city_is_told_from_what_does_not() {
        let area = BoundingBox::new(8.5, 49.3, 8.8, 49.5).unwrap();
        let place = |lat: f64, lon: f64| Place::of(&lat.into(), &lon.into(), &area);
        assert_eq!(place(49.4, 8.7), place(8.7, 49.4));
        assert!(matches!(place(49.4, 8.7), Ok(Place::Inside(_))));
        assert_eq!(place(52.5, 13.4), Ok(Place::Outside));
        let chosen = |lat: f64, lon: f64| Place::chosen(&lat.into(), &lon.into(), &area);
        assert!(chosen(49.9, 8.3).is_some());
        assert_eq!(chosen(49.9, 8.3), chosen(8.3, 49.9));
        assert_eq!((chosen(52.5, 13.4), chosen(149.4, 8.7)), (None, None));
        assert!(place(149.4, 8.7).is_err());
        assert!(place(f64::NAN, 8.7).is_err());
        let unknown = Place::of(&Loose::Nothing, &8.7.into(), &area);
        assert_eq!(unknown, Ok(Place::Unknown));
    }
}
