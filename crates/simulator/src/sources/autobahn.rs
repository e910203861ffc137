//! The Autobahn API: numbers and truth as texts, dates in sentences, offsets without a colon.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::Question;
use crate::{answer::Document, stations::MotorwayEvent, values::World};

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    let parts: Vec<&str> = question
        .path
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let events = &world.city.stations.motorway_events;
    match parts[..] {
        [] => {
            let mut roads: Vec<&str> = events.iter().map(|event| event.road.as_str()).collect();
            roads.sort_unstable();
            roads.dedup();
            Some(Document::json(json!({ "roads": roads })))
        }
        [
            road,
            "services",
            service @ ("roadworks" | "warning" | "closure"),
        ] => {
            let here = events
                .iter()
                .filter(|event| event.road == road && event.service == service);
            let told: Vec<Value> = here
                .filter_map(|event| told(world, question, event))
                .collect();
            let mut answer = Map::new();
            answer.insert(service.to_owned(), Value::Array(told));
            Some(Document::json(Value::Object(answer)))
        }
        [_, "services", service] => {
            let mut answer = Map::new();
            answer.insert(service.to_owned(), json!([]));
            Some(Document::json(Value::Object(answer)))
        }
        _ => None,
    }
}

fn told(world: &World, question: &Question<'_>, event: &MotorwayEvent) -> Option<Value> {
    let zone = &world.city.time_zone;
    let when = crate::stations::Repeated::from(event).told_at(question.now, zone)?;
    let local =
        |at: Timestamp, format: &str| at.to_zoned(zone.clone()).strftime(format).to_string();
    let (lat, lon) = (event.lat, event.lon);
    let kind = match event.service.as_str() {
        "closure" => "CLOSURE",
        "warning" => "WARNING",
        _ => "ROADWORKS",
    };
    Some(json!({
        "extent": format!("{:.5},{:.5},{:.5},{:.5}", lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01),
        "identifier": base64(&format!("SIMULATION__{}__{}", event.id, when.number)),
        "routeRecommendation": [],
        "coordinate": { "lat": format!("{lat:.6}"), "long": format!("{lon:.6}") },
        "footer": [],
        "icon": "123",
        "isBlocked": event.blocked.to_string(),
        "description": [
            format!("Beginn: {}", local(when.from, "%d.%m.%Y %H:%M")),
            format!("Ende: {}", local(when.to, "%d.%m.%Y %H:%M")),
            "",
            event.description,
        ],
        "title": event.title,
        "point": format!("{lon:.6},{lat:.6}"),
        "display_type": kind,
        "lorryParkingFeatureIcons": [],
        "future": question.now < when.from,
        "subtitle": event.subtitle,
        "startTimestamp": local(when.from, "%Y-%m-%dT%H:%M:%S.000%z"),
    }))
}

/// Base64 with padding.
fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for bytes in text.as_bytes().chunks(3) {
        let group = bytes
            .iter()
            .fold(0_usize, |group, byte| group << 8 | usize::from(*byte));
        let group = group << (8 * (3 - bytes.len()));
        for place in 0..4 {
            if place <= bytes.len() {
                encoded.push(char::from(DIGITS[group >> (18 - 6 * place) & 63]));
            } else {
                encoded.push('=');
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_base64() {
        for (text, encoded) in [("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu")] {
            assert_eq!(base64(text), encoded);
        }
    }
}
