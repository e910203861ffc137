//! From a station of Pegelonline to a gauge and its values.
//!
//! Time: the clock at the gauge with its offset, so that the hour that comes twice has two instants.

use std::time::Duration;

use domain::live::{
    Datastream, Harvest, Mark, Property, Quality, Thing, ThingFacts, ThingId, ThingKind,
};
use jiff::Timestamp;

use super::wire::{self, Characteristic, Measurement, Station, Timeseries};
use crate::{
    connector::Context,
    loose::{Loose, Odd},
    place::Place,
};

/// How often there is a value when the source does not say.
const USUALLY: Duration = Duration::from_mins(15);

/// The property of a timeseries, by its short name.
pub(super) fn property(shortname: &str) -> Option<Property> {
    match shortname {
        "W" => Some(Property::WaterLevel),
        "Q" => Some(Property::Discharge),
        "WT" => Some(Property::WaterTemperature),
        "LT" => Some(Property::AirTemperature),
        _ => None,
    }
}

/// What a source's unit has to be multiplied with. A height above the sea is no level.
fn factor(property: Property, unit: &Loose) -> Result<f64, Odd> {
    let unit = unit.text().unwrap_or_default();
    match (property, unit.as_str()) {
        (Property::WaterLevel, "cm")
        | (Property::Discharge, "m³/s" | "m3/s")
        | (Property::WaterTemperature | Property::AirTemperature, "°C") => Ok(1.0),
        (Property::WaterLevel, "m") => Ok(100.0),
        (Property::WaterLevel, "mm") => Ok(0.1),
        (Property::Discharge, "l/s") => Ok(0.001),
        _ => Err(Odd::new(&unit, "a unit of this timeseries")),
    }
}

/// A timeseries with its place in the harvest.
pub(super) struct Series {
    pub(super) name: String,
    stream: u32,
    factor: f64,
    quality: Quality,
    every: Duration,
    /// When its newest value was measured.
    pub(super) newest: Option<Timestamp>,
}

/// The gauge, and those of its timeseries that are wanted, with their newest values.
pub(super) fn station(
    station: &Station,
    wanted: &[String],
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<Vec<Series>, Odd> {
    let id = station.uuid.text();
    let id = id.ok_or_else(|| Odd::new("nothing", "the identifier of a station"))?;
    let thing = ThingId::of(&context.feed.id, &id);
    let mut marks = Vec::new();
    let mut found = Vec::new();
    for name in wanted {
        harvest.seen += 1;
        let told = station.timeseries.iter().flat_map(wire::all::<Timeseries>);
        let series = told
            .into_iter()
            .find(|it| it.shortname.text().as_deref() == Some(name));
        let series = series.ok_or_else(|| Odd::new(name, "a timeseries of this station"));
        match series.and_then(|told| series_of(&thing, name, &told, harvest, context)) {
            Ok((series, told)) => {
                if name == "W" {
                    marks = told;
                }
                found.push(series);
            }
            Err(odd) => harvest.reject(name, odd),
        }
    }
    let name = station.longname.text().or_else(|| station.shortname.text());
    harvest.things.push(Thing {
        id: thing,
        feed: context.feed.id.clone(),
        kind: ThingKind::WaterGauge,
        name: name.unwrap_or(id),
        // It may stand outside the city; somebody chose it.
        position: Place::chosen(&station.latitude, &station.longitude, context.area),
        district: None,
        facts: ThingFacts {
            water: station.water(),
            marks,
            ..ThingFacts::default()
        },
    });
    Ok(found)
}

fn series_of(
    thing: &ThingId,
    name: &str,
    told: &Timeseries,
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<(Series, Vec<Mark>), Odd> {
    let property = property(name).ok_or_else(|| Odd::new(name, "a known timeseries"))?;
    let factor = factor(property, &told.unit)?;
    let minutes = told.equidistance.count().filter(|minutes| *minutes > 0);
    let every = minutes.map_or(USUALLY, |minutes| Duration::from_mins(minutes.into()));
    let stale = context.feed.stale_after.max(3 * every);
    let raw = told
        .longname
        .text()
        .is_some_and(|it| it.contains("ROHDATEN"));
    let mut series = Series {
        name: name.to_owned(),
        stream: harvest.datastream(Datastream::instant(thing, property, every, stale)),
        factor,
        quality: if raw {
            Quality::Provisional
        } else {
            Quality::Ok
        },
        every,
        newest: None,
    };
    for current in wire::all::<Measurement>(&told.current) {
        series.newest = series.observe(&current, harvest);
    }
    let values = wire::all::<Characteristic>(&told.marks);
    let marks = values.iter().filter_map(|value| mark(property, value));
    Ok((series, marks.collect()))
}

impl Series {
    /// Adds a measurement to the harvest, or says there why not; when it was measured.
    pub(super) fn observe(
        &self,
        measured: &Measurement,
        harvest: &mut Harvest,
    ) -> Option<Timestamp> {
        let read = || -> Result<(Timestamp, Option<f64>), Odd> {
            let at = measured.timestamp.instant()?;
            let at = at.ok_or_else(|| Odd::new("nothing", "the time of a value"))?;
            Ok((at, measured.value.number()?))
        };
        match read() {
            Ok((at, value)) => {
                let value = value.map(|value| value * self.factor);
                harvest.observe(self.stream, at, value, self.quality);
                Some(at)
            }
            Err(odd) => {
                harvest.reject(&self.name, odd);
                None
            }
        }
    }

    /// Whether values are missing between the last one that was read and the newest.
    pub(super) fn has_gap_after(&self, last: Timestamp) -> bool {
        let Some(newest) = self.newest else {
            return true;
        };
        let gap = Duration::try_from(newest.duration_since(last)).unwrap_or_default();
        gap > self.every
    }
}

fn mark(property: Property, told: &Characteristic) -> Option<Mark> {
    let name = told.shortname.text()?;
    Some(Mark {
        value: told.value.finite()? * factor(property, &told.unit).ok()?,
        long_name: told.longname.text().unwrap_or_else(|| name.clone()),
        name,
    })
}
