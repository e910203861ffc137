//! The open interface against its own description.

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::portal::{RunningPortal, header, text};

/// Holds answers against the schemas of the document.
pub(crate) fn schema(portal: &RunningPortal, path: &str) -> Validator {
    let document = portal.json("/api/openapi.json");
    assert_eq!(document["openapi"], "3.1.0");
    let content = &document["paths"][path]["get"]["responses"]["200"]["content"];
    let schema = content["application/json"]["schema"].clone();
    assert!(!schema.is_null(), "{path} is not described: {content}");
    validator(&document, &schema)
}

/// Holds values against one schema of the document.
pub(crate) fn schema_named(portal: &RunningPortal, name: &str) -> Validator {
    let document = portal.json("/api/openapi.json");
    let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
    validator(&document, &reference)
}

fn validator(document: &Value, schema: &Value) -> Validator {
    let whole = json!({ "allOf": [schema], "components": document["components"] });
    jsonschema::validator_for(&whole).unwrap()
}

pub(crate) fn holds(schema: &Validator, answer: &Value) {
    let faults: Vec<String> = schema
        .iter_errors(answer)
        .map(|fault| format!("{} at {}", fault, fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_answer_is_as_the_document_describes_it() {
    let portal = RunningPortal::start(&[]);
    let list = schema(&portal, "/api/v1/places");
    for query in [
        "",
        "?category=toilet",
        "?near=53.05,12.45&per_page=3&page=2",
        "?open_now=true",
    ] {
        holds(&list, &portal.json(&format!("/api/v1/places{query}")));
    }
    let one = schema(&portal, "/api/v1/places/{id}");
    holds(&one, &portal.json("/api/v1/places/muster-wc-markt"));
    holds(
        &schema(&portal, "/api/v1/categories"),
        &portal.json("/api/v1/categories"),
    );
    holds(
        &schema(&portal, "/api/v1/points"),
        &portal.json("/api/v1/points?kategorie=toiletten"),
    );
}

#[test]
fn a_list_is_cut_into_pages_without_gaps() {
    let portal = RunningPortal::start(&[]);
    let all = portal.json("/api/v1/places?per_page=1000");
    let total = all["total"].as_u64().unwrap();
    let mut ids = Vec::new();
    for page in 1..=total.div_ceil(4) {
        let part = portal.json(&format!("/api/v1/places?per_page=4&page={page}"));
        ids.extend(
            part["places"]
                .as_array()
                .unwrap()
                .iter()
                .map(|p| p["id"].clone()),
        );
    }
    let expected: Vec<Value> = all["places"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["id"].clone())
        .collect();
    assert_eq!(ids, expected);
    assert_eq!(portal.json("/api/v1/places?page=999")["places"], json!([]));
}

#[test]
fn a_list_leads_to_its_next_page_in_every_format() {
    let portal = RunningPortal::start(&[]);
    for format in ["json", "geojson", "csv"] {
        let answer = portal.get(&format!("/api/v1/places?per_page=4&format={format}"));
        let link = header(&answer, "link");
        let url = &portal.url;
        let next = format!("<{url}/api/v1/places?per_page=4&format={format}&page=2>; rel=\"next\"");
        assert_eq!(link, next);
    }
    assert_eq!(
        header(&portal.get("/api/v1/places?per_page=1000"), "link"),
        ""
    );
}

#[test]
fn filters_cut_the_list_and_a_position_sorts_it() {
    let portal = RunningPortal::start(&[]);
    let toilets = portal.json("/api/v1/places?category=toiletten&near=53.0512,12.4501");
    let places = toilets["places"].as_array().unwrap();
    assert_eq!(places[0]["id"], "muster-wc-markt");
    assert!(places.iter().all(|place| place["category"] == "toilet"));
    let far: Vec<f64> = places
        .iter()
        .map(|p| p["distance_m"].as_f64().unwrap())
        .collect();
    assert!(far.is_sorted(), "{far:?}");
    let free = portal.json("/api/v1/places?free=true&eurokey=true");
    assert!(
        free["places"]
            .as_array()
            .unwrap()
            .iter()
            .all(|p| p["fee"] == false)
    );
    let south = portal.json("/api/v1/places?bbox=12.43,53.035,12.47,53.05");
    let district = portal.json("/api/v1/places?district=suedufer");
    assert_eq!(south["total"], district["total"]);
}

#[test]
fn every_place_names_its_source_and_its_licence() {
    let portal = RunningPortal::start(&[]);
    for place in portal.json("/api/v1/places")["places"].as_array().unwrap() {
        assert!(
            !place["source"]["licence"].as_str().unwrap().is_empty(),
            "{place}"
        );
        assert!(!place["as_of"].as_str().unwrap().is_empty(), "{place}");
    }
}

#[test]
fn what_is_not_understood_is_named() {
    let portal = RunningPortal::start(&[]);
    for (query, parameter) in [
        ("category=spaceport", "category"),
        ("district=mars", "district"),
        ("open_now=vielleicht", "open_now"),
        ("bbox=1,2,3", "bbox"),
        ("near=Nirgendwo-Allee+99", "near"),
        ("page=0", "page"),
        ("per_page=1001", "per_page"),
        ("format=xml", "format"),
        ("catgory=toilet", "catgory"),
    ] {
        let answer = portal.get(&format!("/api/v1/places?{query}"));
        assert_eq!(answer.status(), 400, "{query}");
        assert_eq!(header(&answer, "content-type"), "application/problem+json");
        let problem: Value = serde_json::from_str(&text(answer)).unwrap();
        assert_eq!(problem["parameter"], parameter, "{problem}");
        assert!(
            problem["detail"].is_string() && problem["status"] == 400,
            "{problem}"
        );
    }
    let missing = portal.json("/api/v1/places/nichts");
    assert_eq!(missing["status"], 404);
}

#[test]
fn places_come_as_geojson_and_as_a_table_too() {
    let portal = RunningPortal::start(&[]);
    let total = portal.json("/api/v1/places")["total"].as_u64().unwrap();
    let by_name = portal.get("/api/v1/places?format=geojson");
    let by_header = portal.get_with("/api/v1/places", &[("accept", "application/geo+json")]);
    for answer in [by_name, by_header] {
        assert_eq!(header(&answer, "content-type"), "application/geo+json");
        let collection: Value = serde_json::from_str(&text(answer)).unwrap();
        let features = collection["features"].as_array().unwrap();
        assert_eq!(features.len() as u64, total);
        assert_eq!(features[0]["geometry"]["type"], "Point");
    }
    let table = portal.get_with("/api/v1/places", &[("accept", "text/csv")]);
    assert!(header(&table, "content-type").starts_with("text/csv"));
    let table = text(table);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(rows.headers().unwrap().get(0), Some("id"));
    assert_eq!(rows.records().map(Result::unwrap).count() as u64, total);
}

#[test]
fn points_are_the_places_of_the_page_with_the_same_address() {
    let portal = RunningPortal::start(&[]);
    let points = portal.json("/api/v1/points?kategorie=toiletten&rollstuhl=ja");
    let places = portal.json("/api/v1/places?category=toilet&wheelchair=true");
    let ids: Vec<&Value> = places["places"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| &p["id"])
        .collect();
    assert_eq!(
        points["id"].as_array().unwrap().iter().collect::<Vec<_>>(),
        ids
    );
    assert_eq!(points["categories"], json!(["toilet"]));
    for column in ["lat", "lng", "category", "name"] {
        assert_eq!(
            points[column].as_array().unwrap().len(),
            ids.len(),
            "{column}"
        );
    }
}

#[test]
fn pages_of_others_may_read_but_not_write() {
    let portal = RunningPortal::start(&[]);
    let answer = portal.get_with("/api/v1/places", &[("origin", "https://other.example")]);
    assert_eq!(header(&answer, "access-control-allow-origin"), "*");
    assert_eq!(header(&answer, "access-control-allow-credentials"), "");
    assert_eq!(
        header(&answer, "cross-origin-resource-policy"),
        "cross-origin"
    );
    let page = portal.get_with("/orte", &[("origin", "https://other.example")]);
    assert_eq!(header(&page, "access-control-allow-origin"), "");
}

#[test]
fn districts_have_boundaries() {
    let portal = RunningPortal::start(&[]);
    let districts = portal.json("/api/v1/districts");
    let features = districts["features"].as_array().unwrap();
    assert_eq!(features.len(), 2);
    assert_eq!(features[0]["properties"]["id"], "nordend");
    assert_eq!(features[0]["geometry"]["type"], "MultiPolygon");
}
