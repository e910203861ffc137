//! Stations. Their values hold since the station last reported, or since the file was made.

use std::{
    collections::{BTreeMap, HashMap, HashSet, hash_map::Entry},
    time::Duration,
};

use domain::live::{
    Datastream, Harvest, Property, Quality, Thing, ThingFacts, ThingId, ThingKind, VehicleClass,
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use super::{
    fetch::time,
    system::Facts,
    wire::{StationInformation, StationStatus, VehicleType, localised},
};
use crate::{connector::Context, loose::Loose, place::Place};

/// The class of a type of vehicle.
pub(super) fn class(vehicle_type: &VehicleType) -> VehicleClass {
    match vehicle_type.form_factor.text().as_deref() {
        Some("bicycle" | "cargo_bicycle") => VehicleClass::Bicycle,
        Some("scooter" | "scooter_standing" | "scooter_seated") => VehicleClass::Scooter,
        Some("car") => VehicleClass::Car,
        Some("moped") => VehicleClass::Motorcycle,
        _ => VehicleClass::Other,
    }
}

/// All stations of a system by their identifier; `None` for those outside the city.
#[derive(Default)]
pub(super) struct Stations(HashMap<String, Option<StationInformation>>);

impl Stations {
    pub(super) fn of(list: Vec<Value>, context: Context<'_>, harvest: &mut Harvest) -> Self {
        let mut stations = Self::default();
        for (number, value) in list.into_iter().enumerate() {
            let record = format!("station_information {}", number + 1);
            let station = match StationInformation::deserialize(value) {
                Ok(station) => station,
                Err(error) => {
                    harvest.reject(record, error);
                    continue;
                }
            };
            let Some(id) = station.station_id.text() else {
                harvest.reject(record, "it has no `station_id`");
                continue;
            };
            let inside = match Place::of(&station.lat, &station.lon, context.area) {
                Ok(place) => place.position().is_some(),
                Err(odd) => {
                    harvest.reject(&id, odd);
                    false
                }
            };
            match stations.0.entry(id) {
                Entry::Vacant(place) => {
                    place.insert(inside.then_some(station));
                }
                Entry::Occupied(place) => harvest.reject(
                    place.key(),
                    "the station comes twice in station_information",
                ),
            }
        }
        stations
    }
}

/// Adds the stations in the city; says whether there was one that nothing is known of.
pub(super) fn stations(
    known: &mut Stations,
    list: Vec<Value>,
    facts: Facts<'_>,
    updated: Timestamp,
    context: Context<'_>,
    harvest: &mut Harvest,
) -> bool {
    let mut unknown = false;
    let mut told = HashSet::new();
    for (number, value) in list.into_iter().enumerate() {
        harvest.seen += 1;
        let status = StationStatus::deserialize(value);
        let Some(id) = status
            .as_ref()
            .ok()
            .and_then(|status| status.station_id.text())
        else {
            harvest.reject(
                format!("station_status {}", number + 1),
                "it has no `station_id`",
            );
            continue;
        };
        let Ok(status) = status else { continue };
        match known.0.get(&id) {
            None => {
                unknown = true;
                harvest.reject(id, "the station is not in station_information");
            }
            Some(None) => {}
            Some(Some(_)) if !told.insert(id.clone()) => {
                harvest.reject(id, "the station comes twice in station_status");
            }
            Some(Some(station)) => {
                let thing = thing(&id, station, facts, context);
                observe(&thing, &status, facts, updated, context, harvest);
                harvest.things.push(thing);
            }
        }
    }
    unknown
}

fn thing(id: &str, station: &StationInformation, facts: Facts<'_>, context: Context<'_>) -> Thing {
    let place = Place::of(&station.lat, &station.lon, context.area);
    Thing {
        id: ThingId::of(&context.feed.id, &facts.external(id)),
        feed: context.feed.id.clone(),
        kind: ThingKind::SharingStation,
        name: localised(&station.name).unwrap_or_else(|| id.to_owned()),
        position: place.ok().and_then(Place::position),
        district: None,
        facts: ThingFacts {
            capacity: station.capacity.count(),
            address: station.address.text(),
            opening_hours: station.station_opening_hours.text(),
            operator: facts.name.map(str::to_owned),
            url: station
                .rental_uris
                .web
                .text()
                .filter(|url| url.starts_with("https://")),
            ..ThingFacts::default()
        },
    }
}

fn observe(
    thing: &Thing,
    status: &StationStatus,
    facts: Facts<'_>,
    updated: Timestamp,
    context: Context<'_>,
    harvest: &mut Harvest,
) {
    // Some operators leave the time of the station at a constant.
    const OLDEST: SignedDuration = SignedDuration::from_hours(24);
    let reported = time(&status.last_reported);
    let reported = reported.filter(|it| *it <= updated && updated.duration_since(*it) < OLDEST);
    let end = reported.unwrap_or(updated);

    let works = status.is_installed.flag() != Some(false);
    let renting = works && status.is_renting.flag() != Some(false);
    let returning = works && status.is_returning.flag() != Some(false);
    // A station that does not rent has vehicles, but none that can be taken.
    let available = |count: &Loose, open: bool| if open { count.number() } else { Ok(Some(0.0)) };

    let (every, stale): (Duration, Duration) = (context.feed.interval, context.feed.stale_after);
    let vehicles = Datastream::instant(&thing.id, Property::VehiclesAvailable, every, stale);
    let docks = Datastream::instant(&thing.id, Property::DocksAvailable, every, stale);
    let docks = match thing.facts.capacity {
        Some(capacity) if capacity > 0 => docks.within(0.0, capacity.into()),
        _ => docks,
    };
    let mut tell = |stream: &Datastream, value: Result<Option<f64>, _>| match value {
        Ok(value) => {
            let stream = harvest.datastream(stream.clone());
            harvest.observe(stream, end, value, Quality::Ok);
        }
        Err(odd) => harvest.reject(stream.id.to_string(), odd),
    };
    if status.num_vehicles_available != Loose::Nothing {
        tell(
            &vehicles,
            available(&status.num_vehicles_available, renting),
        );
    }
    if status.num_docks_available != Loose::Nothing {
        tell(&docks, available(&status.num_docks_available, returning));
    }
    let mut by_class: BTreeMap<VehicleClass, f64> = BTreeMap::new();
    for of_type in &status.vehicle_types_available {
        let class = of_type
            .vehicle_type_id
            .text()
            .and_then(|id| facts.classes.get(&id));
        if let (Some(class), Some(count)) = (class, of_type.count.finite()) {
            *by_class.entry(*class).or_default() += if renting { count } else { 0.0 };
        }
    }
    for (class, count) in by_class {
        tell(&vehicles.clone().of_class(class), Ok(Some(count)));
    }
}
