//! `GeoJSON` feature collections (RFC 7946), feature by feature, each with its line.

use geo::{Coord, Geometry, LineString, MultiPolygon, Point, Polygon};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{Complaint, folder::line_at};

const HINT: &str = "export it as GeoJSON (RFC 7946), a FeatureCollection in WGS 84";

/// A feature of a collection.
#[derive(Clone, Debug)]
pub struct Feature {
    /// The line it begins in, counted from 1.
    pub line: usize,
    /// Its identifier, where it has one.
    pub id: Option<String>,
    /// Its properties.
    pub properties: serde_json::Map<String, serde_json::Value>,
    /// Its shape; x is the longitude.
    pub shape: Geometry,
}

/// What a collection holds: features, and the lines and complaints of those that are none.
pub type Features = Vec<Result<Feature, (usize, Complaint)>>;

#[derive(Deserialize)]
struct RawCollection<'t> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    features: Vec<&'t RawValue>,
}

#[derive(Deserialize)]
struct RawFeature {
    #[serde(rename = "type")]
    kind: String,
    id: Option<serde_json::Value>,
    properties: Option<serde_json::Map<String, serde_json::Value>>,
    geometry: Option<RawGeometry>,
}

type RawPosition = Vec<f64>;

#[derive(Deserialize)]
#[serde(tag = "type")]
enum RawGeometry {
    Point {
        coordinates: RawPosition,
    },
    LineString {
        coordinates: Vec<RawPosition>,
    },
    Polygon {
        coordinates: Vec<Vec<RawPosition>>,
    },
    MultiPolygon {
        coordinates: Vec<Vec<Vec<RawPosition>>>,
    },
}

/// Reads a collection; an error with its line when the text is none at all.
pub fn features(text: &str) -> Result<Features, (usize, Complaint)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let collection: RawCollection<'_> = serde_json::from_str(text)
        .map_err(|error| (error.line().max(1), Complaint::new(error.to_string(), HINT)))?;
    if collection.kind != "FeatureCollection" {
        let what = format!("this is a `{}`", collection.kind);
        return Err((1, Complaint::new(what, HINT)));
    }
    let offset = |raw: &RawValue| raw.get().as_ptr() as usize - text.as_ptr() as usize;
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    Ok(collection
        .features
        .into_iter()
        .map(|raw| feature(raw, lines.of(offset(raw))))
        .collect())
}

/// Counts lines once over the whole text; the offsets come in rising order.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, offset: usize) -> usize {
        self.line += line_at(&self.text[self.at..], offset - self.at) - 1;
        self.at = offset;
        self.line
    }
}

fn feature(raw: &RawValue, line: usize) -> Result<Feature, (usize, Complaint)> {
    let wrong = |what: String, hint: &str| (line, Complaint::new(what, hint));
    let feature: RawFeature =
        serde_json::from_str(raw.get()).map_err(|error| wrong(reason(&error), HINT))?;
    if feature.kind != "Feature" {
        return Err(wrong(
            format!("this is a `{}`, not a feature", feature.kind),
            HINT,
        ));
    }
    let shape = feature.geometry.and_then(shape);
    let hint = "draw a Point, LineString, Polygon or MultiPolygon; positions are [lon, lat]";
    let shape =
        shape.ok_or_else(|| wrong("the feature has no shape that can be used".into(), hint))?;
    let id = feature.id.and_then(|id| match id {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    Ok(Feature {
        line,
        id,
        properties: feature.properties.unwrap_or_default(),
        shape,
    })
}

/// What is wrong, without the place in the feature's own text.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn shape(raw: RawGeometry) -> Option<Geometry> {
    match raw {
        RawGeometry::Point { coordinates } => Some(Point(position(&coordinates)?).into()),
        RawGeometry::LineString { coordinates } => {
            let line = line(&coordinates)?;
            (line.0.len() > 1).then(|| line.into())
        }
        RawGeometry::Polygon { coordinates } => Some(polygon(&coordinates)?.into()),
        RawGeometry::MultiPolygon { coordinates } => {
            let polygons: Option<Vec<_>> = coordinates.iter().map(|rings| polygon(rings)).collect();
            polygons
                .filter(|all| !all.is_empty())
                .map(|all| MultiPolygon(all).into())
        }
    }
}

fn position(raw: &[f64]) -> Option<Coord> {
    let [x, y, ..] = *raw else { return None };
    domain::Coordinate::new(y, x)
        .is_ok()
        .then_some(Coord { x, y })
}

fn line(raw: &[RawPosition]) -> Option<LineString> {
    raw.iter()
        .map(|p| position(p))
        .collect::<Option<Vec<_>>>()
        .map(LineString)
}

fn polygon(raw: &[Vec<RawPosition>]) -> Option<Polygon> {
    let rings: Vec<LineString> = raw.iter().map(|ring| line(ring)).collect::<Option<_>>()?;
    if rings
        .iter()
        .any(|ring| ring.0.len() < 4 || !ring.is_closed())
    {
        return None;
    }
    let mut rings = rings.into_iter();
    Some(Polygon::new(rings.next()?, rings.collect()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn features_know_their_line() {
        let text = "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"id\":7,\"properties\":null,\"geometry\":{\"type\":\"Point\",\"coordinates\":[8.7,49.4,110]}},\n\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}]}";
        let features = features(text).unwrap();
        let first = features[0].as_ref().unwrap();
        assert_eq!((first.line, first.id.as_deref()), (2, Some("7")));
        assert_eq!(first.shape, Point::new(8.7, 49.4).into());
        assert_eq!(features[1].as_ref().unwrap_err().0, 4);
    }

    #[test]
    fn shapes_that_are_none_are_told() {
        for geometry in [
            r#"{"type":"Point","coordinates":[8.7]}"#,
            r#"{"type":"Point","coordinates":[8.7,149.4]}"#,
            r#"{"type":"Polygon","coordinates":[[[8,49],[9,49],[9,50],[8,50]]]}"#,
            r#"{"type":"MultiPolygon","coordinates":[]}"#,
            r#"{"type":"Blob","coordinates":[]}"#,
        ] {
            let text = format!(
                r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{geometry}}}]}}"#
            );
            assert!(features(&text).unwrap()[0].is_err(), "{geometry}");
        }
    }

    #[test]
    fn other_json_is_no_collection() {
        for text in [
            "",
            "{}",
            "[]",
            "<html>",
            r#"{"type":"Topology","features":[]}"#,
        ] {
            assert!(features(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_collection_or_an_error(text in "(?s).*") {
            let _ = features(&text);
        }
    }
}
