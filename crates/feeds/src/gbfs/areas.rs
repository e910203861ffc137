//! Vehicles that stand free: how many in each district. Where one stands is forgotten at once.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Coordinate, District, DistrictId,
    district::district_of,
    live::{
        Datastream, Harvest, Property, Quality, Thing, ThingFacts, ThingId, ThingKind, VehicleClass,
    },
};
use geo::InteriorPoint;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{system::Facts, wire::Vehicle};
use crate::{connector::Context, place::Place};

/// How many vehicles stand where.
type Counts = BTreeMap<(DistrictId, Option<VehicleClass>), u32>;

/// Adds every district with its number of vehicles that can be taken, also when there are none.
pub(super) fn count(
    list: Vec<Value>,
    facts: Facts<'_>,
    updated: Timestamp,
    context: Context<'_>,
    harvest: &mut Harvest,
) {
    let mut counts = Counts::new();
    let mut classes = BTreeSet::new();
    for (number, value) in list.into_iter().enumerate() {
        harvest.seen += 1;
        let vehicle = match Vehicle::deserialize(value) {
            Ok(vehicle) => vehicle,
            Err(error) => {
                harvest.reject(format!("vehicle {}", number + 1), error);
                continue;
            }
        };
        let class = vehicle
            .type_id
            .text()
            .and_then(|id| facts.classes.get(&id))
            .copied();
        classes.extend(class);
        match district(&vehicle, context) {
            Ok(Some(district)) => {
                *counts.entry((district.id.clone(), None)).or_default() += 1;
                if class.is_some() {
                    *counts.entry((district.id.clone(), class)).or_default() += 1;
                }
            }
            Ok(None) => {}
            // The reason would tell where it stands.
            Err(()) => harvest.reject(format!("vehicle {}", number + 1), "it has no position"),
        }
    }
    for district in context.districts {
        let thing = thing(district, facts, context);
        let (every, stale) = (context.feed.interval, context.feed.stale_after);
        let all = Datastream::instant(&thing.id, Property::VehiclesAvailable, every, stale);
        let of_classes = classes
            .iter()
            .map(|class| (Some(*class), all.clone().of_class(*class)));
        for (class, stream) in std::iter::once((None, all.clone())).chain(of_classes) {
            let count = counts
                .get(&(district.id.clone(), class))
                .copied()
                .unwrap_or(0);
            let stream = harvest.datastream(stream);
            harvest.observe(stream, updated, Some(count.into()), Quality::Ok);
        }
        harvest.things.push(thing);
    }
}

/// The district of a vehicle that can be taken and stands free in the city.
fn district<'a>(vehicle: &Vehicle, context: Context<'a>) -> Result<Option<&'a District>, ()> {
    let taken =
        vehicle.is_reserved.flag() == Some(true) || vehicle.is_disabled.flag() == Some(true);
    if taken || vehicle.station_id.text().is_some() {
        return Ok(None);
    }
    match Place::of(&vehicle.lat, &vehicle.lon, context.area) {
        Ok(Place::Inside(position)) => Ok(district_of(context.districts, position)),
        Ok(Place::Outside) => Ok(None),
        Ok(Place::Unknown) | Err(_) => Err(()),
    }
}

fn thing(district: &District, facts: Facts<'_>, context: Context<'_>) -> Thing {
    let inside = district.boundary.interior_point();
    let position = inside.and_then(|point| Coordinate::new(point.y(), point.x()).ok());
    Thing {
        id: ThingId::of(
            &context.feed.id,
            &facts.external(&format!("district:{}", district.id)),
        ),
        feed: context.feed.id.clone(),
        kind: ThingKind::SharingArea,
        name: district.name.clone(),
        position,
        district: Some(district.id.clone()),
        facts: ThingFacts {
            operator: facts.name.map(str::to_owned),
            ..ThingFacts::default()
        },
    }
}
