//! Files that are no whole extract of the city.

use std::path::Path;

use import::{ImportError, osm};
use proptest::prelude::*;

use crate::{musterstadt, pbf_writer::PbfWriter, shared};

fn error_of(content: &[u8]) -> Option<ImportError> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.osm.pbf");
    std::fs::write(&path, content).unwrap();
    let (city, rules) = musterstadt();
    osm::read(&path, &rules, &city, None, None).err()
}

fn small() -> Vec<u8> {
    let mut extract = PbfWriter::default();
    extract.node(1, 53.05, 12.45, &[("amenity", "toilets")]);
    extract.node(2, 53.06, 12.45, &[]);
    extract.way(3, &[1, 2], &[("leisure", "playground")]);
    extract.file(Some(1_772_000_000))
}

#[test]
fn an_empty_file_is_told() {
    assert!(matches!(error_of(b""), Some(ImportError::Empty { .. })));
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let (city, rules) = musterstadt();
    let error = osm::read(Path::new("no.osm.pbf"), &rules, &city, None, None).unwrap_err();
    assert!(matches!(error, ImportError::Unreadable { .. }), "{error}");
}

#[test]
fn files_of_another_kind_are_named() {
    let cases: [(&[u8], &str); 5] = [
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"\n<!DOCTYPE html><html>", "a web page"),
        (b"<?xml version='1.0'?><osm>", "osmium cat"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"origin,name\n", "something else"),
    ];
    for (content, name) in cases {
        let error = error_of(content).expect("refused").to_string();
        assert!(
            error.contains(name) && error.contains(".osm.pbf"),
            "{error}"
        );
    }
}

#[test]
fn an_extract_of_elsewhere_is_told() {
    let mut extract = PbfWriter::default();
    extract.node(1, 48.1, 11.6, &[("amenity", "toilets")]);
    let error = error_of(&extract.file(Some(1_772_000_000))).expect("refused");
    assert!(
        matches!(error, ImportError::OutsideTheCity { .. }),
        "{error}"
    );
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let whole = small();
    assert!(error_of(&whole).is_none());
    for length in 1..whole.len() {
        let error = error_of(&whole[..length]).expect("refused");
        let right = matches!(
            error,
            ImportError::Truncated { .. }
                | ImportError::Damaged { .. }
                | ImportError::Foreign { .. }
        );
        assert!(right, "{length}: {error}");
    }
}

#[test]
fn a_real_extract_cut_off_anywhere_is_refused() {
    let Some(path) = shared("osm/limburg_an_der_lahn.osm.pbf") else {
        return;
    };
    let whole = std::fs::read(path).unwrap();
    for part in 1..24 {
        let error = error_of(&whole[..whole.len() * part / 24]).expect("refused");
        assert!(
            matches!(error, ImportError::Truncated { .. }),
            "{part}/24: {error}"
        );
    }
}

#[test]
fn a_real_extract_with_a_damaged_block_is_refused() {
    let Some(path) = shared("osm/limburg_an_der_lahn.osm.pbf") else {
        return;
    };
    let mut damaged = std::fs::read(path).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 64].fill(0x55);
    let error = error_of(&damaged).expect("refused");
    assert!(
        matches!(
            error,
            ImportError::Damaged { .. } | ImportError::Truncated { .. }
        ),
        "{error}"
    );
}

#[test]
fn a_city_without_rules_or_source_is_told() {
    let (mut city, rules) = musterstadt();
    let nothing = city::OsmRules::default();
    let path = Path::new("a.osm.pbf");
    let error = osm::read(path, &nothing, &city, None, None).unwrap_err();
    assert!(error.to_string().contains("osm.toml"), "{error}");
    city.sources.clear();
    let error = osm::read(path, &rules, &city, None, None).unwrap_err();
    assert!(error.to_string().contains("sources.toml"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_after_a_good_head_are_read_or_refused(
        tail in prop::collection::vec(any::<u8>(), 0..200)
    ) {
        let head = PbfWriter::default().file(None);
        error_of(&[head, tail].concat());
    }
}
