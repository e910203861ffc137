//! A FIWARE context broker: entities by page, and what it wrote when.

use domain::live::Feed;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    Question, ngsi_entity::Version, ngsi_parking, ngsi_sensing, ngsi_traffic, times::last,
};
use crate::{answer::Document, values::World};

/// A broker gives this many entities when nobody says how many.
const PAGE: usize = 20;

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    question.path.is_empty().then_some(())?;
    let kind = question.asked("type").unwrap_or(PARKING);
    let entities = entities(world, kind, question.now, version(question.feed));
    let total = entities.len();
    let offset = question.count("offset").unwrap_or(0);
    let limit = question.count("limit").unwrap_or(PAGE).min(1_000);
    let page: Vec<Value> = entities.into_iter().skip(offset).take(limit).collect();
    Some(Document::json(Value::Array(page)).of_total(total))
}

const PARKING: &str = "OffStreetParking";
const TRAFFIC: &str = "TrafficFlowObserved";

/// The type of entities that a feed reads.
fn kind(feed: &Feed) -> &str {
    feed.options
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or(PARKING)
}

fn version(feed: &Feed) -> Version {
    if is_linked(feed) {
        Version::Ld
    } else {
        Version::V2
    }
}

/// Whether the broker of a feed speaks NGSI-LD.
pub(crate) fn is_linked(feed: &Feed) -> bool {
    feed.options.get("version").and_then(Value::as_str) == Some("ld")
}

/// All entities of a feed as they are at an instant.
pub(crate) fn held(world: &World, feed: &Feed, now: Timestamp) -> Vec<Value> {
    entities(world, kind(feed), now, version(feed))
}

fn entities(world: &World, kind: &str, now: Timestamp, version: Version) -> Vec<Value> {
    match kind {
        PARKING => ngsi_parking::entities(world, now, version),
        TRAFFIC => ngsi_traffic::entities(world, now, version),
        "AirQualityObserved" => ngsi_sensing::air(world, now, version),
        "WeatherObserved" => ngsi_sensing::weather(world, now, version),
        _ => Vec::new(),
    }
}

/// What a broker wrote after `from` up to `to`, by the instant at which it was written.
pub(crate) fn written(
    world: &World,
    feed: &Feed,
    from: Timestamp,
    to: Timestamp,
) -> Vec<(Timestamp, Vec<Value>)> {
    if kind(feed) == TRAFFIC {
        return ngsi_traffic::written(world, from, to, version(feed));
    }
    let step = SignedDuration::from_mins(5);
    let first = last(from, 5).checked_add(step).ok();
    let ticks = std::iter::successors(first, |tick| tick.checked_add(step).ok());
    let ticks = ticks.take_while(|tick| *tick <= to);
    ticks.map(|tick| (tick, held(world, feed, tick))).collect()
}
