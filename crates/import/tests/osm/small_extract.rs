//! A small extract, object by object.

use domain::{
    Place,
    import::ImportBatch,
    place::{AsOf, Wheelchair},
};
use import::osm;

use crate::{musterstadt, pbf_writer::PbfWriter};

const DAY: Option<i64> = Some(1_772_000_000); // 25 February 2026

fn batch(extract: &PbfWriter, time: Option<i64>) -> ImportBatch {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.osm.pbf");
    std::fs::write(&path, extract.file(time)).unwrap();
    let (city, rules) = musterstadt();
    osm::read(&path, &rules, &city, None, AsOf::parse("2020").as_ref()).unwrap()
}

fn place(batch: &ImportBatch, origin: &str) -> Place {
    let found = batch.places.iter().find(|place| place.origin == origin);
    found
        .unwrap_or_else(|| panic!("no {origin} in {batch:#?}"))
        .clone()
}

/// A square of nodes `first`, `first + 1`, … and the way of the same number around it.
fn square(extract: &mut PbfWriter, first: i64, size: f64, tags: &[(&str, &str)]) {
    let (south, west) = (53.05, 12.45);
    let corners = [(0., 0.), (0., size), (size, size), (size, 0.)];
    for (id, (up, aside)) in (first..).zip(corners) {
        extract.node(id, south + up - size / 2., west + aside - size / 2., &[]);
    }
    extract.way(
        first,
        &[first, first + 1, first + 2, first + 3, first],
        tags,
    );
}

#[test]
fn a_node_becomes_a_place_with_everything_its_tags_say() {
    let mut extract = PbfWriter::default();
    extract.node(
        1,
        53.051,
        12.45,
        &[
            ("amenity", "toilets"),
            ("name", "WC am Markt"),
            ("wheelchair", "limited"),
            ("fee", "yes"),
            ("charge", "0.50 EUR"),
            ("centralkey", "eurokey"),
            ("opening_hours", "Mo-Fr 08:00-18:00"),
            ("addr:street", "Markt"),
            ("addr:housenumber", "1a"),
            ("addr:postcode", "99998"),
            ("addr:city", "Musterstadt"),
            ("contact:phone", "+49 99999 1"),
            ("operator", "Stadt"),
            ("contact:website", "https://musterstadt.example/wc"),
            ("capacity:disabled", "1"),
        ],
    );
    let batch = batch(&extract, DAY);
    assert_eq!(batch.rejected, []);
    assert_eq!(batch.dataset, "osm");
    let place = place(&batch, "osm:node/1");
    assert_eq!(place.name.as_deref(), Some("WC am Markt"));
    assert_eq!(place.wheelchair, Wheelchair::Limited);
    assert_eq!((place.fee, place.euro_key), (Some(true), Some(true)));
    assert_eq!(place.street_line().as_deref(), Some("Markt 1a"));
    assert_eq!(place.address.town, None);
    assert_eq!(place.capacity_disabled, Some(1));
    assert_eq!(
        (place.source.as_str(), place.as_of.as_str()),
        ("osm", "2026-02-25")
    );
    assert!(place.district.is_some());
}

#[test]
fn what_is_not_understood_is_left_out_and_told() {
    let mut extract = PbfWriter::default();
    let tags = [
        ("amenity", "toilets"),
        ("opening_hours", "immer mal"),
        ("phone", "frag nach"),
    ];
    extract.node(1, 53.05, 12.45, &tags);
    let batch = batch(&extract, DAY);
    let place = place(&batch, "osm:node/1");
    assert_eq!(
        (place.opening_hours, place.opening_hours_as_of, place.phone),
        (None, None, None)
    );
    assert_eq!(batch.rejected.len(), 2, "{:#?}", batch.rejected);
    assert_eq!(batch.rejected[0].record, "osm:node/1");
    assert!(
        batch.rejected[0].reason.contains("kept without it"),
        "{:#?}",
        batch.rejected
    );
}

#[test]
fn objects_that_no_rule_wants_are_not_there() {
    let mut extract = PbfWriter::default();
    extract.node(
        1,
        53.05,
        12.45,
        &[("amenity", "toilets"), ("access", "private")],
    );
    extract.node(2, 53.05, 12.45, &[("amenity", "bench")]);
    assert_eq!(batch(&extract, DAY).places, []);
}

#[test]
fn a_way_and_a_multipolygon_get_a_point_inside() {
    let playground = [("leisure", "playground")];
    let mut extract = PbfWriter::default();
    square(&mut extract, 10, 0.002, &playground);
    square(&mut extract, 20, 0.004, &[]);
    square(&mut extract, 30, 0.003, &[]);
    let members = [(20, "outer"), (30, "inner")];
    let tags = [("type", "multipolygon"), ("leisure", "playground")];
    extract.relation(40, &members, &tags);
    let batch = batch(&extract, DAY);
    let off = |origin: &str| {
        let position = place(&batch, origin).position;
        (position.lat() - 53.05)
            .abs()
            .max((position.lon() - 12.45).abs())
    };
    assert!(off("osm:way/10") < 0.001);
    // Inside the outer square, but not in its hole.
    assert!(off("osm:relation/40") > 0.0015 && off("osm:relation/40") < 0.002);
}

#[test]
fn a_shape_that_is_cut_off_is_told() {
    let mut extract = PbfWriter::default();
    extract.node(1, 53.05, 12.45, &[]);
    extract.way(2, &[1, 99], &[("leisure", "playground")]);
    let tags = [("type", "multipolygon"), ("leisure", "playground")];
    extract.relation(3, &[(98, "outer")], &tags);
    let batch = batch(&extract, DAY);
    assert!(batch.places.is_empty());
    let records: Vec<&str> = batch
        .rejected
        .iter()
        .map(|rejected| &rejected.record[..])
        .collect();
    assert_eq!(records, ["osm:way/2", "osm:relation/3"]);
}

#[test]
fn the_city_limits_of_the_extract_decide_who_is_in() {
    let toilet = [("amenity", "toilets")];
    let mut extract = PbfWriter::default();
    extract.node(1, 53.05, 12.45, &toilet);
    extract.node(2, 53.06, 12.46, &toilet);
    assert_eq!(batch(&extract, DAY).places.len(), 2);
    square(&mut extract, 10, 0.004, &[]);
    let tags = [
        ("type", "boundary"),
        ("boundary", "administrative"),
        ("admin_level", "8"),
        ("name", "Musterstadt"),
    ];
    extract.relation(40, &[(10, "outer")], &tags);
    let batch = batch(&extract, DAY);
    assert_eq!(batch.places.len(), 1);
    assert_eq!(batch.places[0].origin, "osm:node/1");
}

#[test]
fn without_a_date_in_its_head_the_given_date_holds() {
    let mut extract = PbfWriter::default();
    extract.node(1, 53.05, 12.45, &[("amenity", "toilets")]);
    assert_eq!(
        place(&batch(&extract, None), "osm:node/1").as_of.as_str(),
        "2020"
    );
}

#[test]
fn only_the_categories_asked_for_are_read() {
    let mut extract = PbfWriter::default();
    extract.node(1, 53.05, 12.45, &[("amenity", "toilets")]);
    extract.node(2, 53.05, 12.45, &[("leisure", "playground")]);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.osm.pbf");
    std::fs::write(&path, extract.file(DAY)).unwrap();
    let (city, rules) = musterstadt();
    let toilet = [domain::CategoryId::new("toilet")];
    let batch = osm::read(&path, &rules, &city, Some(&toilet), None).unwrap();
    assert_eq!(
        (batch.places.len(), &batch.categories[..]),
        (1, &toilet[..])
    );
    let unknown = [domain::CategoryId::new("unknown")];
    let error = osm::read(&path, &rules, &city, Some(&unknown), None).unwrap_err();
    assert!(
        error.to_string().contains("no category `unknown`"),
        "{error}"
    );
}
