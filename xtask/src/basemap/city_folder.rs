//! What the city folder says about the map: its name, its box, its districts, its outline.

use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::polygons::{Polygon, Position, polygons};

/// The box the map shows, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub(crate) struct Bounds {
    pub(crate) south: f64,
    pub(crate) west: f64,
    pub(crate) north: f64,
    pub(crate) east: f64,
}

/// A district with its area.
#[derive(Debug)]
pub(crate) struct District {
    pub(crate) name: String,
    pub(crate) approximate: bool,
    pub(crate) area: Vec<Polygon>,
}

/// The part of a city folder a base map needs.
#[derive(Debug)]
pub(crate) struct CityFolder {
    pub(crate) name: String,
    pub(crate) bounds: Bounds,
    pub(crate) centre: Option<Position>,
    pub(crate) districts: Vec<District>,
    pub(crate) outline: Option<Vec<Polygon>>,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<DistrictFeature>,
}

#[derive(Deserialize)]
struct DistrictFeature {
    #[serde(default)]
    properties: DistrictProperties,
    geometry: Box<RawValue>,
}

#[derive(Default, Deserialize)]
struct DistrictProperties {
    #[serde(default)]
    name: String,
    #[serde(default)]
    approximate: bool,
}

impl Bounds {
    /// West, south, east, north with commas, as osmium and tippecanoe want it.
    pub(crate) fn west_south_east_north(&self) -> String {
        format!("{},{},{},{}", self.west, self.south, self.east, self.north)
    }

    /// The box as a GeoJSON polygon.
    pub(crate) fn polygon(&self) -> String {
        let Self {
            south,
            west,
            north,
            east,
        } = self;
        format!(
            "{{\"type\":\"Polygon\",\"coordinates\":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}"
        )
    }
}

impl CityFolder {
    /// Reads `city.toml`, and `districts.geojson` and `boundary.geojson` where they are.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join("city.toml");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let (name, bounds, centre) =
            from_toml(&text).with_context(|| path.display().to_string())?;
        let districts = collection(&folder.join("districts.geojson"))?.unwrap_or_default();
        let outline = collection(&folder.join("boundary.geojson"))?.map(|areas| {
            areas
                .into_iter()
                .flat_map(|district| district.area)
                .collect()
        });
        Ok(Self {
            name,
            bounds,
            centre,
            districts,
            outline,
        })
    }
}

fn from_toml(text: &str) -> anyhow::Result<(String, Bounds, Option<Position>)> {
    let table: toml::Table = text.parse()?;
    // The keys may stand at the top or in a table of their own, such as [city] or [map].
    let find = |key: &str| {
        table.get(key).or_else(|| {
            table
                .values()
                .filter_map(toml::Value::as_table)
                .find_map(|inner| inner.get(key))
        })
    };
    let name = find("name")
        .and_then(toml::Value::as_str)
        .context("`name` is missing")?
        .to_owned();
    let bounds = find("bounding_box")
        .context("`bounding_box` is missing")?
        .clone();
    let bounds: Bounds = bounds
        .try_into()
        .context("`bounding_box` needs south, west, north and east")?;
    if bounds.south >= bounds.north || bounds.west >= bounds.east {
        bail!("`bounding_box` is empty: south must be below north and west below east");
    }
    let centre = find("centre").and_then(|centre| {
        let degrees = |key: &str| centre.get(key).and_then(toml::Value::as_float);
        Some([degrees("lon")?, degrees("lat")?])
    });
    Ok((name, bounds, centre))
}

fn collection(path: &Path) -> anyhow::Result<Option<Vec<District>>> {
    if !path.is_file() {
        return Ok(None);
    }
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let collection: Collection =
        serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    let areas = collection.features.into_iter().map(|feature| {
        let DistrictProperties { name, approximate } = feature.properties;
        Ok(District {
            area: polygons(&feature.geometry)
                .with_context(|| format!("{}: {name}", path.display()))?,
            name,
            approximate,
        })
    });
    areas.collect::<anyhow::Result<_>>().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_is_found_at_the_top_or_in_a_table() {
        let inner = "south = 49.3\nwest = 8.5\nnorth = 49.5\neast = 8.8\n";
        let top = format!("name = \"Musterstadt\"\n[bounding_box]\n{inner}");
        let nested = format!("[city]\nname = \"Musterstadt\"\n[city.bounding_box]\n{inner}");
        let expected = Bounds {
            south: 49.3,
            west: 8.5,
            north: 49.5,
            east: 8.8,
        };
        assert_eq!(from_toml(&top).expect("a city").1, expected);
        assert_eq!(from_toml(&nested).expect("a city").1, expected);
    }

    #[test]
    fn an_empty_box_is_refused() {
        let text = "name = \"Musterstadt\"\n[bounding_box]\nsouth = 50.0\nwest = 8.5\nnorth = 49.5\neast = 8.8\n";
        assert!(from_toml(text).is_err());
    }
}
