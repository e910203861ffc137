//! A system of shared vehicles as GBFS 2.3 tells it, with the faults of real ones.

use serde_json::{Value, json};

use crate::fake::Fake;

/// 11:59:00 UTC of that day.
const UPDATED: i64 = 1_795_348_740;

pub(crate) fn file(updated: impl Into<Value>, ttl: u32, data: Value) -> String {
    json!({"last_updated": updated.into(), "ttl": ttl, "version": "2.3", "data": data}).to_string()
}

/// A system at `https://{name}.example/`, as version 2.3 writes it.
pub(crate) fn bicycles(http: Fake, name: &str) -> Fake {
    let url = |file: &str| format!("https://{name}.example/{file}");
    let feeds = [
        "system_information",
        "vehicle_types",
        "station_status",
        "station_information",
        "free_bike_status",
    ];
    let feeds = feeds.map(|file| json!({"name": file, "url": url(file)}));
    let types = json!({"vehicle_types": [
        {"vehicle_type_id": "b", "form_factor": "bicycle"},
        {"vehicle_type_id": "b", "form_factor": "bicycle"},
        {"vehicle_type_id": "c", "form_factor": "cargo_bicycle"},
        {"vehicle_type_id": "s", "form_factor": "scooter_standing"},
    ]});
    let stations = json!({"stations": [
        {"station_id": "1", "name": "Am Markt", "lat": "49.41", "lon": 8.61, "capacity": 10, "rental_uris": {"web": "https://rent.example/1"}},
        {"station_id": 2, "name": "Bahnhof", "lat": 49.42, "lon": 8.7},
        {"station_id": "1", "name": "Am Markt, noch einmal", "lat": 49.41, "lon": 8.61},
        {"station_id": "far", "name": "Anderswo", "lat": 52.5, "lon": 13.4},
        {"name": "ohne Kennung"},
    ]});
    let status = json!({"stations": [
        {"station_id": "1", "is_installed": true, "is_renting": 1, "is_returning": true, "last_reported": UPDATED - 60,
         "num_bikes_available": 5.0, "num_docks_available": 12,
         "vehicle_types_available": [{"vehicle_type_id": "b", "count": 2}, {"vehicle_type_id": "c", "count": 1}, {"vehicle_type_id": "s", "count": 0}, {"vehicle_type_id": "?", "count": 9}]},
        {"station_id": "2", "is_renting": false, "last_reported": 0, "num_bikes_available": 4, "num_docks_available": null},
        {"station_id": "new", "num_bikes_available": 1},
        {"station_id": "far", "num_bikes_available": 1},
        {"station_id": "1", "num_bikes_available": 99},
        {"num_bikes_available": 3},
    ]});
    let vehicle = |lat: f64, lon: f64, kind: &str| json!({"bike_id": "secret-of-the-vehicle", "lat": lat, "lon": lon, "vehicle_type_id": kind, "is_reserved": false, "is_disabled": false});
    let mut reserved = vehicle(49.41, 8.61, "s");
    reserved["is_reserved"] = json!("true");
    let mut docked = vehicle(49.41, 8.61, "b");
    docked["station_id"] = json!("1");
    let free = json!({"bikes": [
        vehicle(49.41, 8.612_345, "s"), vehicle(49.42, 8.6, "s"), vehicle(49.42, 8.6, "b"),
        vehicle(49.42, 8.7, "s"), vehicle(52.5, 13.4, "s"), reserved, docked, {"bike_id": "secret-of-the-vehicle"},
    ]});
    http.with(
        &url("gbfs.json"),
        file(UPDATED, 60, json!({"en": {"feeds": feeds}})),
    )
    .with(
        &url("system_information"),
        file(UPDATED, 3600, json!({"name": "Stadtrad"})),
    )
    .with(&url("vehicle_types"), file(UPDATED, 3600, types))
    .with(&url("station_information"), file(UPDATED, 3600, stations))
    .with(&url("station_status"), file(UPDATED, 0, status))
    .with(&url("free_bike_status"), file(UPDATED, 300, free))
}
