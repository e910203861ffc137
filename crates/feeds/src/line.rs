//! Where events on roads are: `GeoJSON` geometries, with latitude and longitude in either order.

use domain::{BoundingBox, Coordinate, Metres};
use serde::Deserialize;
use serde_json::Value;

/// How far outside the city an event still matters to its citizens.
pub(crate) const AROUND: Metres = Metres(15_000.0);

/// Two numbers of a position, in the order of the source.
pub(crate) type Pair = (f64, f64);

/// A `GeoJSON` geometry of any type.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Geometry {
    /// Its nested positions; how deep depends on the type.
    pub(crate) coordinates: Value,
}

impl Geometry {
    /// The positions of its longest line, ring or point. Parts are not joined: a line across the
    /// gap between them would be invented.
    pub(crate) fn pairs(&self) -> Vec<Pair> {
        let mut parts = Vec::new();
        collect(&self.coordinates, &mut parts);
        let longest = parts
            .into_iter()
            .max_by(|a, b| reach(a).total_cmp(&reach(b)));
        longest.unwrap_or_default()
    }
}

/// The parts of nested positions, a part being a list of positions.
fn collect(nested: &Value, parts: &mut Vec<Vec<Pair>>) {
    let Some(list) = nested.as_array() else {
        return;
    };
    if let Some(point) = pair(list) {
        parts.push(vec![point]);
        return;
    }
    let line: Vec<Pair> = list
        .iter()
        .filter_map(|inner| pair(inner.as_array()?))
        .collect();
    if line.is_empty() {
        for inner in list {
            collect(inner, parts);
        }
    } else {
        parts.push(line);
    }
}

fn pair(list: &[Value]) -> Option<Pair> {
    let number = |value: &Value| match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_f64(),
    };
    Some((number(list.first()?)?, number(list.get(1)?)?))
}

/// Length in degrees: enough to compare.
fn reach(part: &[Pair]) -> f64 {
    part.windows(2)
        .map(|ends| (ends[0].0 - ends[1].0).hypot(ends[0].1 - ends[1].1))
        .sum()
}

/// Where an event lies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    /// In the city or near it.
    Near(Vec<Coordinate>),
    /// Somewhere else on the earth.
    Elsewhere,
    /// No position at all.
    Nowhere,
}

/// Where positions lie that are written as longitude, latitude. When nothing of that is near the
/// city, but all of it would be with the two exchanged, the source has exchanged them.
pub(crate) fn near(pairs: &[Pair], area: &BoundingBox) -> Found {
    let around = area.widened(AROUND);
    let positions = |lat_first: bool| -> Vec<Coordinate> {
        let ordered = pairs
            .iter()
            .map(|&(a, b)| if lat_first { (a, b) } else { (b, a) });
        ordered
            .filter_map(|(lat, lon)| Coordinate::new(lat, lon).ok())
            .collect()
    };
    let as_written = positions(false);
    if as_written.iter().any(|position| around.contains(*position)) {
        return Found::Near(as_written);
    }
    let exchanged = positions(true);
    if !exchanged.is_empty() && exchanged.iter().all(|position| around.contains(*position)) {
        return Found::Near(exchanged);
    }
    if as_written.is_empty() {
        Found::Nowhere
    } else {
        Found::Elsewhere
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area() -> BoundingBox {
        BoundingBox::new(8.5, 49.3, 8.8, 49.5).unwrap()
    }

    fn pairs(coordinates: &str) -> Vec<Pair> {
        let coordinates = serde_json::from_str(coordinates).unwrap();
        Geometry { coordinates }.pairs()
    }

    #[test]
    fn points_lines_and_parts_of_lines_are_read() {
        assert_eq!(pairs("[8.6, 49.4, 110]"), [(8.6, 49.4)]);
        assert_eq!(pairs(r#"[["8.6", "49.4"], [8.7, 49.4]]"#).len(), 2);
        let longest = pairs("[[[8.6, 49.4], [8.61, 49.4]], [[8.7, 49.4], [8.8, 49.4]]]");
        assert_eq!(longest, [(8.7, 49.4), (8.8, 49.4)]);
        for nothing in ["null", "[]", "{}", "[[[]]]", r#"["x", 1]"#, "[8.6]"] {
            assert_eq!(pairs(nothing), [], "{nothing}");
        }
    }

    #[test]
    fn exchanged_latitudes_and_longitudes_are_put_right() {
        let right = near(&[(8.6, 49.4)], &area());
        assert_eq!(near(&[(49.4, 8.6)], &area()), right);
        assert_eq!(
            right,
            Found::Near(vec![Coordinate::new(49.4, 8.6).unwrap()])
        );
        assert_eq!(near(&[(13.4, 52.5)], &area()), Found::Elsewhere);
        assert_eq!(near(&[(f64::NAN, 49.4)], &area()), Found::Nowhere);
    }

    #[test]
    fn what_is_a_few_kilometres_outside_still_matters() {
        assert!(matches!(near(&[(8.95, 49.4)], &area()), Found::Near(_)));
        assert_eq!(near(&[(9.2, 49.4)], &area()), Found::Elsewhere);
    }
}
