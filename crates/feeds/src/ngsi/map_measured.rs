//! Sensors whose attributes are measured properties: air, weather, water, and what a city maps.

use std::collections::HashMap;

use domain::live::{Datastream, Harvest, Property, Quality, ThingId, ThingKind};

use super::{
    units,
    window::{self, Window},
    wire::{Attribute, Entity},
};
use crate::{
    connector::Context,
    loose::{Loose, Odd},
};

/// Attributes of `AirQualityObserved` and `WeatherObserved`.
pub(super) const AIR_AND_WEATHER: &[(&str, Property)] = &[
    ("no2", Property::No2),
    ("o3", Property::O3),
    ("pm10", Property::Pm10),
    ("pm25", Property::Pm25),
    ("so2", Property::So2),
    ("co", Property::Co),
    ("temperature", Property::AirTemperature),
    ("feelsLikeTemperature", Property::FeltTemperature),
    ("feelLikesTemperature", Property::FeltTemperature),
    ("dewPoint", Property::DewPoint),
    ("relativeHumidity", Property::RelativeHumidity),
    ("precipitation", Property::Precipitation),
    ("atmosphericPressure", Property::Pressure),
    ("windSpeed", Property::WindSpeed),
    ("gustSpeed", Property::WindGust),
    ("windDirection", Property::WindDirection),
    ("uVIndexMax", Property::UvIndex),
];

/// Attributes of `WaterObserved`.
pub(super) const WATER: &[(&str, Property)] = &[
    ("height", Property::WaterLevel),
    ("flow", Property::Discharge),
    ("temperature", Property::WaterTemperature),
];

/// What a type of entities measures.
pub(super) struct Measured {
    pub(super) kind: ThingKind,
    properties: HashMap<String, Property>,
}

impl Measured {
    pub(super) fn new<'a>(
        kind: ThingKind,
        attributes: impl Iterator<Item = (&'a str, Property)>,
    ) -> Self {
        Self {
            kind,
            properties: attributes
                .map(|(name, property)| (plain(name), property))
                .collect(),
        }
    }

    /// Adds what an entity measured. One odd value leaves the others.
    pub(super) fn observe(
        &self,
        thing: &ThingId,
        entity: &Entity,
        harvest: &mut Harvest,
        context: Context<'_>,
    ) -> Result<(), Odd> {
        let common = Window::of(entity)?;
        let mut known: Vec<(&str, &Attribute, Property)> = entity
            .attributes()
            .filter_map(|(name, it)| Some((name, it, *self.properties.get(&plain(name))?)))
            .collect();
        // The order of a hash map is another one each time.
        known.sort_by_key(|(name, ..)| *name);
        for (name, attribute, property) in known {
            match measured(attribute, property, common) {
                Ok(None) => {}
                Ok(Some((window, value))) => {
                    let (every, stale) = (context.feed.interval, context.feed.stale_after);
                    let stream = Datastream::instant(thing, property, every, stale);
                    let stream = harvest.datastream(window.stream(stream, context));
                    harvest.observe(stream, window.end, value, Quality::Ok);
                }
                Err(odd) => harvest.reject(format!("{}: {name}", entity.id), odd),
            }
        }
        Ok(())
    }
}

/// When an attribute was measured, and its value in the unit of its property. What adds up is of
/// no use without the time it was added up for.
fn measured(
    attribute: &Attribute,
    property: Property,
    common: Option<Window>,
) -> Result<Option<(Window, Option<f64>)>, Odd> {
    let own = window::told(&attribute.observed)?;
    let own = own.map(|end| Window { end, period: None });
    // A window says more than an instant.
    let window = common.filter(|it| it.period.is_some()).or(own).or(common);
    let window = window.ok_or_else(|| Odd::new("nothing", "the time of a value"))?;
    let adds_up = matches!(
        property,
        Property::Precipitation
            | Property::Sunshine
            | Property::SolarRadiation
            | Property::VehicleCount
            | Property::BicycleCount
            | Property::PedestrianCount
    );
    if adds_up && window.period.is_none() {
        return Ok(None);
    }
    let value = Loose::from(&attribute.value).number()?;
    let value = value.map(|value| units::stored(property, value, attribute.unit.as_deref()));
    Ok(Some((window, value.transpose()?)))
}

/// A name without its case and its signs: `PM2.5` and `pm25` are the same.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}
