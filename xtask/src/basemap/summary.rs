//! `basemap.json`: what the portal must know about the tiles without opening them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::city_folder::Bounds;
use super::schema::Layer;

/// First and last zoom of the tiles.
pub(crate) const ZOOMS: (u8, u8) = (6, 15);

/// What the licence asks every map to say.
pub(crate) const ATTRIBUTION: &str =
    "© <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap</a> (ODbL)";

#[derive(Serialize)]
struct Summary {
    /// South-west and north-east corner, each as latitude and longitude.
    bounds: [[f64; 2]; 2],
    min_zoom: u8,
    max_zoom: u8,
    /// The day of the OpenStreetMap data, if the extract tells it.
    as_of: Option<String>,
    attribution: &'static str,
    licence: &'static str,
    bytes: u64,
    features: BTreeMap<&'static str, usize>,
}

/// Writes `basemap.json` beside the tiles.
pub(crate) fn write(
    folder: &Path,
    bounds: Bounds,
    as_of: Option<String>,
    counts: &[usize; Layer::ALL.len()],
    bytes: u64,
) -> anyhow::Result<()> {
    let summary = Summary {
        bounds: [[bounds.south, bounds.west], [bounds.north, bounds.east]],
        min_zoom: ZOOMS.0,
        max_zoom: ZOOMS.1,
        as_of,
        attribution: ATTRIBUTION,
        licence: "ODbL-1.0",
        bytes,
        features: Layer::ALL
            .iter()
            .map(|layer| (layer.name(), counts[layer.index()]))
            .collect(),
    };
    std::fs::write(
        folder.join("basemap.json"),
        serde_json::to_string_pretty(&summary)? + "\n",
    )?;
    Ok(())
}

/// The day in a timestamp, if it is one OpenStreetMap can have.
pub(crate) fn day(timestamp: &str) -> Option<String> {
    let day = timestamp.get(..10)?;
    let well_formed = day.bytes().enumerate().all(|(at, byte)| {
        if at == 4 || at == 7 {
            byte == b'-'
        } else {
            byte.is_ascii_digit()
        }
    });
    (well_formed && day > "2004-08").then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_before_openstreetmap_is_no_date_of_its_data() {
        assert_eq!(day("2024-09-08T20:21:00Z"), Some("2024-09-08".to_owned()));
        assert_eq!(day("1970-01-01T00:00:01Z"), None);
        assert_eq!(day(""), None);
    }
}
