//! A FIWARE context broker: entities by page.

use serde_json::Value;

use super::{
    Question,
    ngsi_entity::{Entity, Version},
    ngsi_parking, ngsi_sensing,
    times::{last, utc_millis},
};
use crate::{
    answer::Document,
    stations::Camera,
    values::{CLASSES, World},
};
use jiff::{SignedDuration, Timestamp};

/// A broker gives this many entities when nobody says how many.
const PAGE: usize = 20;

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    question.path.is_empty().then_some(())?;
    let version = match question.option("version") {
        Some("ld") => Version::Ld,
        _ => Version::V2,
    };
    let entities = entities(world, question, version);
    let total = entities.len();
    let offset = question.count("offset").unwrap_or(0);
    let limit = question.count("limit").unwrap_or(PAGE).min(1_000);
    let page: Vec<Value> = entities.into_iter().skip(offset).take(limit).collect();
    Some(Document::json(Value::Array(page)).of_total(total))
}

fn entities(world: &World, question: &Question<'_>, version: Version) -> Vec<Value> {
    match question.asked("type").unwrap_or("OffStreetParking") {
        "OffStreetParking" => ngsi_parking::entities(world, question.now, version),
        "TrafficFlowObserved" => {
            let cameras = world.city.stations.cameras.iter();
            cameras
                .filter_map(|camera| traffic(world, camera, question.now, version))
                .collect()
        }
        "AirQualityObserved" => ngsi_sensing::air(world, question.now, version),
        "WeatherObserved" => ngsi_sensing::weather(world, question.now, version),
        _ => Vec::new(),
    }
}

/// What the broker holds of a camera: the count that was written last. The four classes of a
/// window share one entity and are written one after the other, 5 to 10 minutes after its end, so
/// that a reader sees each of them only if it asks every minute.
fn traffic(world: &World, camera: &Camera, now: Timestamp, version: Version) -> Option<Value> {
    let (end, class, count) = last_written(world, camera, now)?;
    let start = end.checked_sub(SignedDuration::from_mins(15)).ok()?;
    let window = (utc_millis(start), utc_millis(end));
    let mut entity = Entity::new(version, "TrafficFlowObserved", &camera.id, &window.1)
        .fact("addressCountry", "Text", "Deutschland")
        .fact("addressLocality", "Text", world.city.name.as_str())
        .fact("postalCode", "Number", camera.postcode)
        .fact("streetAddress", "Text", camera.name.as_str())
        .fact("latitude", "Number", camera.lat)
        .fact("longitude", "Number", camera.lon)
        .instant("dateObserved", &window.1)
        .instant("dateObservedFrom", &window.0)
        .instant("dateObservedTo", &window.1)
        .fact("vehicleType", "Text", class)
        .measured("intensity", None, count);
    for never in [
        "averageVehicleSpeed",
        "occupancy",
        "laneId",
        "congested",
        "name",
    ] {
        entity = entity.fact(never, "Text", Value::Null);
    }
    if entity.is_linked() {
        entity = entity.location(camera.lat, camera.lon);
    }
    Some(entity.done())
}

fn last_written<'a>(
    world: &World,
    camera: &Camera,
    now: Timestamp,
) -> Option<(Timestamp, &'a str, i64)> {
    // Windows end 10, 25, 40 and 55 minutes after the hour.
    let shift = SignedDuration::from_mins(5);
    let newest = last(now.checked_add(shift).ok()?, 15)
        .checked_sub(shift)
        .ok()?;
    (0..8).find_map(|back| {
        let end = newest
            .checked_sub(SignedDuration::from_mins(15 * back))
            .ok()?;
        (0..4_i32)
            .zip(CLASSES)
            .rev()
            .find_map(|(place, (class, _))| {
                let delay = SignedDuration::from_secs(300) + SignedDuration::from_secs(90) * place;
                let written = end.checked_add(delay).ok()?;
                (written <= now).then_some(())?;
                Some((end, class, world.vehicles(camera, class, end)?))
            })
    })
}
