//! Tables of places.

use crate::{breaks, sound_folder::SoundFolder};

#[test]
fn a_place_ten_kilometres_outside_is_still_accepted() {
    let folder = SoundFolder::new();
    folder.replace("places/toilet.csv", "50.05,9.05", "50.18,9.05");
    assert_eq!(folder.faults(), [""; 0]);
}

#[test]
fn every_field_of_a_place_is_checked() {
    let cases = [
        (
            "osm:node/1",
            "OSM 1",
            "origin: `OSM 1` is not a key",
            "small letters",
        ),
        (
            "osm:node/1",
            "one",
            "origin: `one` does not say",
            "osm:node/123",
        ),
        ("12345", "123", "postcode: `123`", "five digits"),
        ("exact", "near", "accuracy: `near`", "building"),
        (
            "24/7",
            "Mo-Fr 8 bis 12",
            "opening_hours: `Mo-Fr 8 bis 12`",
            "Mo-Fr 08:00-12:00",
        ),
        (",2026,", ",26,", "opening_hours_as_of: `26`", "2026"),
        ("+49 1 234", "call us", "phone: `call us`", "digits"),
        (
            "https://x.example",
            "javascript:1",
            "website: `javascript:1`",
            "https://",
        ),
        ("yes,ramp", "maybe,ramp", "wheelchair: `maybe`", "limited"),
        ("ramp,no", "ramp,0", "fee: `0`", "yes or no"),
        ("free,yes", "free,ja", "euro_key: `ja`", "yes or no"),
        (
            "white green",
            "white blue",
            "glass_colours: `blue`",
            "brown",
        ),
        (",2,1,", ",two,1,", "capacity: `two`", "digits"),
        (",2,1,", ",2,-1,", "capacity_disabled: `-1`", "digits"),
        (
            "2026-01-02",
            "2026-02-30",
            "as_of: `2026-02-30`",
            "2026-11-22",
        ),
        ("2026-01-02", "", "as_of: the field is empty", "2026"),
    ];
    for (from, to, what, hint) in cases {
        breaks(
            "places/toilet.csv",
            from,
            to,
            &format!("places/toilet.csv:2: {what}"),
            hint,
        );
    }
}

#[test]
fn wrong_columns_are_named() {
    let folder = SoundFolder::new();
    folder.replace("places/toilet.csv", "fee_note", "fee_text");
    let faults = folder.faults();
    assert_eq!(faults.len(), 2, "{faults:#?}");
    let starts = [
        "places/toilet.csv:1: the column `fee_note` is missing | the first line must be `origin,name",
        "places/toilet.csv:1: the column `fee_text` is unknown",
    ];
    for (fault, start) in faults.iter().zip(starts) {
        assert!(fault.starts_with(start), "{fault}");
    }
}

#[test]
fn what_is_there_twice_is_told() {
    let folder = SoundFolder::new();
    for name in ["places/toilet.csv", "streets.csv", "addresses.csv"] {
        let text = std::fs::read_to_string(folder.dir().join(name)).unwrap();
        let last = text.lines().last().unwrap().to_owned();
        folder.write(name, text + &last + "\n");
    }
    let faults = folder.faults();
    let starts = [
        "addresses.csv:3: `Markt 1` is already in line 2 | take",
        "places/toilet.csv:3: the origin `osm:node/1` is already in places/toilet.csv:2 | take",
        "streets.csv:3: the street `Markt` is already in line 2 | take",
    ];
    assert_eq!(faults.len(), starts.len(), "{faults:#?}");
    for (fault, start) in faults.iter().zip(starts) {
        assert!(fault.starts_with(start), "{fault}");
    }
}
