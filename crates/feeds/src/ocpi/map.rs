//! From locations to charging sites.
//!
//! Time: a state holds from its last change on, so that of the change says nothing about how old
//! the word is. What a source says is what it knows at the time of the reading.

use domain::live::{Datastream, Harvest, Property, Quality, Thing, ThingFacts, ThingId, ThingKind};

use super::wire::{Evse, Location};
use crate::{
    connector::Context,
    loose::{Loose, whole_milliseconds},
    place::Place,
};

/// What a point does, as far as a driver is concerned.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Free,
    Occupied,
    OutOfOrder,
}

/// Adds a location to the harvest, or says there why it is not one. What is not in the city is left
/// out, and so is a location of whose points nobody tells the state.
pub(super) fn location(id: &str, location: &Location, harvest: &mut Harvest, context: Context<'_>) {
    let at = &location.coordinates;
    let position = match Place::of(&at.latitude, &at.longitude, context.area) {
        Ok(Place::Inside(position)) => position,
        Ok(Place::Outside) => return,
        Ok(Place::Unknown) => return harvest.reject(id, "it has no position"),
        Err(odd) => return harvest.reject(id, odd),
    };
    let stations = location.charging_pool.iter();
    let points: Vec<&Evse> = stations
        .flat_map(|station| &station.evses)
        .chain(&location.evses)
        .filter(|point| !is_gone(point))
        .collect();
    let states: Vec<State> = points.iter().filter_map(|point| state(point)).collect();
    if states.is_empty() {
        return;
    }
    let thing = ThingId::of(&context.feed.id, id);
    harvest.things.push(Thing {
        id: thing.clone(),
        feed: context.feed.id.clone(),
        kind: ThingKind::ChargingSite,
        name: name(location).unwrap_or_else(|| id.to_owned()),
        position: Some(position),
        district: None,
        facts: facts(location, &points),
    });
    let (every, stale) = (context.feed.interval, context.feed.stale_after);
    for (property, wanted) in [
        (Property::FreePoints, State::Free),
        (Property::OccupiedPoints, State::Occupied),
        (Property::BrokenPoints, State::OutOfOrder),
    ] {
        let count = states.iter().filter(|state| **state == wanted).count();
        let stream = Datastream::instant(&thing, property, every, stale);
        let stream = harvest.datastream(stream);
        let count = u32::try_from(count).ok().map(f64::from);
        harvest.observe(stream, whole_milliseconds(context.now), count, Quality::Ok);
    }
}

/// `None` for what nobody tells.
fn state(point: &Evse) -> Option<State> {
    match point.status.text()?.as_str() {
        "AVAILABLE" => Some(State::Free),
        "CHARGING" | "BLOCKED" | "RESERVED" => Some(State::Occupied),
        "INOPERATIVE" | "OUTOFORDER" => Some(State::OutOfOrder),
        // `STATIC`, `UNKNOWN` and whatever comes to be.
        _ => None,
    }
}

fn is_gone(point: &Evse) -> bool {
    let told = [&point.status, &point.presence].map(Loose::text);
    let gone = |told: &Option<String>| matches!(told.as_deref(), Some("REMOVED" | "PLANNED"));
    told.iter().any(gone)
}

/// Its own name, or else its street.
fn name(location: &Location) -> Option<String> {
    location.name.text().or_else(|| location.address.text())
}

fn facts(location: &Location, points: &[&Evse]) -> ThingFacts {
    let connectors = || points.iter().flat_map(|point| &point.connectors);
    let mut plugs: Vec<String> = connectors().filter_map(|one| one.standard.text()).collect();
    plugs.sort();
    plugs.dedup();
    let watts = connectors().filter_map(|one| one.max_electric_power.finite());
    let most = watts.filter(|watts| *watts > 0.0).reduce(f64::max);
    let town = [&location.postal_code, &location.city].map(Loose::text);
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [location.address.text(), Some(town)].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let always = location.opening_times.twentyfourseven.flag() == Some(true);
    ThingFacts {
        capacity: u32::try_from(points.len()).ok(),
        address: (!parts.is_empty()).then(|| parts.join(", ")),
        opening_hours: always.then(|| "24/7".to_owned()),
        operator: location.operator.name.text(),
        plugs,
        power_kw: most.map(|watts| watts / 1_000.0),
        ..ThingFacts::default()
    }
}
