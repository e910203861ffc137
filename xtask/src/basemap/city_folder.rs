//! What the city folder says about the map: its name, its box, its districts, its outline.

use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::polygons::{Polygon, Position, Ring, polygons};

/// The box the map shows, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) west: f64,
    pub(crate) south: f64,
    pub(crate) east: f64,
    pub(crate) north: f64,
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
    pub(crate) centre: Position,
    pub(crate) districts: Vec<District>,
    pub(crate) outline: Option<Vec<Polygon>>,
}

#[derive(Deserialize)]
struct CityToml {
    name: String,
    centre: Centre,
    bounding_box: [f64; 4],
}

#[derive(Deserialize)]
struct Centre {
    lat: f64,
    lon: f64,
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

    /// The box as a closed ring, made smaller on every side by this share of its width and height.
    pub(crate) fn ring(&self, smaller: f64) -> Ring {
        let (across, up) = (
            (self.east - self.west) * smaller,
            (self.north - self.south) * smaller,
        );
        let (west, east) = (self.west + across, self.east - across);
        let (south, north) = (self.south + up, self.north - up);
        vec![
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
        ]
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

fn from_toml(text: &str) -> anyhow::Result<(String, Bounds, Position)> {
    let city: CityToml = toml::from_str(text)?;
    let [west, south, east, north] = city.bounding_box;
    if south >= north || west >= east {
        bail!("`bounding_box` is empty: it is west, south, east, north");
    }
    let bounds = Bounds {
        west,
        south,
        east,
        north,
    };
    Ok((city.name, bounds, [city.centre.lon, city.centre.lat]))
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

    const CITY: &str = "name = \"Musterstadt\"\ncentre = { lat = 49.4, lon = 8.7 }\n";

    #[test]
    fn the_box_is_west_south_east_north() {
        let text = format!(
            "{CITY}bounding_box = [8.5, 49.3, 8.8, 49.5]\nplaces_box = [8.0, 49.0, 9.0, 50.0]"
        );
        let (name, bounds, centre) = from_toml(&text).expect("a city");
        assert_eq!(name, "Musterstadt");
        assert_eq!(bounds.west_south_east_north(), "8.5,49.3,8.8,49.5");
        assert!((centre[0] - 8.7).abs() < 1e-9 && (centre[1] - 49.4).abs() < 1e-9);
    }

    #[test]
    fn an_empty_or_missing_box_is_refused() {
        assert!(from_toml(&format!("{CITY}bounding_box = [8.8, 49.3, 8.5, 49.5]")).is_err());
        assert!(from_toml(CITY).is_err());
    }
}
