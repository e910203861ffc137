//! Where the name of an area stands, and from which zoom there is room for it.

use super::polygons::{Polygon, Position, Ring};

/// Pixels a name needs at least, on tiles of 512 pixels.
const ROOM_PX: f64 = 72.0;

/// A point inside the largest of these polygons: the middle of the widest stretch on the line half way up.
pub(crate) fn label_point(polygons: &[Polygon]) -> Option<Position> {
    let largest = polygons.iter().max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let (low, high) = extent(largest.first()?, 1)?;
    // A little off the middle, so that the line runs through no corner of a symmetrical shape.
    let latitude = low + (high - low) * 0.500_1;
    let mut crossings: Vec<f64> = largest
        .iter()
        .flat_map(|ring| crossings(ring, latitude))
        .collect();
    crossings.sort_by(f64::total_cmp);
    let widest = crossings
        .chunks_exact(2)
        .max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
    Some([f64::midpoint(widest[0], widest[1]), latitude])
}

/// The middle of the streets inside these polygons, if there are enough to tell where people live.
///
/// A district's name belongs to its houses, not to the middle of the wood it reaches into.
pub(crate) fn settled_point(polygons: &[Polygon], streets: &[Position]) -> Option<Position> {
    let inside: Vec<_> = streets
        .iter()
        .filter(|street| contains(polygons, **street))
        .collect();
    if inside.len() < 5 {
        return None;
    }
    let median = |axis: usize| {
        let mut values: Vec<f64> = inside.iter().map(|street| street[axis]).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let point = [median(0), median(1)];
    contains(polygons, point).then_some(point)
}

fn contains(polygons: &[Polygon], [longitude, latitude]: Position) -> bool {
    let east = |ring: &Ring| {
        crossings(ring, latitude)
            .iter()
            .filter(|at| **at > longitude)
            .count()
    };
    polygons.iter().flatten().map(east).sum::<usize>() % 2 == 1
}

/// The first tile zoom at which the largest of these polygons is wide enough for a name, at most 15.
pub(crate) fn zoom_with_room(polygons: &[Polygon]) -> u8 {
    let width = polygons
        .iter()
        .filter_map(|polygon| extent(polygon.first()?, 0))
        .map(|(west, east)| (east - west) / 360.0)
        .fold(0.0, f64::max);
    (6..15)
        .find(|&zoom| width * 512.0 * f64::from(1_u32 << zoom) >= ROOM_PX)
        .unwrap_or(15)
}

fn size(polygon: &Polygon) -> f64 {
    polygon.first().map_or(0.0, |outer| {
        let twice: f64 = outer
            .windows(2)
            .map(|edge| edge[0][0] * edge[1][1] - edge[1][0] * edge[0][1])
            .sum();
        twice.abs()
    })
}

fn extent(ring: &Ring, axis: usize) -> Option<(f64, f64)> {
    let values = || ring.iter().map(|position| position[axis]);
    let (low, high) = (
        values().fold(f64::INFINITY, f64::min),
        values().fold(f64::NEG_INFINITY, f64::max),
    );
    (low <= high).then_some((low, high))
}

fn crossings(ring: &Ring, latitude: f64) -> Vec<f64> {
    ring.windows(2)
        .filter(|edge| (edge[0][1] > latitude) != (edge[1][1] > latitude))
        .map(|edge| {
            let share = (latitude - edge[0][1]) / (edge[1][1] - edge[0][1]);
            edge[0][0] + share * (edge[1][0] - edge[0][0])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_horseshoe_stands_in_one_of_its_arms() {
        let horseshoe = vec![vec![
            [0.0, 0.0],
            [5.0, 0.0],
            [5.0, 4.0],
            [3.0, 4.0],
            [3.0, 1.0],
            [1.0, 1.0],
            [1.0, 4.0],
            [0.0, 4.0],
            [0.0, 0.0],
        ]];
        let [longitude, latitude] = label_point(&[horseshoe]).expect("a point");
        assert!((3.0..5.0).contains(&longitude), "{longitude}");
        assert!((1.0..4.0).contains(&latitude), "{latitude}");
    }

    #[test]
    fn a_name_does_not_stand_in_a_hole() {
        let square = |low: f64, high: f64| {
            vec![
                [low, low],
                [high, low],
                [high, high],
                [low, high],
                [low, low],
            ]
        };
        let [longitude, _] =
            label_point(&[vec![square(0.0, 9.0), square(1.0, 8.0)]]).expect("a point");
        assert!(!(1.0..8.0).contains(&longitude), "{longitude}");
    }

    #[test]
    fn the_name_of_a_district_stands_among_its_streets() {
        let district = [vec![vec![
            [0.0, 0.0],
            [9.0, 0.0],
            [9.0, 9.0],
            [0.0, 9.0],
            [0.0, 0.0],
        ]]];
        let mut streets: Vec<_> = (0..5)
            .map(|step| [1.0 + f64::from(step) * 0.1, 2.0])
            .collect();
        streets.extend([[20.0, 2.0]; 9]);
        assert_eq!(settled_point(&district, &streets), Some([1.2, 2.0]));
        assert_eq!(settled_point(&district, &streets[..4]), None);
    }

    #[test]
    fn an_empty_area_has_no_name_point() {
        assert_eq!(label_point(&[]), None);
        assert_eq!(label_point(&[vec![vec![]]]), None);
    }

    #[test]
    fn a_wide_area_is_named_earlier_than_a_narrow_one() {
        let square = |side: f64| {
            vec![vec![vec![
                [0.0, 0.0],
                [side, 0.0],
                [side, side],
                [0.0, side],
                [0.0, 0.0],
            ]]]
        };
        assert!(zoom_with_room(&square(0.02)) < zoom_with_room(&square(0.002)));
        assert_eq!(zoom_with_room(&square(0.000_01)), 15);
    }
}
