//! Assets and the base map.

use std::path::PathBuf;

use domain::Coordinate;
use server::wiring;

use crate::portal::{RunningPortal, city_folder, header, text};

/// A city folder with a base map, where the project has one.
fn mapped_city() -> Option<PathBuf> {
    let cities = city_folder().parent().unwrap().read_dir().unwrap();
    cities
        .map(|entry| entry.unwrap().path())
        .find(|city| city.join("basemap.pmtiles").is_file())
}

/// The tile of a position, by the formula of web maps (EPSG:3857).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "tile numbers are small"
)]
fn tile_at(position: Coordinate, zoom: u8) -> String {
    let across = f64::from(1_u32 << zoom);
    let x = (position.lon() + 180.0) / 360.0 * across;
    let latitude = position.lat().to_radians();
    let y = (1.0 - latitude.tan().asinh() / std::f64::consts::PI) / 2.0 * across;
    format!("/tiles/{zoom}/{}/{}.mvt", x as u32, y as u32)
}

#[test]
fn a_base_map_is_sent_in_tiles_and_in_ranges() {
    let Some(folder) = mapped_city() else {
        println!("skipped: no city of the project has a base map");
        return;
    };
    let city = wiring::read_city(&folder).unwrap();
    let zoom = city.base_map.as_ref().unwrap().max_zoom;
    let portal = RunningPortal::of(&folder, &[]);
    let path = tile_at(city.centre, zoom);
    let tile = portal.get_with(&path, &[("accept-encoding", "gzip")]);
    assert_eq!(tile.status(), 200, "{path}");
    assert_eq!(header(&tile, "content-encoding"), "gzip");
    assert_eq!(
        header(&tile, "content-type"),
        "application/vnd.mapbox-vector-tile"
    );
    let tag = header(&tile, "etag").to_owned();
    assert_eq!(
        portal.get_with(&path, &[("if-none-match", &tag)]).status(),
        304
    );
    let plain = portal.get_with(&path, &[("accept-encoding", "identity")]);
    assert_eq!(header(&plain, "content-encoding"), "");

    let range = portal.get_with("/basemap.pmtiles", &[("range", "bytes=0-6")]);
    assert_eq!(range.status(), 206);
    assert!(header(&range, "content-range").starts_with("bytes 0-6/"));
    assert_eq!(text(range), "PMTiles");
    let beyond = portal.get_with("/basemap.pmtiles", &[("range", "bytes=999999999-")]);
    assert_eq!(beyond.status(), 416);
}

#[test]
fn assets_are_kept_for_ever_and_sent_compressed() {
    let portal = RunningPortal::start(&[]);
    let answer = portal.get_with("/assets/client.1a2b.js", &[("accept-encoding", "br, gzip")]);
    assert_eq!(
        header(&answer, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(header(&answer, "content-encoding"), "br");
    assert_eq!(header(&answer, "vary"), "accept-encoding");
    assert_eq!(text(answer), "brotli");
    let plain = portal.get_with("/assets/client.1a2b.js", &[("accept-encoding", "identity")]);
    assert_eq!(text(plain), "export default 1;");
    let missing = portal.get("/assets/none.js");
    assert!(!header(&missing, "cache-control").contains("immutable"));
    assert_eq!(portal.get("/assets.json").status(), 404);
    assert_eq!(portal.get("/assets/../assets.json").status(), 404);
}

#[test]
fn pages_are_compressed_and_kept_by_no_cache() {
    let portal = RunningPortal::start(&[]);
    for encoding in ["br", "gzip"] {
        let answer = portal.get_with("/orte", &[("accept-encoding", encoding)]);
        assert_eq!(header(&answer, "content-encoding"), encoding);
        assert_eq!(header(&answer, "cache-control"), "private, no-cache");
    }
}

#[test]
fn a_tile_that_the_base_map_does_not_have_is_empty() {
    let portal = RunningPortal::start(&[]);
    for path in ["/tiles/14/0/0.mvt", "/tiles/3/9/9.mvt", "/tiles/40/1/1.mvt"] {
        let answer = portal.get(path);
        assert_eq!(answer.status(), 204, "{path}");
        assert!(
            header(&answer, "cache-control").contains("max-age"),
            "{path}"
        );
    }
}
