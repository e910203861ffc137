//! Datastreams and observations to ours. Times have an offset; an interval ends with its second
//! instant.

use std::{collections::HashMap, time::Duration};

use domain::live::{
    Aggregation, Datastream, DatastreamId, Harvest, Property, Quality, Thing, ThingFacts, ThingId,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{
    fetch::Options,
    listen::number_in,
    streams::{Known, Streams},
    unit::conversion,
    wire,
};
use crate::{
    connector::{Context, ReadError},
    instant::with_offset,
    line::Geometry,
    loose::{Loose, json, unreadable},
    place::Place,
};

/// One reading of all pages.
pub(super) struct Reading<'a> {
    options: &'a Options,
    context: Context<'a>,
    harvest: Harvest,
    found: HashMap<String, Known>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(options: &'a Options, context: Context<'a>) -> Self {
        Self {
            options,
            context,
            harvest: Harvest::default(),
            found: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, datastreams: Vec<Value>) {
        for value in datastreams {
            self.harvest.seen += 1;
            let record = format!("datastream {}", self.harvest.seen);
            let datastream = match wire::Datastream::deserialize(value) {
                Ok(datastream) => datastream,
                Err(error) => {
                    self.harvest.reject(record, error);
                    continue;
                }
            };
            match self.known(&datastream) {
                Ok(Some((number, known))) => {
                    for observation in datastream.observations {
                        if let Err(reason) = observe(
                            observation,
                            &number,
                            &known,
                            self.context,
                            &mut self.harvest,
                        ) {
                            self.harvest.reject(format!("datastream {number}"), reason);
                        }
                    }
                    self.found.insert(number, known);
                }
                Ok(None) => {}
                Err(reason) => {
                    let name = datastream.name.text().unwrap_or(record);
                    self.harvest.reject(name, reason);
                }
            }
        }
    }

    /// Notes why not all pages were read.
    pub(super) fn reject_page(&mut self, reason: &str) {
        self.harvest.reject("pages", reason);
    }

    pub(super) fn finish(self) -> (Harvest, HashMap<String, Known>) {
        (self.harvest, self.found)
    }

    /// A datastream of a property that is wanted, in the city.
    fn known(&self, datastream: &wire::Datastream) -> Result<Option<(String, Known)>, String> {
        let name = datastream
            .observed
            .name
            .text()
            .ok_or("its `ObservedProperty` has no name")?;
        let mapped = self.options.properties.get(&name).copied();
        let Some(property) = mapped.or_else(|| Property::parse(&name)) else {
            return Ok(None);
        };
        let number = match &datastream.id {
            Value::Number(number) => number.to_string(),
            // As it stands in addresses and topics.
            Value::String(id) if !id.is_empty() => format!("'{}'", id.replace('\'', "''")),
            _ => return Err("it has no `@iot.id`".to_owned()),
        };
        let Some(thing) = self.thing(&datastream.thing)? else {
            return Ok(None);
        };
        let unit = &datastream.unit;
        let units = [unit.symbol.text(), unit.name.text()];
        let conversion = units
            .iter()
            .flatten()
            .find_map(|unit| conversion(unit, property));
        let Some(conversion) = conversion else {
            let unit = units.into_iter().flatten().next().unwrap_or_default();
            return Err(format!(
                "its unit `{unit}` cannot be made {}",
                property.unit()
            ));
        };
        let known = Known {
            thing,
            property,
            conversion,
        };
        Ok(Some((number, known)))
    }

    /// The thing; `None` when it is not in the city.
    fn thing(&self, thing: &wire::Thing) -> Result<Option<Thing>, String> {
        let id = thing.id.text().ok_or("its `Thing` has no `@iot.id`")?;
        let pairs = thing.locations.iter().map(|it| &it.location).map(|placed| {
            let coordinates = placed.coordinates.clone();
            let own = Geometry { coordinates }.pairs();
            if own.is_empty() {
                placed.geometry.pairs()
            } else {
                own
            }
        });
        let position = match pairs.into_iter().flatten().next() {
            None => None,
            Some((lon, lat)) => {
                let (lat, lon) = (Loose::Number(lat), Loose::Number(lon));
                match Place::of(&lat, &lon, self.context.area).map_err(|odd| odd.to_string())? {
                    Place::Inside(position) => Some(position),
                    Place::Outside => return Ok(None),
                    Place::Unknown => None,
                }
            }
        };
        Ok(Some(Thing {
            id: ThingId::of(&self.context.feed.id, &id),
            feed: self.context.feed.id.clone(),
            kind: self.options.kind,
            name: thing.name.text().unwrap_or(id),
            position,
            district: None,
            facts: ThingFacts::default(),
        }))
    }
}

/// An observation that came by itself: the topic, a line break, and the observation.
pub(super) fn message(
    body: &[u8],
    streams: &Streams,
    context: Context<'_>,
) -> Result<Harvest, ReadError> {
    let broken = |reason: &str| unreadable("a message", reason);
    let end = body
        .iter()
        .position(|byte| *byte == b'\n')
        .ok_or_else(|| broken("it has no topic"))?;
    let topic = std::str::from_utf8(&body[..end]).map_err(|_| broken("its topic is no text"))?;
    let number = number_in(topic).ok_or_else(|| broken("its topic is not that of a datastream"))?;
    let observation: Value = json(topic, &body[end + 1..])?;
    let mut harvest = Harvest::default();
    harvest.seen = 1;
    match streams.get(number) {
        None => harvest.reject(topic, "no reading has told of this datastream"),
        Some(known) => {
            if let Err(reason) = observe(observation, number, &known, context, &mut harvest) {
                harvest.reject(topic, reason);
            }
        }
    }
    Ok(harvest)
}

fn observe(
    observation: Value,
    number: &str,
    known: &Known,
    context: Context<'_>,
    harvest: &mut Harvest,
) -> Result<(), String> {
    let observation =
        wire::Observation::deserialize(observation).map_err(|error| error.to_string())?;
    let text = observation
        .time
        .text()
        .ok_or("it has no `phenomenonTime`")?;
    let (start, end) = match text.split_once('/') {
        Some((start, end)) => (with_offset(start), with_offset(end)),
        None => (None, with_offset(&text)),
    };
    let end = end.ok_or_else(|| format!("`{text}` is not a time with an offset"))?;
    let value = result(&observation.result)?.map(|number| known.conversion.apply(number));
    let (every, stale) = (context.feed.interval, context.feed.stale_after);
    let mut stream = Datastream::instant(&known.thing.id, known.property, every, stale);
    // A thing may have several datastreams of one property.
    stream.id = DatastreamId::new(&format!("{}:{number}", stream.id));
    if let Some(period) = start.and_then(|start| period(start, end)) {
        stream = stream.over(aggregation(known.property), period);
    }
    if !harvest
        .things
        .iter()
        .any(|thing| thing.id == known.thing.id)
    {
        harvest.things.push(known.thing.clone());
    }
    let stream = harvest.datastream(stream);
    harvest.observe(stream, end, value, Quality::Ok);
    Ok(())
}

fn period(start: Timestamp, end: Timestamp) -> Option<Duration> {
    let period: Duration = end.duration_since(start).try_into().ok()?;
    (!period.is_zero()).then_some(period)
}

/// How a value stands for an interval, which the source does not say.
fn aggregation(property: Property) -> Aggregation {
    match property {
        Property::VehicleCount | Property::BicycleCount | Property::PedestrianCount => {
            Aggregation::Count
        }
        Property::Precipitation | Property::Sunshine | Property::SolarRadiation => Aggregation::Sum,
        Property::WindGust => Aggregation::Max,
        _ => Aggregation::Mean,
    }
}

/// A number, also in quotes or as the only value of an object.
fn result(result: &Value) -> Result<Option<f64>, String> {
    let value = match result {
        Value::Object(members) => match members.get("value").or(members.values().next()) {
            Some(value) if members.len() == 1 || members.contains_key("value") => value,
            _ => return Err("its `result` is an object without a `value`".to_owned()),
        },
        other => other,
    };
    match Loose::from(value) {
        Loose::Flag(flag) => Ok(Some(f64::from(u8::from(flag)))),
        number => number.number().map_err(|odd| format!("`result`: {odd}")),
    }
}
