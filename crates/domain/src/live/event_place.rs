//! Where an event is, and whom it concerns.

use geo::{Closest, Haversine, HaversineClosestPoint, InterpolateLine, Intersects, LineString};

use super::Event;
use crate::{Coordinate, District, Metres};

/// As far from its line as this an event is taken to affect an address.
pub const AFFECTED_WITHIN: Metres = Metres(500.0);

impl Event {
    /// The distance from a position to the nearest point of the line; `None` for what concerns the
    /// whole city.
    pub fn distance_to(&self, position: Coordinate) -> Option<Metres> {
        let corners = self
            .line
            .iter()
            .map(|corner| corner.distance_to(position).0);
        let nearest_corner = corners.reduce(f64::min)?;
        let beside = match self.shape().haversine_closest_point(&position.to_point()) {
            Closest::Intersection(point) | Closest::SinglePoint(point) => {
                Coordinate::new(point.y(), point.x())
                    .map_or(f64::NAN, |at| at.distance_to(position).0)
            }
            Closest::Indeterminate => f64::NAN,
        };
        // Not a number where two corners are one: the corners count then.
        Some(Metres(nearest_corner.min(beside)))
    }

    /// Where it is marked on a map: half-way along its line.
    pub fn middle(&self) -> Option<Coordinate> {
        let first = *self.line.first()?;
        let half = Haversine.point_at_ratio_from_start(&self.shape(), 0.5);
        let half = half.and_then(|point| Coordinate::new(point.y(), point.x()).ok());
        Some(half.unwrap_or(first))
    }

    /// Whether any of it lies in a district. What concerns the whole city concerns each of them.
    pub fn concerns(&self, district: &District) -> bool {
        match &self.line[..] {
            [] => true,
            [only] => district.boundary.intersects(&only.to_point()),
            _ => district.boundary.intersects(&self.shape()),
        }
    }

    fn shape(&self) -> LineString {
        self.line.iter().map(|corner| corner.to_point()).collect()
    }
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;
    use crate::{
        DistrictId,
        live::{EventId, EventKind, EventText, FeedId, Severity},
    };

    fn event(line: &[(f64, f64)]) -> Event {
        Event {
            id: EventId::new("works:1"),
            feed: FeedId::new("works"),
            kind: EventKind::Roadwork,
            severity: Severity::Minor,
            valid_from: None,
            valid_to: None,
            line: line.iter().map(|(lat, lon)| at(*lat, *lon)).collect(),
            title: EventText::german("Leitungsbau"),
            description: None,
            instruction: None,
            street: None,
            direction: None,
            url: None,
        }
    }

    fn at(lat: f64, lon: f64) -> Coordinate {
        Coordinate::new(lat, lon).unwrap()
    }

    #[test]
    fn the_distance_is_that_to_the_line_and_not_to_its_ends() {
        let long = event(&[(49.40, 8.60), (49.40, 8.70)]);
        let beside = long.distance_to(at(49.401, 8.65)).unwrap().0;
        assert!((beside - 111.0).abs() < 2.0, "{beside} m");
        let beyond = long.distance_to(at(49.40, 8.71)).unwrap().0;
        assert!((beyond - 723.0).abs() < 5.0, "{beyond} m");
    }

    #[test]
    fn a_single_position_and_one_that_comes_twice_have_a_distance() {
        for line in [&[(49.40, 8.60)][..], &[(49.40, 8.60), (49.40, 8.60)]] {
            let distance = event(line).distance_to(at(49.401, 8.60)).unwrap().0;
            assert!((distance - 111.0).abs() < 2.0, "{distance} m");
            assert_eq!(event(line).middle(), Some(at(49.40, 8.60)));
        }
    }

    #[test]
    fn the_whole_city_is_no_place() {
        let warning = event(&[]);
        assert_eq!(warning.distance_to(at(49.4, 8.6)), None);
        assert_eq!(warning.middle(), None);
    }

    #[test]
    fn a_line_is_marked_half_way() {
        let middle = event(&[(49.40, 8.60), (49.40, 8.61), (49.40, 8.70)])
            .middle()
            .unwrap();
        assert!((middle.lon() - 8.65).abs() < 1e-6, "{middle}");
    }

    #[test]
    fn a_line_concerns_the_districts_it_passes_through_and_a_warning_all() {
        let square = |west: f64| {
            District {
            id: DistrictId::new("somewhere"),
            name: "Somewhere".to_owned(),
            approximate: false,
            boundary: polygon![(x: west, y: 49.0), (x: west + 1.0, y: 49.0), (x: west + 1.0, y: 50.0), (x: west, y: 50.0)].into(),
        }
        };
        let through = event(&[(49.4, 7.5), (49.4, 10.5)]);
        assert!(through.concerns(&square(8.0)) && through.concerns(&square(9.0)));
        assert!(!through.concerns(&square(11.0)));
        assert!(event(&[(49.4, 8.5)]).concerns(&square(8.0)));
        assert!(event(&[]).concerns(&square(11.0)));
    }
}
