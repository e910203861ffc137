//! `--layers DIR`: features for extracts that lack them, such as woods or a river derived from other data.
//!
//! The folder holds GeoJSON lines in files named for our layers (`landuse.geojsonl`, `water.geojsonl` …), with
//! `properties.kind` from the tile schema and `properties.name` where there is one; `--kinds` takes only some of them,
//! as `kind` or, where two layers know the word, as `layer/kind`.

use std::io::BufRead as _;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::layer_files::{LayerFiles, file_name};
use super::schema::{Layer, TileFeature};

#[derive(Deserialize)]
struct Line<'line> {
    #[serde(borrow)]
    geometry: &'line RawValue,
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    #[serde(default)]
    kind: String,
    name: Option<String>,
}

/// Adds the features of the wanted kinds (all, if none are named) and tells how many.
pub(crate) fn add(
    folder: &Path,
    kinds: &[String],
    city: &str,
    files: &mut LayerFiles,
) -> anyhow::Result<usize> {
    let mut added = 0;
    for layer in Layer::ALL {
        let path = folder.join(file_name(layer));
        if !path.is_file() {
            continue;
        }
        let file = std::fs::File::open(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        for (number, line) in std::io::BufReader::new(file).lines().enumerate() {
            let line = line?;
            if line.trim().is_empty() {
                continue;
            }
            let read: Line<'_> = serde_json::from_str(line.trim_start_matches('\u{1e}'))
                .with_context(|| {
                    format!(
                        "{}, line {}: no GeoJSON feature",
                        path.display(),
                        number + 1
                    )
                })?;
            // The city's own name is already there.
            let own = layer == Layer::Places && read.properties.name.as_deref() == Some(city);
            if !own && wanted(kinds, layer, &read.properties.kind) {
                files.write(&tile_feature(layer, &read.properties), read.geometry)?;
                added += 1;
            }
        }
    }
    Ok(added)
}

fn wanted(kinds: &[String], layer: Layer, kind: &str) -> bool {
    let is = |word: &String| {
        word.split_once('/')
            .map_or(word == kind, |pair| pair == (layer.name(), kind))
    };
    kinds.is_empty() || kinds.iter().any(is)
}

fn tile_feature(layer: Layer, properties: &Properties) -> TileFeature {
    let (kind, min_zoom) = match (layer, properties.kind.as_str()) {
        // Names other schemas give to the same thing.
        (Layer::Water, "river_label") => ("river", 8),
        (Layer::Places, "locality") => ("town", 8),
        (Layer::Landuse, "wood") => ("forest", 6),
        (_, kind @ ("forest" | "river" | "residential" | "town" | "city")) => (kind, 8),
        (_, kind) => (kind, 11),
    };
    TileFeature::new(layer, kind, min_zoom).text("name", properties.name.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_schemas_become_ours() {
        let properties = Properties {
            kind: "river_label".to_owned(),
            name: Some("Neckar".to_owned()),
        };
        let river = tile_feature(Layer::Water, &properties);
        assert_eq!(
            (river.kind(), river.name(), river.min_zoom),
            ("river", Some("Neckar"), 8)
        );
    }

    #[test]
    fn a_kind_can_be_asked_for_in_one_layer_only() {
        let kinds = ["forest".to_owned(), "places/locality".to_owned()];
        assert!(wanted(&kinds, Layer::Landuse, "forest"));
        assert!(wanted(&kinds, Layer::Places, "locality"));
        assert!(!wanted(&kinds, Layer::Boundaries, "locality"));
        assert!(wanted(&[], Layer::Water, "river"));
    }
}
