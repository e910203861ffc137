//! `basemap.json` and the tiles beside it.

use std::io::Read;

use domain::{BoundingBox, city::BaseMap};
use serde::Deserialize;

use crate::{
    Complaint, field,
    folder::{Document, Folder},
};

const TILES: &str = "basemap.pmtiles";
const MAKE_IT: &str = "make both with `cargo xtask basemap`";

/// `basemap.json` as the tool that makes the tiles writes it; the counts of features are for people.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Summary {
    bounds: [[f64; 2]; 2],
    min_zoom: u8,
    max_zoom: u8,
    as_of: Option<String>,
    attribution: String,
    #[serde(rename = "licence")]
    _licence: Option<String>,
    #[serde(rename = "bytes")]
    _bytes: Option<u64>,
    #[serde(rename = "features")]
    _features: Option<serde_json::Value>,
}

/// The base map, where the folder has one.
pub(crate) fn read(folder: &Folder) -> Option<BaseMap> {
    let tiles = folder.path(TILES);
    let Some(document) = folder.optional("basemap.json") else {
        if tiles.exists() && !folder.path("basemap.json").exists() {
            folder.fault(
                TILES,
                None,
                Complaint::new("there is no basemap.json beside it", MAKE_IT),
            );
        }
        return None;
    };
    check_tiles(folder);
    let summary: Summary = serde_json::from_str(&document.text)
        .map_err(|error| {
            document.fault(
                error.line().max(1),
                Complaint::new(error.to_string(), MAKE_IT),
            );
        })
        .ok()?;
    let as_of = match summary.as_of.as_deref().map(field::as_of).transpose() {
        Ok(as_of) => as_of,
        Err(complaint) => {
            document.fault(line_of(&document, "as_of"), complaint);
            None
        }
    };
    let [[south, west], [north, east]] = summary.bounds;
    let bounds = BoundingBox::new(west, south, east, north);
    if bounds.is_err() {
        let hint = "write bounds as [[south, west], [north, east]]";
        document.fault(
            line_of(&document, "bounds"),
            Complaint::new("bounds: this is not a box", hint),
        );
    }
    if summary.min_zoom > summary.max_zoom || summary.max_zoom > 20 {
        let complaint = Complaint::new("the zooms are not a range of 0 to 20", MAKE_IT);
        document.fault(line_of(&document, "min_zoom"), complaint);
    }
    if !only_links(&summary.attribution) {
        let what = "the attribution has other HTML than links";
        let hint = "write text and <a href=\"https://…\">…</a> only";
        document.fault(
            line_of(&document, "attribution"),
            Complaint::new(what, hint),
        );
    }
    Some(BaseMap {
        path: tiles,
        bounds: bounds.ok()?,
        min_zoom: summary.min_zoom,
        max_zoom: summary.max_zoom,
        attribution: summary.attribution,
        as_of,
    })
}

fn line_of(document: &Document<'_>, key: &str) -> usize {
    document
        .text
        .find(&format!("\"{key}\""))
        .map_or(1, |offset| document.line_at(offset))
}

fn check_tiles(folder: &Folder) {
    let mut start = [0; 7];
    let tiles = std::fs::File::open(folder.path(TILES));
    match tiles.and_then(|mut file| file.read_exact(&mut start)) {
        Ok(()) if start == *b"PMTiles" => {}
        Ok(()) => folder.fault(
            TILES,
            None,
            Complaint::new("this is not a PMTiles archive", MAKE_IT),
        ),
        Err(error) => {
            let what = format!("the tiles cannot be read: {error}");
            folder.fault(TILES, None, Complaint::new(what, MAKE_IT));
        }
    }
}

/// Whether the only tags in a text are links to web addresses; maps show it as HTML.
fn only_links(html: &str) -> bool {
    html.split('<').skip(1).all(|tag| {
        tag.starts_with("/a>")
            || tag
                .strip_prefix("a href=\"")
                .and_then(|rest| rest.split_once("\">"))
                .is_some_and(|(address, _)| field::web_address(address).is_ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribution_may_link_and_nothing_else() {
        assert!(only_links(
            "© <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap</a> (ODbL)"
        ));
        assert!(only_links("plain"));
        for bad in [
            "<script>",
            "<a href=\"javascript:x\">",
            "<a href=\"https://a\" onclick=\"x\">",
            "<img src=x>",
        ] {
            assert!(!only_links(bad), "{bad}");
        }
    }
}
