//! From entities to things: who they are and where they stand.

use domain::{
    Coordinate,
    live::{Harvest, Thing, ThingFacts, ThingId, ThingKind},
};

use super::{
    map_parking, map_traffic,
    options::{Meaning, Options},
    wire::Entity,
};
use crate::{connector::Context, loose::Odd, place::Place};

/// Adds an entity to the harvest, or says there why not. What is not in the city is left out.
pub(super) fn entity(record: &str, options: &Options, harvest: &mut Harvest, context: Context<'_>) {
    harvest.seen += 1;
    let entity = match Entity::read(record) {
        Ok(entity) => entity,
        Err(reason) => {
            let beginning: String = record.chars().take(60).collect();
            return harvest.reject(beginning, reason);
        }
    };
    if let Err(odd) = add(&entity, options, harvest, context) {
        harvest.reject(&entity.id, odd);
    }
}

fn add(
    entity: &Entity,
    options: &Options,
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<(), Odd> {
    let (lat, lon) = entity.position();
    let position = match Place::of(&lat, &lon, context.area)? {
        Place::Outside => return Ok(()),
        Place::Inside(position) => Some(position),
        Place::Unknown => None,
    };
    let id = external(&entity.id, &options.kind);
    let thing = ThingId::of(&context.feed.id, id);
    let (kind, facts) = match &options.meaning {
        Meaning::CarPark => (ThingKind::CarPark, map_parking::facts(entity)),
        Meaning::TrafficCounter => (ThingKind::TrafficCounter, ThingFacts::default()),
        Meaning::Measured(measured) => (measured.kind, ThingFacts::default()),
    };
    let name = name(entity).unwrap_or_else(|| id.to_owned());
    know(harvest, kind, &thing, name, position, facts, context);
    match &options.meaning {
        Meaning::CarPark => map_parking::observe(&thing, entity, harvest, context),
        Meaning::TrafficCounter => map_traffic::observe(&thing, entity, harvest, context),
        Meaning::Measured(measured) => measured.observe(&thing, entity, harvest, context),
    }
}

/// Adds a thing, unless another entity has brought it.
fn know(
    harvest: &mut Harvest,
    kind: ThingKind,
    id: &ThingId,
    name: String,
    position: Option<Coordinate>,
    facts: ThingFacts,
    context: Context<'_>,
) {
    if harvest.things.iter().any(|known| known.id == *id) {
        return;
    }
    harvest.things.push(Thing {
        id: id.clone(),
        feed: context.feed.id.clone(),
        kind,
        name,
        position,
        district: None,
        facts,
    });
}

/// What comes after the type in `urn:ngsi-ld:OffStreetParking:P0`.
fn external<'a>(id: &'a str, kind: &str) -> &'a str {
    let urn = id
        .strip_prefix("urn:")
        .and_then(|rest| rest.split_once(':'));
    let rest = urn.and_then(|(_, rest)| rest.strip_prefix(kind)?.strip_prefix(':'));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(id)
}

/// What the source calls it, or else the street.
fn name(entity: &Entity) -> Option<String> {
    let name = entity.first(&["name", "staticName", "alternateName", "stationName"]);
    name.text()
        .or_else(|| entity.address("streetAddress").text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_what_comes_after_the_type() {
        let of = |id| external(id, "OffStreetParking");
        assert_eq!(of("urn:ngsiv2:OffStreetParking:P00"), "P00");
        assert_eq!(of("urn:ngsi-ld:OffStreetParking:a:b"), "a:b");
        assert_eq!(
            of("urn:ngsi-ld:OffStreetParking:"),
            "urn:ngsi-ld:OffStreetParking:"
        );
        assert_eq!(of("OffStreetParking-7"), "OffStreetParking-7");
    }
}
