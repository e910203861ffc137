//! `GeoJSON` files, by a mapping of their properties.

use std::path::Path;

use city::{Feature, PlaceRecord, features};
use domain::{City, import::ImportBatch, text::slug};
use serde_json::Value;

use crate::{
    GeoJsonMapping, ImportError,
    osm::point_of,
    records::{Gathering, text},
};

/// Reads a feature collection.
pub fn read(
    path: &Path,
    mapping: &GeoJsonMapping,
    city: &City,
) -> Result<ImportBatch, ImportError> {
    read_text(&text(path, "GeoJSON")?, path, mapping, city)
}

fn read_text(
    text: &str,
    path: &Path,
    mapping: &GeoJsonMapping,
    city: &City,
) -> Result<ImportBatch, ImportError> {
    let features =
        features(text).map_err(|(line, complaint)| ImportError::wrong(path, line, complaint))?;
    if features.is_empty() {
        return Err(ImportError::Empty {
            path: path.to_owned(),
        });
    }
    let mut gathering = Gathering::new(city, mapping.category.clone());
    for feature in features {
        match feature {
            Ok(feature) => gathering.take(feature.line, &record(&feature, mapping)),
            Err((line, complaint)) => gathering.reject(line, complaint.what),
        }
    }
    gathering.finish(path, &mapping.dataset)
}

/// The fields of a feature; what cannot be read stays empty and is told when the place is read.
fn record(feature: &Feature, mapping: &GeoJsonMapping) -> PlaceRecord {
    let mut record = PlaceRecord::default();
    let mut set = |column: &str, value: &str| record.set(column, value);
    set("source", &mapping.source);
    set("as_of", mapping.as_of.as_deref().unwrap_or_default());
    for (column, text) in &mapping.fixed {
        set(column, text);
    }
    for (column, property) in &mapping.fields {
        let found = feature
            .properties
            .get(property)
            .map(plain)
            .unwrap_or_default();
        let translated = mapping
            .values
            .get(column)
            .and_then(|values| values.get(&found));
        let value = translated.unwrap_or(&found);
        if !value.is_empty() {
            set(column, value);
        }
    }
    let id = match &mapping.origin.property {
        Some(property) => feature.properties.get(property).map(plain),
        None => feature.id.clone(),
    };
    if let Some(id) = id.filter(|id| !id.is_empty()) {
        set("origin", &format!("{}{}", mapping.origin.prefix, slug(&id)));
    }
    if let Some(point) = point_of(&feature.shape) {
        set("lat", &format!("{:.6}", point.y()));
        set("lon", &format!("{:.6}", point.x()));
    }
    record
}

/// A property as text; lists and objects are none.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => String::new(),
    }
}
