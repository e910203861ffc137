//! One position for a shape.

use geo::{
    Area, Centroid, Closest, Geometry, HaversineClosestPoint, InteriorPoint, LineString,
    MultiPolygon, Point, Polygon,
};

/// A position on or in a shape: the point itself, a point inside the largest area, the middle of a
/// line.
pub(crate) fn point_of(shape: &Geometry) -> Option<Point> {
    match shape {
        Geometry::Point(point) => Some(*point),
        Geometry::LineString(line) => middle(line),
        Geometry::Polygon(polygon) => inside(polygon),
        Geometry::MultiPolygon(MultiPolygon(polygons)) => {
            let largest = polygons
                .iter()
                .max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
            inside(largest)
        }
        _ => None,
    }
}

/// A point inside; of the outline alone when the holes leave none, and else on the outline.
fn inside(polygon: &Polygon) -> Option<Point> {
    let outline = || Polygon::new(polygon.exterior().clone(), Vec::new());
    polygon
        .interior_point()
        .or_else(|| outline().interior_point())
        .or_else(|| polygon.exterior().0.first().map(|corner| Point(*corner)))
}

fn middle(line: &LineString) -> Option<Point> {
    let centre = line.centroid()?;
    match line.haversine_closest_point(&centre) {
        Closest::Intersection(point) | Closest::SinglePoint(point) => Some(point),
        Closest::Indeterminate => line.0.first().map(|corner| Point(*corner)),
    }
}

#[cfg(test)]
mod tests {
    use geo::{Contains, line_string, polygon};

    use super::*;

    #[test]
    fn the_point_of_a_bent_area_is_inside_it() {
        let bent = polygon![(x: 0., y: 0.), (x: 4., y: 0.), (x: 4., y: 1.), (x: 1., y: 1.), (x: 1., y: 3.), (x: 4., y: 3.), (x: 4., y: 4.), (x: 0., y: 4.)];
        assert!(bent.contains(&point_of(&bent.clone().into()).unwrap()));
    }

    #[test]
    fn the_point_of_a_line_is_on_it() {
        let line = line_string![(x: 8.0, y: 49.0), (x: 8.1, y: 49.0), (x: 8.1, y: 49.1)];
        let point = point_of(&line.into()).unwrap();
        assert!((point.x() - 8.1).abs() < 0.1 && point.y() >= 49.0);
    }

    #[test]
    fn an_area_without_any_size_still_has_a_point() {
        let flat = polygon![(x: 1., y: 1.), (x: 1., y: 1.), (x: 1., y: 1.)];
        assert!(point_of(&flat.into()).is_some());
    }
}
