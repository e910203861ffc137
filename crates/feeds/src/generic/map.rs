//! Records to things and observations.

use std::{collections::HashMap, time::Duration};

use domain::{
    Coordinate,
    live::{Datastream, Harvest, Quality, Thing, ThingFacts, ThingId, VehicleClass},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    mapping::{Mapping, Value},
    wire::Record,
};
use crate::{
    connector::Context,
    loose::{Loose, Odd},
    place::Place,
};

/// One reading.
pub(super) struct Reading<'a> {
    mapping: &'a Mapping,
    context: Context<'a>,
    harvest: Harvest,
    /// Whether a thing is in the city, by its identifier.
    things: HashMap<String, bool>,
    /// Records in which at least one value was looked for and none was there.
    barren: u32,
    /// Records in which no value was looked for.
    other: u32,
}

impl<'a> Reading<'a> {
    pub(super) fn new(mapping: &'a Mapping, context: Context<'a>) -> Self {
        Self {
            mapping,
            context,
            harvest: Harvest::default(),
            things: HashMap::new(),
            barren: 0,
            other: 0,
        }
    }

    /// Adds one record.
    pub(super) fn add(&mut self, record: &Record<'_>) {
        self.harvest.seen += 1;
        let mapping = self.mapping;
        let wanted = |value: &&Value| {
            let mut only = value.only.iter();
            only.all(|(field, expected)| self.text(record, field).as_ref() == Some(expected))
        };
        let values: Vec<&Value> = mapping.values.iter().filter(wanted).collect();
        if values.is_empty() {
            self.other += 1;
            return;
        }
        let name = format!("record {}", self.harvest.seen);
        let id = match self.thing(record) {
            Ok(Some(id)) => id,
            Ok(None) => return,
            Err(reason) => return self.harvest.reject(name, reason),
        };
        let mut barren = true;
        for value in values {
            let Some(found) = record.field(&value.field) else {
                continue;
            };
            barren = false;
            if let Err(reason) = self.observe(record, value, &found, &id) {
                let name = format!("{name}, `{}`", value.field);
                self.harvest.reject(name, reason);
            }
        }
        self.barren += u32::from(barren);
    }

    /// The harvest, or why the mapping does not fit; `sample` is one of the records.
    pub(super) fn harvest(self, sample: Option<&Record<'_>>) -> Result<Harvest, String> {
        let Some(sample) = sample.filter(|_| self.harvest.observations.is_empty()) else {
            return Ok(self.harvest);
        };
        let names = sample.names();
        if self.other == self.harvest.seen {
            return Err(format!(
                "no record has what `only` of `values` asks for; a record has {names}"
            ));
        }
        if self.barren > 0 {
            let fields = self
                .mapping
                .values
                .iter()
                .map(|value| format!("`{}`", value.field));
            let fields: Vec<String> = fields.take(10).collect();
            return Err(format!(
                "no record has {}; a record has {names}",
                fields.join(" or ")
            ));
        }
        Ok(self.harvest)
    }

    /// The text of a field, unless it stands for nothing.
    fn text(&self, record: &Record<'_>, field: &str) -> Option<String> {
        let text = record.field(field)?.text()?;
        (!self.mapping.missing.contains(&text)).then_some(text)
    }

    /// The identifier of the record's thing; `None` when it is not one of those that are wanted.
    fn thing(&mut self, record: &Record<'_>) -> Result<Option<String>, String> {
        let mapping = self.mapping;
        let fields = &mapping.thing;
        let known = match &fields.id {
            None => mapping.things.first(),
            Some(field) => {
                let id = self.text(record, field);
                let Some(id) = id else {
                    let names = record.names();
                    return Err(format!("it has no `{field}` (`thing.id`), but {names}"));
                };
                if let Some(inside) = self.things.get(&id) {
                    return Ok(inside.then_some(id));
                }
                match mapping.things.iter().find(|known| known.id == id) {
                    Some(known) => Some(known),
                    None => return self.found(record, id),
                }
            }
        };
        let Some(known) = known else {
            return Ok(None);
        };
        if !self.things.contains_key(&known.id) {
            let position = Coordinate::new(known.lat, known.lon).ok();
            self.insert(&known.id, known.name.clone(), position);
        }
        Ok(Some(known.id.clone()))
    }

    /// A thing that only the source knows.
    fn found(&mut self, record: &Record<'_>, id: String) -> Result<Option<String>, String> {
        let fields = &self.mapping.thing;
        let position = match (&fields.lat, &fields.lon) {
            (Some(lat), Some(lon)) => {
                let of = |field: &String| self.number_of(&record.field(field).unwrap_or_default());
                let place = Place::of(&of(lat), &of(lon), self.context.area);
                place.map_err(|odd| odd.to_string())?.position()
            }
            _ => None,
        };
        // Without a position it counts only when none was asked for.
        let listed_only = !self.mapping.things.is_empty();
        let wanted = position.is_some() || (fields.lat.is_none() && !listed_only);
        if wanted {
            let name = fields
                .name
                .as_ref()
                .and_then(|field| self.text(record, field));
            self.insert(&id, name.unwrap_or_else(|| id.clone()), position);
        } else {
            self.things.insert(id.clone(), false);
        }
        Ok(wanted.then_some(id))
    }

    fn insert(&mut self, id: &str, name: String, position: Option<Coordinate>) {
        self.things.insert(id.to_owned(), true);
        self.harvest.things.push(Thing {
            id: ThingId::of(&self.context.feed.id, id),
            feed: self.context.feed.id.clone(),
            kind: self.mapping.thing.kind,
            name,
            position,
            district: None,
            facts: ThingFacts::default(),
        });
    }

    fn observe(
        &mut self,
        record: &Record<'_>,
        value: &Value,
        found: &Loose,
        id: &str,
    ) -> Result<(), String> {
        let minutes = |minutes: u64| Duration::from_mins(minutes.min(1 << 20));
        let period = value.period_minutes.map(minutes);
        let end = self.end(record, period)?;
        let number = self.number(found).map_err(|odd| odd.to_string())?;
        let number = number.map(|number| number * value.factor + value.offset);
        let feed = self.context.feed;
        let every = value
            .every_minutes
            .map(minutes)
            .or(period)
            .unwrap_or(feed.interval);
        let thing = ThingId::of(&feed.id, id);
        let mut stream = Datastream::instant(&thing, value.property, every, feed.stale_after);
        if let (Some(aggregation), Some(period)) = (value.aggregation, period) {
            stream = stream.over(aggregation, period);
        }
        if let Some(class) = self.class(record, value)? {
            stream = stream.of_class(class);
        }
        let direction = value
            .direction_field
            .as_ref()
            .and_then(|field| self.text(record, field));
        if let Some(direction) = value.direction.as_ref().or(direction.as_ref()) {
            stream = stream.towards(direction);
        }
        let stream = self.harvest.datastream(stream);
        self.harvest.observe(stream, end, number, Quality::Ok);
        Ok(())
    }

    fn end(&self, record: &Record<'_>, period: Option<Duration>) -> Result<Timestamp, String> {
        let Some(time) = &self.mapping.time else {
            return Ok(self.context.now);
        };
        let mut parts = Vec::new();
        for field in &time.fields {
            let part = self.text(record, field);
            parts.push(part.ok_or_else(|| format!("it has no `{field}` (`time.fields`)"))?);
        }
        let text = parts.join(" ");
        let period = period.and_then(|period| SignedDuration::try_from(period).ok());
        let end = time.end(&text, period, self.context);
        end.ok_or_else(|| format!("`{text}` is not a time as `{}`", time.format))
    }

    fn class(&self, record: &Record<'_>, value: &Value) -> Result<Option<VehicleClass>, String> {
        let Some(field) = &value.class_field else {
            return Ok(value.class);
        };
        let Some(text) = self.text(record, field) else {
            return Ok(None);
        };
        let class = value
            .classes
            .get(&text)
            .copied()
            .or_else(|| VehicleClass::parse(&text));
        let class = class.ok_or_else(|| format!("`{text}` is not in `classes`"))?;
        Ok(Some(class))
    }

    /// The number of a field; `None` when the source has none.
    fn number(&self, found: &Loose) -> Result<Option<f64>, Odd> {
        match self.number_of(found) {
            Loose::Flag(flag) => Ok(Some(f64::from(u8::from(flag)))),
            number => number.number(),
        }
    }

    /// The same value with a decimal point, or nothing where it stands for nothing.
    fn number_of(&self, found: &Loose) -> Loose {
        match found {
            Loose::Text(text) if self.mapping.missing.contains(text) => Loose::Nothing,
            Loose::Text(text) if self.mapping.decimal_comma => {
                Loose::Text(text.replace('.', "").replace(',', "."))
            }
            other => other.clone(),
        }
    }
}
