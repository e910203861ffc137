//! Car parks of a context broker, with what the real ones get wrong.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{
    ngsi_entity::{Entity, Version},
    times::{last, utc_millis},
};
use crate::{stations::CarPark, values::World};

pub(super) fn entities(world: &World, now: Timestamp, version: Version) -> Vec<Value> {
    let parks = world.city.stations.car_parks.iter();
    let known = parks.filter_map(|park| Some((park, park.status.as_deref()?)));
    known
        .map(|(park, status)| entity(world, park, status, now, version))
        .collect()
}

fn entity(world: &World, park: &CarPark, status: &str, now: Timestamp, version: Version) -> Value {
    let silent = park.defect.as_deref() == Some("silent");
    let tick = last(now, 5);
    let observed = if silent {
        // These tell their own time, some seconds before everybody else's.
        let early = SignedDuration::from_millis(25_522);
        utc_millis(tick.checked_sub(early).unwrap_or(tick))
    } else {
        utc_millis(tick)
    };
    let number = park
        .id
        .trim_start_matches(|sign: char| !sign.is_ascii_digit());
    let occupied = world.occupied(park, now);
    let before = now
        .checked_sub(SignedDuration::from_mins(15))
        .unwrap_or(now);
    let trend = (world.occupied(park, before) - occupied).signum();
    let free = match park.defect.as_deref() {
        // Counted out more often than in: fewer free spaces than none.
        Some("negative") => -8,
        _ => park.capacity - occupied,
    };
    let mut entity = Entity::new(version, "OffStreetParking", &park.id, &observed)
        .instant("observationDateTime", &observed)
        .fact("parkingSiteId", "Text", number)
        .fact("name", "Text", park.name.as_str())
        .fact("status", "Text", status)
        .measured("occupiedSpotNumber", None, park.capacity - free)
        .measured("totalSpotNumber", None, park.capacity);
    if !silent {
        entity = entity
            .measured("availableSpotNumber", None, free)
            .measured("trend", None, trend);
    }
    match &park.master_name {
        Some(name) => master_data(world, entity, park, name, number).done(),
        None => entity.done(),
    }
}

/// What somebody typed in once; numbers that nobody knows are empty texts.
fn master_data(world: &World, entity: Entity, park: &CarPark, name: &str, number: &str) -> Entity {
    let position = |degrees: Option<f64>| degrees.map_or(json!(""), |degrees| json!(degrees));
    let prices = [(60, 2.2), (120, 4.4), (180, 6.6)].map(|(minutes, price)| {
        json!({ "id": minutes, "minutes": minutes, "price": price, "tarif": "Day", "garage_id": number })
    });
    let entity = entity
        .fact("staticName", "Text", name)
        .fact("staticParkingSiteId", "Text", park.id.as_str())
        .fact("staticStatus", "Text", "Open")
        .fact("staticTotalSpotNumber", "Number", park.master_capacity)
        .fact("lat", "Number", position(park.lat))
        .fact("lon", "Number", position(park.lon))
        .fact("addressCountry", "Text", "Deutschland")
        .fact("addressLocality", "Text", world.city.name.as_str())
        .fact(
            "streetAddress",
            "Text",
            park.address.as_deref().unwrap_or_default(),
        )
        .fact(
            "postalCode",
            "Number",
            park.postcode.map_or(json!(""), |code| json!(code)),
        )
        .fact(
            "district",
            "Text",
            json!({ "name": park.district, "postal_code": park.postcode }),
        )
        .fact("openingHours", "Text", "00:00")
        .fact("closingHours", "Text", "00:00")
        .fact("maximumAllowedHeight", "Number", 2)
        .fact("maximumAllowedWidth", "Number", "")
        .fact("maximumParkingDuration", "Number", "")
        .fact("priceModelValidFor24h", "Boolean", "true")
        .fact("prices", "Array", json!(prices))
        .fact("chargingStations", "Array", json!([]))
        .fact("facilities", "Array", json!([]))
        .fact("parking_type", "Text", "Parking Garage");
    match (entity.is_linked(), park.lat, park.lon) {
        (true, Some(lat), Some(lon)) => entity.location(lat, lon),
        _ => entity,
    }
}
