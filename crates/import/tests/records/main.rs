//! Tables and `GeoJSON`, good and broken.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use city::PLACE_COLUMNS;
use domain::{CategoryId, City, import::ImportBatch, place::Wheelchair};
use import::{GeoJsonMapping, ImportError, csv, geojson};
use proptest::prelude::*;

const MAPPING: &str = "dataset = \"wc\"
category = \"toilet\"
source = \"invented\"
as_of = \"2026-01\"
[origin]
prefix = \"wc:\"
property = \"NR\"
[fields]
name = \"NAME\"
wheelchair = \"ROLLI\"
postcode = \"PLZ\"
[fixed]
operator = \"Stadt\"
[values.wheelchair]
ja = \"yes\"
nein = \"no\"
";

fn musterstadt() -> City {
    city::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/musterstadt")).unwrap()
}

fn with_file<T>(name: &str, content: &[u8], read: impl FnOnce(&Path) -> T) -> T {
    let dir = tempfile::tempdir().unwrap();
    let path: PathBuf = dir.path().join(name);
    std::fs::write(&path, content).unwrap();
    read(&path)
}

fn table(content: &[u8]) -> Result<ImportBatch, ImportError> {
    let toilet = CategoryId::new("toilet");
    with_file("a.csv", content, |path| {
        csv::read(path, &musterstadt(), "wc", &toilet)
    })
}

fn collection(mapping: &str, content: &[u8]) -> Result<ImportBatch, ImportError> {
    let city = musterstadt();
    let mapping = with_file("m.toml", mapping.as_bytes(), |path| {
        GeoJsonMapping::load(path, &city)
    })?;
    with_file("a.geojson", content, |path| {
        geojson::read(path, &mapping, &city)
    })
}

fn feature(properties: &str, geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}")
}

fn features(features: &[String]) -> Vec<u8> {
    let all = features.join(",\n");
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{all}\n]}}").into_bytes()
}

const POINT: &str = "{\"type\":\"Point\",\"coordinates\":[12.45,53.05]}";

#[test]
fn a_table_is_read_and_its_bad_rows_are_told() {
    let header = PLACE_COLUMNS.join(",");
    let good = "wc:1,WC,,,,,,53.05,12.45,exact,,,,,,,,,,,,,,,,invented,2026";
    let bad = "wc:2,WC,,,,,,53.05,12.45,exact,immer,,,,vielleicht,,,,,,,,,,,invented,2026";
    let batch = table(format!("{header}\n{good}\n{bad}\nwc:3,too,short\n").as_bytes()).unwrap();
    assert_eq!((batch.dataset.as_str(), batch.places.len()), ("wc", 1));
    let told: Vec<&str> = batch
        .rejected
        .iter()
        .map(|rejected| &rejected.record[..])
        .collect();
    assert_eq!(told, ["line 4", "line 3"]);
    let reason = &batch.rejected[1].reason;
    assert!(
        reason.contains("opening_hours") && reason.contains("wheelchair"),
        "{reason}"
    );
}

#[test]
fn a_table_without_any_usable_row_is_refused() {
    let header = PLACE_COLUMNS.join(",");
    let error = table(format!("{header}\nwc:1,WC\n").as_bytes()).unwrap_err();
    assert!(
        matches!(error, ImportError::Wrong { line: 2, .. }),
        "{error}"
    );
    let row = "wc:1,WC,,,,,,48.1,11.5,exact,,,,,,,,,,,,,,,,invented,2026";
    let error = table(format!("{header}\n{row}\n").as_bytes()).unwrap_err();
    assert!(
        matches!(error, ImportError::NothingUsable { records: 1, .. }),
        "{error}"
    );
}

#[test]
fn a_feature_becomes_a_place_by_its_mapping() {
    let file = features(&[
        feature(
            "{\"NR\":7,\"NAME\":\"WC Nord\",\"ROLLI\":\"ja\",\"PLZ\":99998}",
            POINT,
        ),
        feature(
            "{\"NR\":8,\"NAME\":\"WC Süd\",\"ROLLI\":\"teilweise\"}",
            POINT,
        ),
        feature("{\"NAME\":\"ohne Nummer\"}", POINT),
        feature(
            "{\"NR\":9}",
            "{\"type\":\"Point\",\"coordinates\":[478000,5474000]}",
        ),
    ]);
    let batch = collection(MAPPING, &file).unwrap();
    assert_eq!(batch.places.len(), 1);
    let place = &batch.places[0];
    assert_eq!(
        (place.origin.as_str(), place.name.as_deref()),
        ("wc:7", Some("WC Nord"))
    );
    assert_eq!(place.wheelchair, Wheelchair::Yes);
    assert_eq!(place.operator.as_deref(), Some("Stadt"));
    assert_eq!(place.address.postcode.as_deref(), Some("99998"));
    let told: Vec<&str> = batch
        .rejected
        .iter()
        .map(|rejected| &rejected.record[..])
        .collect();
    assert_eq!(told, ["line 3", "line 4", "line 5"]);
    assert!(
        batch.rejected[0].reason.contains("`teilweise`"),
        "{:?}",
        batch.rejected
    );
}

#[test]
fn a_wrong_mapping_is_told_with_its_line() {
    let cases = [
        (MAPPING.replace("as_of", "asof"), 4, "unknown field"),
        (MAPPING.replace("name = ", "nam = "), 9, "no column `nam`"),
        (MAPPING.replace("\"wc\"", "wc"), 1, ""),
    ];
    for (mapping, expected, text) in cases {
        match collection(&mapping, b"{}").unwrap_err() {
            ImportError::Wrong { line, what, .. } => {
                assert_eq!(line, expected, "{what}");
                assert!(what.contains(text), "{what}");
            }
            other => panic!("{other}"),
        }
    }
    for (from, to) in [
        ("\"wc\"", "\"city\""),
        ("\"wc\"", "\"osm\""),
        ("\"toilet\"", "\"x\""),
    ] {
        let error = collection(&MAPPING.replace(from, to), b"{}").unwrap_err();
        assert!(matches!(error, ImportError::NotPrepared { .. }), "{error}");
    }
}

#[test]
fn files_of_another_kind_change_nothing() {
    for content in [
        &b""[..],
        b"  \n",
        b"\xff\xd8\xff\xe0",
        b"<html>",
        b"\xfe\xfe",
    ] {
        let error = table(content).unwrap_err();
        let right = matches!(
            error,
            ImportError::Empty { .. } | ImportError::Foreign { .. }
        );
        assert!(right, "{error}");
        let error = collection(MAPPING, content).unwrap_err();
        let right = matches!(
            error,
            ImportError::Empty { .. } | ImportError::Foreign { .. }
        );
        assert!(right, "{error}");
    }
    let whole = features(&[feature("{\"NR\":7}", POINT)]);
    assert!(collection(MAPPING, &whole).is_ok());
    for length in 1..whole.len() {
        assert!(collection(MAPPING, &whole[..length]).is_err(), "{length}");
    }
    assert!(matches!(
        collection(MAPPING, &features(&[])),
        Err(ImportError::Empty { .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_bytes_are_read_or_refused(content in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = table(&content);
        let _ = collection(MAPPING, &content);
    }

    #[test]
    fn any_fields_are_read_or_refused(fields in prop::collection::vec("[^\"]{0,6}", 27)) {
        let row: Vec<String> = fields.iter().map(|field| format!("\"{field}\"")).collect();
        let _ = table(format!("{}\n{}\n", PLACE_COLUMNS.join(","), row.join(",")).as_bytes());
    }

    #[test]
    fn any_property_is_read_or_refused(nr in ".{0,9}", name in ".{0,9}", lon in any::<f64>(), lat in any::<f64>()) {
        let properties = serde_json::json!({ "NR": nr, "NAME": name, "ROLLI": lat }).to_string();
        let geometry = serde_json::json!({ "type": "Point", "coordinates": [lon, lat] }).to_string();
        let _ = collection(MAPPING, &features(&[feature(&properties, &geometry)]));
    }

    #[test]
    fn any_mapping_is_read_or_refused(mapping in ".{0,200}") {
        let _ = collection(&mapping, b"{}");
    }
}
