//! Roadworks of the Land as GeoJSON.

use serde_json::{Value, json};

use super::{Question, times::local};
use crate::{answer::Document, stations::Roadwork, values::World};

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    question.path.is_empty().then_some(())?;
    let works = world.city.stations.roadworks.iter();
    let features: Vec<Value> = works
        .filter_map(|work| feature(world, question, work))
        .collect();
    let collection = json!({ "type": "FeatureCollection", "features": features });
    Some(Document::json(collection).validated())
}

fn feature(world: &World, question: &Question<'_>, work: &Roadwork) -> Option<Value> {
    let zone = &world.city.time_zone;
    let when = crate::stations::Repeated::from(work).told_at(question.now, zone)?;
    let point = |point: &str| -> Option<[f64; 2]> {
        let (lat, lon) = point.trim().split_once(' ')?;
        Some([lon.parse().ok()?, lat.parse().ok()?])
    };
    let line: Vec<[f64; 2]> = work.line.split(';').filter_map(point).collect();
    let (kind, subtype) = if work.closed {
        ("ROAD_CLOSED", "ROAD_CLOSED_CONSTRUCTION")
    } else {
        ("HAZARD", "HAZARD_ON_ROAD_CONSTRUCTION")
    };
    Some(json!({
        "type": "Feature",
        "geometry": { "type": "LineString", "coordinates": line },
        "properties": {
            "id": format!("{}-{}", work.id, when.number),
            "type": kind,
            "subtype": subtype,
            "starttime": local(when.from, zone),
            "endtime": local(when.to, zone),
            "street": work.street,
            "direction": work.direction,
            "description": work.description,
        },
    }))
}
