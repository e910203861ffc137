//! Counters of vehicles: a count for each class and window, not for an hour.

use std::time::Duration;

use domain::live::{Datastream, Harvest, Property, Quality, ThingId, VehicleClass};

use super::{units, window::Window, wire::Entity};
use crate::{
    connector::Context,
    loose::{Loose, Odd},
};

/// The window when only its end is told.
const USUALLY: Duration = Duration::from_mins(15);

/// Adds what one entity says of one class. An entity is written once for each class, so that a page
/// of entities shows the class that was written last; the others come by notification.
pub(super) fn observe(
    thing: &ThingId,
    entity: &Entity,
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<(), Odd> {
    let window = Window::of(entity)?;
    let window = window.ok_or_else(|| Odd::new("nothing", "the time of a count"))?;
    let window = Window {
        period: window.period.or(Some(USUALLY)),
        ..window
    };
    let class = entity
        .first(&["vehicleType"])
        .text()
        .map(|word| class(&word));
    let direction = entity.first(&["laneDirection"]).text();
    let speed = match entity.first(&["averageVehicleSpeed"]).number()? {
        Some(value) => Some(units::stored(
            Property::MeanSpeed,
            value,
            unit_of_speed(entity),
        )?),
        None => None,
    };
    let count = entity.value("intensity").map(Loose::from);
    let count = count.map(|count| count.number()).transpose()?;
    for (property, value) in [
        (Property::VehicleCount, count),
        (Property::MeanSpeed, speed.map(Some)),
    ] {
        let Some(value) = value else { continue };
        let (every, stale) = (context.feed.interval, context.feed.stale_after);
        let mut stream = Datastream::instant(thing, property, every, stale);
        if let Some(class) = class {
            stream = stream.of_class(class);
        }
        if let Some(direction) = &direction {
            stream = stream.towards(direction);
        }
        let stream = harvest.datastream(window.stream(stream, context));
        harvest.observe(stream, window.end, value, Quality::Ok);
    }
    Ok(())
}

fn unit_of_speed(entity: &Entity) -> Option<&str> {
    let mut all = entity.attributes();
    let speed = all.find(|(name, _)| *name == "averageVehicleSpeed");
    speed.and_then(|(_, attribute)| attribute.unit.as_deref())
}

/// The class of a word of the Smart Data Models; a new word is another vehicle.
fn class(word: &str) -> VehicleClass {
    match word.to_ascii_lowercase().as_str() {
        "lorry" | "truck" | "heavy" => VehicleClass::Lorry,
        "motorcycle" | "moped" | "motorscooter" => VehicleClass::Motorcycle,
        "bicycle" | "bike" => VehicleClass::Bicycle,
        "bus" | "minibus" | "coach" => VehicleClass::Bus,
        other => VehicleClass::parse(other).unwrap_or(VehicleClass::Other),
    }
}
