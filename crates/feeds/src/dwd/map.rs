//! From a region or a place to what it says for today.
//!
//! Time: see `day`. A forecast is for a day and is kept as a value of an instant, since a day that is
//! not over yet has no mean.

use std::time::Duration;

use domain::live::{Datastream, Harvest, Property, Quality, Thing, ThingFacts, ThingId, ThingKind};

use super::{
    day::Today,
    wire::{Days, Place, Region},
};
use crate::{
    connector::Context,
    loose::{Loose, Odd},
};

const DAY: Duration = Duration::from_hours(24);

/// The plants by the names of the source.
pub(super) const PLANTS: [(&str, Property); 8] = [
    ("Hasel", Property::HazelPollen),
    ("Erle", Property::AlderPollen),
    ("Esche", Property::AshPollen),
    ("Birke", Property::BirchPollen),
    ("Graeser", Property::GrassPollen),
    ("Roggen", Property::RyePollen),
    ("Beifuss", Property::MugwortPollen),
    ("Ambrosia", Property::RagweedPollen),
];

impl Region {
    /// Its identifier: that of the part, or of the whole where it has no parts.
    pub(super) fn number(&self) -> Option<u32> {
        self.partregion_id.count().or(self.id.count())
    }

    fn title(&self) -> Option<String> {
        self.partregion_name.text().or(self.name.text())
    }
}

/// Adds the pollen of a region.
pub(super) fn pollen(
    region: &Region,
    id: u32,
    today: Today,
    harvest: &mut Harvest,
    context: Context<'_>,
) {
    let id = id.to_string();
    let name = region.title().unwrap_or_else(|| id.clone());
    let thing = thing(context, &id, name, ThingKind::PollenRegion);
    for (plant, property) in PLANTS {
        let Some(days) = region.pollen.get(plant) else {
            continue;
        };
        let days: Days = serde_json::from_value(days.clone()).unwrap_or_default();
        match load(today.value(&days)) {
            Ok(value) => observe(harvest, &thing, property, today, value, context),
            Err(odd) => harvest.reject(plant, odd),
        }
    }
    harvest.things.push(thing);
}

/// Adds the UV index of a place.
pub(super) fn uv(
    place: &Place,
    city: &str,
    today: Today,
    harvest: &mut Harvest,
    context: Context<'_>,
) {
    let thing = thing(context, city, city.to_owned(), ThingKind::WeatherStation);
    match today.value(&place.forecast).number() {
        Ok(value) => observe(harvest, &thing, Property::UvIndex, today, value, context),
        Err(odd) => harvest.reject(city, odd),
    }
    harvest.things.push(thing);
}

/// `2` or `1-2`, which lies between; -1 stands for nothing known.
fn load(told: &Loose) -> Result<Option<f64>, Odd> {
    let Loose::Text(text) = told else {
        return told.number();
    };
    let number = |text: &str| text.trim().parse::<f64>();
    let odd = |_| Odd::new(text, "a pollen load");
    if text == "-1" {
        return Ok(None);
    }
    let load = match text.split_once('-') {
        Some((low, high)) => f64::midpoint(number(low).map_err(odd)?, number(high).map_err(odd)?),
        None => number(text).map_err(odd)?,
    };
    Ok(Some(load))
}

fn thing(context: Context<'_>, id: &str, name: String, kind: ThingKind) -> Thing {
    Thing {
        id: ThingId::of(&context.feed.id, id),
        feed: context.feed.id.clone(),
        kind,
        name,
        position: None,
        district: None,
        facts: ThingFacts::default(),
    }
}

fn observe(
    harvest: &mut Harvest,
    thing: &Thing,
    property: Property,
    today: Today,
    value: Option<f64>,
    context: Context<'_>,
) {
    let stale = context.feed.stale_after.max(DAY);
    let stream = harvest.datastream(Datastream::instant(&thing.id, property, DAY, stale));
    harvest.observe(stream, today.since, value, Quality::Ok);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_lies_between_its_ends_and_minus_one_is_nothing() {
        let load = |text: &str| load(&Loose::Text(text.to_owned()));
        assert_eq!(load("0"), Ok(Some(0.0)));
        assert_eq!(load("0-1"), Ok(Some(0.5)));
        assert_eq!(load("2-3"), Ok(Some(2.5)));
        assert_eq!(load("-1"), Ok(None));
        assert!(load("viel").is_err());
        assert!(load("1-").is_err());
    }
}
