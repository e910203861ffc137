//! The rings of an area, as numbers.

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::value::RawValue;

/// Longitude and latitude in degrees.
pub(crate) type Position = [f64; 2];
/// A closed line: its first position is also its last.
pub(crate) type Ring = Vec<Position>;
/// An outer ring and the holes in it.
pub(crate) type Polygon = Vec<Ring>;

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Area {
    Polygon(Polygon),
    MultiPolygon(Vec<Polygon>),
}

/// Reads a GeoJSON geometry of the type Polygon or `MultiPolygon`.
pub(crate) fn polygons(geometry: &RawValue) -> anyhow::Result<Vec<Polygon>> {
    Ok(
        match serde_json::from_str(geometry.get()).context("no area")? {
            Area::Polygon(polygon) => vec![polygon],
            Area::MultiPolygon(polygons) => polygons,
        },
    )
}
