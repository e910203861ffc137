//! The files of one GBFS system.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::gbfs::Version;
use crate::{
    stations::{SharedStation, SharedSystem},
    values::{World, rounded, whole},
};

pub(super) fn names(version: Version) -> &'static [&'static str] {
    match version {
        Version::V2 => &[
            "system_information",
            "vehicle_types",
            "station_information",
            "station_status",
            "free_bike_status",
        ],
        Version::V3 => &[
            "system_information",
            "vehicle_types",
            "station_information",
            "station_status",
            "vehicle_status",
        ],
    }
}

pub(super) fn file(
    world: &World,
    system: &SharedSystem,
    version: Version,
    name: &str,
    now: Timestamp,
) -> Option<Value> {
    names(version).contains(&name).then_some(())?;
    let stations = world
        .city
        .stations
        .rental_points
        .iter()
        .filter(|one| one.system == system.id);
    let data = match name {
        "system_information" => information(world, system, version),
        "vehicle_types" => json!({ "vehicle_types": [vehicle_type(system, version)] }),
        "station_information" => {
            let told = stations.map(|station| station_information(station, system, version));
            json!({ "stations": told.collect::<Vec<_>>() })
        }
        "station_status" => {
            let told = stations.map(|station| station_status(world, station, system, version, now));
            json!({ "stations": told.collect::<Vec<_>>() })
        }
        "free_bike_status" => json!({ "bikes": vehicles(world, system, version, now) }),
        _ => json!({ "vehicles": vehicles(world, system, version, now) }),
    };
    Some(version.file(now, data))
}

/// Texts have languages since version 3.
fn text(version: Version, text: &str) -> Value {
    match version {
        Version::V2 => json!(text),
        Version::V3 => json!([{ "text": text, "language": "de" }]),
    }
}

fn type_id(system: &SharedSystem) -> String {
    format!("{}:VehicleType:1", system.id)
}

fn information(world: &World, system: &SharedSystem, version: Version) -> Value {
    let mut told = json!({
        "system_id": system.id,
        "name": text(version, &system.name),
        "timezone": world.city.time_zone.iana_name(),
    });
    match version {
        Version::V2 => told["language"] = json!("de"),
        Version::V3 => told["languages"] = json!(["de"]),
    }
    told
}

fn vehicle_type(system: &SharedSystem, version: Version) -> Value {
    let form = match (version, system.form_factor.as_str()) {
        // Version 3 tells scooters apart by whether one stands on them.
        (Version::V3, "scooter") => "scooter_standing",
        (_, form) => form,
    };
    let mut told = json!({
        "vehicle_type_id": type_id(system),
        "form_factor": form,
        "propulsion_type": system.propulsion,
        "name": text(version, &system.name),
    });
    if system.propulsion != "human" {
        told["max_range_meters"] = json!(45_000);
    }
    told
}

fn station_information(station: &SharedStation, system: &SharedSystem, version: Version) -> Value {
    json!({
        "station_id": format!("{}:Station:{}", system.id, station.id),
        "name": text(version, &station.name),
        "lat": station.lat,
        "lon": station.lon,
        "capacity": station.capacity,
        "is_virtual_station": system.form_factor == "scooter",
    })
}

fn station_status(
    world: &World,
    station: &SharedStation,
    system: &SharedSystem,
    version: Version,
    now: Timestamp,
) -> Value {
    let waiting = world.waiting(station, now);
    // One in a row of stations has a vehicle that nobody can take.
    let disabled = i64::from(waiting > 3 && station.id.ends_with('2'));
    let available = waiting - disabled;
    let mut told = json!({
        "station_id": format!("{}:Station:{}", system.id, station.id),
        "is_installed": true,
        "is_renting": true,
        "is_returning": true,
        "last_reported": version.instant(super::times::last(now, 1)),
        "num_docks_available": station.capacity - waiting,
        "vehicle_types_available": [{ "vehicle_type_id": type_id(system), "count": available }],
    });
    let (count, broken) = match version {
        Version::V2 => ("num_bikes_available", "num_bikes_disabled"),
        Version::V3 => ("num_vehicles_available", "num_vehicles_disabled"),
    };
    told[count] = json!(available);
    told[broken] = json!(disabled);
    told
}

fn vehicles(world: &World, system: &SharedSystem, version: Version, now: Timestamp) -> Vec<Value> {
    let id = match version {
        Version::V2 => "bike_id",
        Version::V3 => "vehicle_id",
    };
    let vehicle = |free: crate::values::FreeVehicle| {
        let mut told = json!({
            "lat": rounded(free.lat, 6),
            "lon": rounded(free.lon, 6),
            "is_reserved": false,
            "is_disabled": free.disabled,
            "vehicle_type_id": type_id(system),
            "last_reported": version.instant(super::times::last(now, 1)),
        });
        told[id] = json!(format!("{}:Vehicle:{}", system.id, free.id));
        if system.propulsion != "human" {
            told["current_range_meters"] = json!(whole(free.charge * 45_000.0));
            told["current_fuel_percent"] = json!(rounded(free.charge, 2));
        }
        told
    };
    world
        .free_vehicles(system, now)
        .into_iter()
        .map(vehicle)
        .collect()
}
