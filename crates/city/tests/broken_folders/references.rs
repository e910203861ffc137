//! Keys that other files refer to.

use crate::{breaks, sound_folder::SoundFolder};

#[test]
fn categories_are_checked() {
    let file = "categories.toml";
    breaks(
        file,
        "\"services\"",
        "\"sevices\"",
        "categories.toml:4: area: `sevices`",
        "did you mean `services`?",
    );
    breaks(
        file,
        "\"eurokey\"",
        "\"euro\"",
        "categories.toml:9: `euro`",
        "eurokey",
    );
    breaks(
        file,
        "\"circle\"",
        "\"star\"",
        "categories.toml:8: shape: `star`",
        "there are",
    );
    breaks(
        file,
        "\"c1\"",
        "\"c9\"",
        "categories.toml:8: colour: `c9`",
        "c1",
    );
    breaks(
        file,
        "symbol = \"toilet\"",
        "",
        "categories.toml:1: `symbol` is missing",
        "add",
    );
    breaks(
        file,
        "toiletten",
        "Toiletten",
        "categories.toml:3: slug: `Toiletten`",
        "small letters",
    );
    breaks(
        file,
        "filters =",
        "wanted = 1\nfilters =",
        "categories.toml:9: wanted: this is integer",
        "true",
    );
}

#[test]
fn a_slug_that_is_there_twice_is_told() {
    let folder = SoundFolder::new();
    let text = std::fs::read_to_string(folder.dir().join("categories.toml")).unwrap();
    let second = text
        .replace("\"toilet\"", "\"other\"")
        .replace("circle", "square");
    folder.write("categories.toml", text + &second);
    let faults = folder.faults();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(faults[0].starts_with("categories.toml:11: the slug `toiletten` is already in line 1"));
}

#[test]
fn rules_and_references_are_checked() {
    breaks(
        "osm.toml",
        "\"toilet\"",
        "\"tiolet\"",
        "osm.toml:2: category: `tiolet`",
        "did you mean `toilet`?",
    );
    breaks(
        "osm.toml",
        "{ amenity = \"toilets\" }",
        "{}",
        "osm.toml:1: the rule has no `tags`",
        "tags =",
    );
    breaks(
        "osm.toml",
        "\"toilets\"",
        "7",
        "osm.toml:3: amenity: this is integer",
        "write a list of texts",
    );
    breaks(
        "places/toilet.csv",
        ",osm,",
        ",osn,",
        "places/toilet.csv:2: source: `osn`",
        "did you mean `osm`?",
    );
    breaks(
        "streets.csv",
        "mitte",
        "mite",
        "streets.csv:2: `mite` is not a district",
        "did you mean `mitte`?",
    );
    breaks(
        "sources.toml",
        "2026-01",
        "2026-13",
        "sources.toml:5: as_of: `2026-13` is not a date",
        "2026",
    );
    breaks(
        "sources.toml",
        "licence = \"ODbL 1.0\"",
        "",
        "sources.toml:1: `licence` is missing",
        "add",
    );
}
