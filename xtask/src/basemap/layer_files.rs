//! One file of GeoJSON lines per layer: what tippecanoe reads.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::schema::{Layer, TileFeature};

/// The files being written, with the number of features in each.
pub(crate) struct LayerFiles {
    files: Vec<BufWriter<File>>,
    counts: [usize; Layer::ALL.len()],
}

#[derive(Serialize)]
struct Line<'a> {
    r#type: &'static str,
    tippecanoe: Zooms,
    properties: &'a Map<String, Value>,
    geometry: &'a RawValue,
}

#[derive(Serialize)]
struct Zooms {
    minzoom: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    maxzoom: Option<u8>,
}

impl LayerFiles {
    /// Empty files in this folder, named for their layers.
    pub(crate) fn create(folder: &Path) -> anyhow::Result<Self> {
        let files = Layer::ALL
            .iter()
            .map(|layer| {
                let path = folder.join(file_name(*layer));
                File::create(&path)
                    .map(BufWriter::new)
                    .with_context(|| format!("cannot write {}", path.display()))
            })
            .collect::<anyhow::Result<_>>()?;
        Ok(Self {
            files,
            counts: [0; Layer::ALL.len()],
        })
    }

    /// Adds one feature with its geometry as GeoJSON text.
    pub(crate) fn write(
        &mut self,
        feature: &TileFeature,
        geometry: &RawValue,
    ) -> anyhow::Result<()> {
        let minzoom = feature.min_zoom.min(15);
        match feature.named_from() {
            // Streets without names are alike: in the tiles they become one feature, drawn by one stroke.
            Some(named) if named > minzoom => {
                let mut nameless = feature.properties.clone();
                nameless.remove("name");
                let early = Zooms {
                    minzoom,
                    maxzoom: Some(named - 1),
                };
                self.write_line(feature.layer, early, &nameless, geometry)?;
                let late = Zooms {
                    minzoom: named,
                    maxzoom: None,
                };
                self.write_line(feature.layer, late, &feature.properties, geometry)?;
            }
            _ => {
                let always = Zooms {
                    minzoom,
                    maxzoom: None,
                };
                self.write_line(feature.layer, always, &feature.properties, geometry)?;
            }
        }
        self.counts[feature.layer.index()] += 1;
        Ok(())
    }

    fn write_line(
        &mut self,
        layer: Layer,
        tippecanoe: Zooms,
        properties: &Map<String, Value>,
        geometry: &RawValue,
    ) -> anyhow::Result<()> {
        let line = Line {
            r#type: "Feature",
            tippecanoe,
            properties,
            geometry,
        };
        let file = &mut self.files[layer.index()];
        serde_json::to_writer(&mut *file, &line)?;
        file.write_all(b"\n")?;
        Ok(())
    }

    /// Adds one feature at a point.
    pub(crate) fn write_point(
        &mut self,
        feature: &TileFeature,
        [longitude, latitude]: [f64; 2],
    ) -> anyhow::Result<()> {
        let point =
            format!("{{\"type\":\"Point\",\"coordinates\":[{longitude:.6},{latitude:.6}]}}");
        self.write(feature, &RawValue::from_string(point)?)
    }

    /// Ends the files and tells how many features each layer has.
    pub(crate) fn finish(mut self) -> anyhow::Result<[usize; Layer::ALL.len()]> {
        for file in &mut self.files {
            file.flush()?;
        }
        Ok(self.counts)
    }
}

/// The name of a layer's file.
pub(crate) fn file_name(layer: Layer) -> String {
    format!("{}.geojsonl", layer.name())
}
