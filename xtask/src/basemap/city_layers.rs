//! What the city folder adds to the extract: the box, the outline, the districts and the city's name.

use std::collections::HashSet;

use serde_json::value::RawValue;

use super::boundaries::Edges;
use super::city_folder::CityFolder;
use super::label_point::{label_point, settled_point};
use super::layer_files::LayerFiles;
use super::polygons::{Polygon, Position};
use super::schema::{Layer, TileFeature};

/// Steps in which the map fades out towards the edge of its box, and the width of one as a share of the box.
const FADE: (u8, f64) = (5, 0.007);

/// What the extract already told about the city.
pub(crate) struct Found {
    pub(crate) districts_named: HashSet<String>,
    pub(crate) city_named: bool,
    pub(crate) municipalities: Vec<(String, Vec<Polygon>)>,
    /// One point of every street people live in.
    pub(crate) streets: Vec<Position>,
}

/// Writes the layers of the city folder.
pub(crate) fn add_city(
    city: &CityFolder,
    found: Found,
    files: &mut LayerFiles,
) -> anyhow::Result<()> {
    let own = |(name, _): &&(String, Vec<Polygon>)| *name == city.name;
    let from_extract = || {
        found
            .municipalities
            .iter()
            .find(own)
            .map(|(_, area)| area.clone())
    };
    let outline = city.outline.clone().or_else(from_extract);
    earth(city, outline.as_deref(), files)?;
    boundaries(city, &found, outline.as_deref(), files)?;
    for district in &city.districts {
        if found.districts_named.contains(&district.name) {
            continue;
        }
        let settled = settled_point(&district.area, &found.streets);
        if let Some(point) = settled.or_else(|| label_point(&district.area)) {
            let name = TileFeature::new(Layer::Places, "district", 10);
            files.write_point(&name.text("name", Some(&district.name)), point)?;
        }
    }
    if !found.city_named {
        let name = TileFeature::new(Layer::Places, "city", 6);
        files.write_point(&name.text("name", Some(&city.name)), city.centre)?;
    }
    Ok(())
}

/// The box itself, what lies outside the city, and frames along the box's edge.
fn earth(
    city: &CityFolder,
    outline: Option<&[Polygon]>,
    files: &mut LayerFiles,
) -> anyhow::Result<()> {
    let box_ring = city.bounds.ring(0.0);
    let whole = [vec![box_ring.clone()]];
    write_area(files, &TileFeature::new(Layer::Earth, "land", 6), &whole)?;
    if let Some(outline) = outline {
        let holes = outline
            .iter()
            .filter_map(|polygon| polygon.first().cloned());
        let outside = [std::iter::once(box_ring.clone()).chain(holes).collect()];
        write_area(
            files,
            &TileFeature::new(Layer::Earth, "outside", 6),
            &outside,
        )?;
    }
    for step in 1..=FADE.0 {
        let frame = [vec![
            box_ring.clone(),
            city.bounds.ring(f64::from(step) * FADE.1),
        ]];
        // A number of its own keeps each frame apart: alike features become one in the tiles.
        let rim = TileFeature::new(Layer::Earth, "rim", 6);
        write_area(files, &rim.text("step", Some(&step.to_string())), &frame)?;
    }
    Ok(())
}

fn boundaries(
    city: &CityFolder,
    found: &Found,
    outline: Option<&[Polygon]>,
    files: &mut LayerFiles,
) -> anyhow::Result<()> {
    let mut edges = Edges::default();
    let mut write = |feature: TileFeature, area: &[Polygon]| -> anyhow::Result<()> {
        let lines = edges.new_lines(area);
        if lines.is_empty() {
            return Ok(());
        }
        let geometry =
            serde_json::json!({"type": "MultiLineString", "coordinates": lines}).to_string();
        files.write(&feature, &RawValue::from_string(geometry)?)
    };
    if let Some(outline) = outline {
        write(TileFeature::new(Layer::Boundaries, "city", 7), outline)?;
    }
    // Certain edges first: where an uncertain district shares one, the edge is certain.
    for approximate in [false, true] {
        for district in city
            .districts
            .iter()
            .filter(|district| district.approximate == approximate)
        {
            let edge = TileFeature::new(Layer::Boundaries, "district", 10);
            write(edge.flag("approximate", approximate), &district.area)?;
        }
    }
    for (_, area) in &found.municipalities {
        write(TileFeature::new(Layer::Boundaries, "municipality", 9), area)?;
    }
    Ok(())
}

fn write_area(
    files: &mut LayerFiles,
    feature: &TileFeature,
    polygons: &[Polygon],
) -> anyhow::Result<()> {
    let geometry = serde_json::json!({"type": "MultiPolygon", "coordinates": polygons}).to_string();
    files.write(feature, &RawValue::from_string(geometry)?)
}
