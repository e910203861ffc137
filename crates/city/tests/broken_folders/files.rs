//! Files that are missing, unreadable or unknown, and wrong TOML.

use crate::{breaks, sound_folder::SoundFolder};

#[test]
fn a_sound_folder_has_no_fault() {
    assert_eq!(SoundFolder::new().faults(), [""; 0]);
    let city = city::load(SoundFolder::new().dir()).unwrap();
    assert_eq!(
        city.places[0].district,
        Some(domain::DistrictId::new("mitte"))
    );
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let faults = city::load(std::path::Path::new("no/such/folder")).unwrap_err();
    assert!(
        faults[0].to_string().starts_with("no/such/folder"),
        "{}",
        faults[0]
    );
    assert!(faults[0].what.contains("no such folder"));
}

#[test]
fn every_missing_file_is_told_at_once() {
    let folder = SoundFolder::new();
    let needed = [
        "categories.toml",
        "city.toml",
        "districts.geojson",
        "sources.toml",
        "streets.csv",
        "texts/imprint.en.md",
        "theme.css",
    ];
    for name in needed {
        folder.remove(name);
    }
    let faults = folder.faults();
    for name in needed {
        let expected = format!("{name}: the file is missing | add {name}");
        assert!(
            faults.iter().any(|fault| fault.starts_with(&expected)),
            "{name}: {faults:#?}"
        );
    }
}

#[test]
fn several_faults_of_one_file_are_told_in_order() {
    let folder = SoundFolder::new();
    folder.replace("city.toml", "Europe/Berlin", "Europe/Bärlin");
    folder.replace("city.toml", "\"HE\"", "\"HX\"");
    folder.replace("city.toml", "https://x", "ftp://x");
    let faults = folder.faults();
    let lines: Vec<&str> = faults
        .iter()
        .map(|fault| fault.split(' ').next().unwrap())
        .collect();
    assert_eq!(lines, ["city.toml:4:", "city.toml:5:", "city.toml:15:"]);
    assert!(
        faults[0].ends_with("in Germany it is Europe/Berlin"),
        "{faults:#?}"
    );
    assert!(
        faults[1].contains("`HX` is not a German Land | write one of: BW, BY"),
        "{faults:#?}"
    );
}

#[test]
fn wrong_toml_is_told_with_its_line() {
    breaks(
        "sources.toml",
        "licence = \"ODbL 1.0\"",
        "licence = ODbL",
        "sources.toml:3:",
        "TOML",
    );
    breaks(
        "city.toml",
        "portal_name = \"Portal X\"",
        "",
        "city.toml:1: `portal_name` is missing",
        "add a line",
    );
}

#[test]
fn a_language_that_is_missing_is_told() {
    breaks(
        "city.toml",
        "[\"de\", \"en\"]",
        "[\"de\"]",
        "city.toml:1: the language `en`",
        "languages =",
    );
    breaks(
        "categories.toml",
        "en = \"Toilet\"",
        "",
        "categories.toml:6: `en` is missing",
        "add",
    );
    breaks(
        "texts/privacy.en.md",
        "# Title",
        "",
        "texts/privacy.en.md:1: the text is empty",
        "write",
    );
    breaks(
        "texts/privacy.de.md",
        "# Title",
        "\nx",
        "texts/privacy.de.md:2: the text has no title",
        "`# `",
    );
    breaks(
        "places/toilet.csv",
        ",a,b,",
        ",a,,",
        "places/toilet.csv:2: note_en: the note has no English",
        "both",
    );
}

#[test]
fn files_that_nobody_reads_are_told() {
    let folder = SoundFolder::new();
    folder.write("places/tiolet.csv", city::PLACE_COLUMNS.join(",") + "\n");
    folder.write("places/notes.txt", "");
    folder.write("texts/imprint.fr.md", "# Titre\n");
    let faults = folder.faults();
    assert_eq!(faults.len(), 3, "{faults:#?}");
    assert!(
        faults[0].starts_with("places/notes.txt: this is not a table"),
        "{faults:#?}"
    );
    assert!(faults[1].ends_with("did you mean `toilet`?"), "{faults:#?}");
    assert!(
        faults[2].starts_with("texts/imprint.fr.md: no page shows"),
        "{faults:#?}"
    );
}

#[test]
fn text_in_another_encoding_is_told_with_its_line() {
    let folder = SoundFolder::new();
    folder.write(
        "streets.csv",
        b"name,district,lat,lon\nGr\xfcner Weg,mitte,50.05,9.05\n",
    );
    let faults = folder.faults();
    assert_eq!(
        faults,
        ["streets.csv:2: this is not UTF-8 text | save it in the encoding UTF-8"]
    );
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_one() {
    breaks(
        "city.toml",
        "id = \"city\"",
        "id = \"city\"\nphon = \"1\"",
        "city.toml:10: `phon` is an unknown key",
        "did you mean `phone`?",
    );
    breaks(
        "city.toml",
        "url = \"https://x.example\"",
        "",
        "city.toml:12: `url` is missing",
        "add",
    );
}
