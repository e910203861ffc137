//! From the exported lines of the extract to the features of the tiles.

use std::collections::HashSet;
use std::io::BufRead;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::city_folder::CityFolder;
use super::city_layers::{Found, add_city};
use super::label_point::{label_point, zoom_with_room};
use super::layer_files::LayerFiles;
use super::osm_feature::{Form, OsmFeature, Tags};
use super::polygons::{Polygon, Position, polygons};
use super::schema::{Layer, Shape, TileFeature};
use super::{ground, names, roads};

/// Writes features line by line; remembers only names of districts, outlines of
/// municipalities and a point of every street.
pub(crate) struct Translation<'a> {
    city: &'a CityFolder,
    files: LayerFiles,
    districts_named: HashSet<String>,
    city_named: bool,
    municipalities: Vec<(String, Vec<Polygon>)>,
    streets: Vec<Position>,
    /// Lines of the export that could not be read.
    pub(crate) rejected: usize,
}

impl<'a> Translation<'a> {
    /// Starts with empty layers.
    pub(crate) fn new(city: &'a CityFolder, files: LayerFiles) -> Self {
        Self {
            city,
            files,
            districts_named: HashSet::new(),
            city_named: false,
            municipalities: Vec::new(),
            streets: Vec::new(),
            rejected: 0,
        }
    }

    /// Reads the export to its end; a line that is no feature is counted and skipped.
    pub(crate) fn read(&mut self, export: impl BufRead) -> anyhow::Result<()> {
        for line in export.lines() {
            let line = line?;
            match OsmFeature::parse(&line) {
                Ok(feature) => self.add(&feature)?,
                Err(_) => self.rejected += 1,
            }
        }
        Ok(())
    }

    fn add(&mut self, feature: &OsmFeature<'_>) -> anyhow::Result<()> {
        if feature.form == Form::Area && feature.tags.is("boundary", "administrative") {
            if let (Some(name), "6" | "7" | "8") =
                (feature.tags.name(), feature.tags.value("admin_level"))
            {
                self.municipalities
                    .push((name.to_owned(), polygons(feature.geometry)?));
            }
            return Ok(());
        }
        for tile_feature in tile_features(&feature.tags, feature.form) {
            match tile_feature.shape {
                Shape::Same => {
                    let tile_feature = self.as_district(tile_feature);
                    self.streets
                        .extend(middle_of_street(&tile_feature, feature.geometry));
                    self.files.write(&tile_feature, feature.geometry)?;
                }
                Shape::NameInside => {
                    self.write_inside(tile_feature, &polygons(feature.geometry)?)?;
                }
            }
        }
        if feature.form == Form::Area
            && let Some(number) = ground::house_number(&feature.tags)
            && let Some(point) = label_point(&polygons(feature.geometry)?)
        {
            self.files.write_point(&number, point)?;
        }
        Ok(())
    }

    /// A place the city calls a district is one, whatever its size in the extract.
    fn as_district(&mut self, feature: TileFeature) -> TileFeature {
        if feature.layer != Layer::Places {
            return feature;
        }
        let Some(name) = feature.name().map(str::to_owned) else {
            return feature;
        };
        if matches!(feature.kind(), "city" | "town" | "village") && name == self.city.name {
            self.city_named = true;
        }
        if matches!(
            feature.kind(),
            "village" | "hamlet" | "district" | "quarter" | "locality"
        ) && self
            .city
            .districts
            .iter()
            .any(|district| district.name == name)
            && self.districts_named.insert(name.clone())
        {
            return TileFeature::new(Layer::Places, "district", 10).text("name", Some(&name));
        }
        feature
    }

    fn write_inside(&mut self, mut feature: TileFeature, area: &[Polygon]) -> anyhow::Result<()> {
        let Some(point) = label_point(area) else {
            return Ok(());
        };
        feature.min_zoom = zoom_with_room(area).clamp(feature.min_zoom.min(14), 15);
        self.files.write_point(&feature, point)
    }

    /// Adds what the city folder knows; then hands the files back.
    pub(crate) fn finish(mut self) -> anyhow::Result<LayerFiles> {
        let found = Found {
            districts_named: self.districts_named,
            city_named: self.city_named,
            municipalities: self.municipalities,
            streets: self.streets,
        };
        add_city(self.city, found, &mut self.files)?;
        Ok(self.files)
    }
}

#[derive(Deserialize)]
struct LineString {
    coordinates: Vec<Position>,
}

/// The middle of a named street: where there are many of them, people live.
fn middle_of_street(feature: &TileFeature, geometry: &RawValue) -> Option<Position> {
    let lived_in = matches!(feature.kind(), "street" | "pedestrian" | "tertiary");
    if feature.layer != Layer::Roads || !lived_in || feature.name().is_none() {
        return None;
    }
    let line: LineString = serde_json::from_str(geometry.get()).ok()?;
    line.coordinates.get(line.coordinates.len() / 2).copied()
}

/// Everything the tags of one object put on the map.
fn tile_features(tags: &Tags, form: Form) -> Vec<TileFeature> {
    let drawn = match form {
        Form::Point => ground::house_number(tags),
        Form::Line => roads::road(tags).or_else(|| ground::water_line(tags)),
        Form::Area => ground::area(tags),
    };
    let named = if form == Form::Line {
        None
    } else {
        names::name(tags, form)
    };
    drawn.into_iter().chain(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_park_is_drawn_and_named() {
        let layers: Vec<_> = tile_features(
            &Tags::of(&[("leisure", "park"), ("name", "Stadtgarten")]),
            Form::Area,
        )
        .iter()
        .map(|feature| feature.layer.name())
        .collect();
        assert_eq!(layers, ["landuse", "places"]);
    }

    #[test]
    fn a_closed_street_is_a_line_and_not_a_square() {
        let features = tile_features(
            &Tags::of(&[("highway", "residential"), ("name", "Ring")]),
            Form::Line,
        );
        assert_eq!(features.len(), 1);
        assert_eq!(features[0].layer, Layer::Roads);
    }
}
