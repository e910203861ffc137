//! Positions, areas, the theme and the base map.

use crate::{breaks, sound_folder::SoundFolder};

#[test]
fn boxes_and_positions_are_checked() {
    let file = "city.toml";
    breaks(
        file,
        "[9.0, 50.0, 9.1, 50.1]",
        "[9.0, 50.0, 9.1, 50.1, 1]",
        "city.toml:7: bounding_box",
        "4 numbers",
    );
    breaks(
        file,
        "lat = 50.05",
        "lat = 51.05",
        "city.toml:1: the centre",
        "bounding_box",
    );
    let places = "places/toilet.csv";
    breaks(
        places,
        "50.05,9.05",
        "9.05,50.05",
        "places/toilet.csv:2: lat, lon: the position",
        "swapped",
    );
    breaks(
        places,
        "50.05,9.05",
        "51.05,9.05",
        "places/toilet.csv:2: lat, lon: the position",
        "places_box",
    );
    breaks(
        places,
        "50.05,9.05",
        "\"50,05\",9.05",
        "places/toilet.csv:2: lat, lon: lat `50,05`",
        "point",
    );
    breaks(
        "streets.csv",
        "50.05,9.05",
        "9.05,50.05",
        "streets.csv:2: the position",
        "swapped",
    );
    breaks(
        "addresses.csv",
        "50.05,9.05",
        ",9.05",
        "addresses.csv:2: lat ``",
        "degrees",
    );
    breaks(
        "districts.geojson",
        "[9,50],[9.1,50]",
        "[9,50],[50,9.1]",
        "districts.geojson:2: the position",
        "swapped",
    );
}

#[test]
fn districts_are_checked() {
    let file = "districts.geojson";
    breaks(
        file,
        "\"approximate\":false",
        "\"approximate\":\"no\"",
        "districts.geojson:2: `approximate`",
        "true",
    );
    let folder = SoundFolder::new();
    folder.write(
        "boundary.geojson",
        "{\"type\":\"FeatureCollection\",\n\"features\":[]}",
    );
    folder.write("streets.csv", "name,district,lat,lon\n");
    folder.replace(file, "\"id\":\"mitte\",", "");
    let faults = folder.faults();
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(
        faults[0].starts_with("boundary.geojson: there is no area in it | draw"),
        "{faults:#?}"
    );
    assert!(
        faults[1].starts_with("districts.geojson:2: the property `id` is missing"),
        "{faults:#?}"
    );
}

#[test]
fn a_theme_may_not_load_anything() {
    let file = "theme.css";
    breaks(
        file,
        "#123456",
        "url(https://x.example/a.png)",
        "theme.css:2:",
        "custom properties",
    );
    breaks(
        file,
        ":root",
        "@import url(x);\n:root",
        "theme.css:1: `@import",
        "custom properties",
    );
    breaks(
        file,
        "--brand",
        "color",
        "theme.css:2: `color: #123456`: only custom",
        "custom properties",
    );
}

#[test]
fn the_base_map_is_checked() {
    let folder = SoundFolder::new();
    folder.write("basemap.json", "{\n\"bounds\":[[50,9],[50.1,9.1]],\n\"min_zoom\":6,\"max_zoom\":15,\n\"as_of\":\"x\",\"attribution\":\"<b>\"}");
    folder.write("basemap.pmtiles", "no tiles");
    let faults = folder.faults();
    let starts = [
        "basemap.json:4: `x` is not a date",
        "basemap.json:4: the attribution has other HTML",
        "basemap.pmtiles: this is not a PMTiles archive",
    ];
    assert_eq!(faults.len(), 3, "{faults:#?}");
    for (fault, start) in faults.iter().zip(starts) {
        assert!(fault.starts_with(start), "{fault}");
    }
    folder.remove("basemap.json");
    assert!(folder.faults()[0].starts_with("basemap.pmtiles: there is no basemap.json"));
}
