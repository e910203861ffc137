//! Traffic cameras of a context broker. The four classes of a window share one entity and are
//! written one after the other, 5 to 10 minutes after the window's end.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    ngsi_entity::{Entity, Version},
    times::{last, utc_millis},
};
use crate::{
    stations::Camera,
    values::{CLASSES, World},
};

const QUARTER: SignedDuration = SignedDuration::from_mins(15);

/// A class of a window, and when it is written.
struct Write {
    at: Timestamp,
    end: Timestamp,
    class: &'static str,
}

/// The writes of the window that ends at an instant.
fn writes(end: Timestamp) -> impl DoubleEndedIterator<Item = Write> {
    (0..4_i32)
        .zip(CLASSES)
        .filter_map(move |(place, (class, _))| {
            let delay = SignedDuration::from_secs(300) + SignedDuration::from_secs(90) * place;
            Some(Write {
                at: end.checked_add(delay).ok()?,
                end,
                class,
            })
        })
}

/// Ends of windows, the newest at an instant first: 10, 25, 40 and 55 minutes after the hour.
fn ends(now: Timestamp) -> impl Iterator<Item = Timestamp> {
    let shift = SignedDuration::from_mins(5);
    let newest = now.checked_add(shift).ok();
    let newest = newest.and_then(|now| last(now, 15).checked_sub(shift).ok());
    std::iter::successors(newest, |end| end.checked_sub(QUARTER).ok())
}

/// What the broker holds of each camera: the count that was written last. A reader sees each class
/// only if it asks every minute, or is notified.
pub(super) fn entities(world: &World, now: Timestamp, version: Version) -> Vec<Value> {
    let held = |camera: &Camera| {
        let writes = ends(now).take(8).flat_map(|end| writes(end).rev());
        let done = writes.filter(|write| write.at <= now);
        done.map(|write| entity(world, camera, &write, version))
            .find_map(|entity| entity)
    };
    world
        .city
        .stations
        .cameras
        .iter()
        .filter_map(held)
        .collect()
}

/// What was written after `from` up to `to`.
pub(super) fn written(
    world: &World,
    from: Timestamp,
    to: Timestamp,
    version: Version,
) -> Vec<(Timestamp, Vec<Value>)> {
    let oldest = from.checked_sub(QUARTER).unwrap_or(from);
    let mut ends: Vec<Timestamp> = ends(to).take_while(|end| *end >= oldest).collect();
    ends.reverse();
    let writes = ends
        .into_iter()
        .flat_map(writes)
        .filter(|write| from < write.at && write.at <= to);
    let cameras = &world.city.stations.cameras;
    let all = |write: Write| {
        let counts = cameras
            .iter()
            .filter_map(|camera| entity(world, camera, &write, version));
        (write.at, counts.collect())
    };
    writes.map(all).collect()
}

/// A camera with one count; `None` when the camera lost it.
fn entity(world: &World, camera: &Camera, write: &Write, version: Version) -> Option<Value> {
    let count = world.vehicles(camera, write.class, write.end)?;
    let start = write.end.checked_sub(QUARTER).ok()?;
    let window = (utc_millis(start), utc_millis(write.end));
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
        .fact("vehicleType", "Text", write.class)
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
