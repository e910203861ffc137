//! From rows of the Umweltbundesamt to a station of the air and its hours.
//!
//! Time: see `hours`. Every value is provisional; what was revised comes with the next reading.

use std::time::Duration;

use domain::live::{
    Aggregation, Datastream, Harvest, Property, Quality, Thing, ThingFacts, ThingId, ThingKind,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{hours, wire};
use crate::{
    connector::Context,
    loose::{Loose, Odd},
    place::Place,
};

const HOUR: Duration = Duration::from_hours(1);

/// An hour is told 20 to 40 minutes after its end, and the next one an hour later.
const STALE_AFTER: Duration = Duration::from_hours(3);

/// Number of the scope of hourly means.
pub(super) const HOURLY: u32 = 2;

/// What is measured: its name in the city folder, the number of the source, and the property.
pub(super) const COMPONENTS: [(&str, u32, Property); 4] = [
    ("PM10", 1, Property::Pm10),
    ("O3", 3, Property::O3),
    ("NO2", 5, Property::No2),
    ("PM2.5", 9, Property::Pm25),
];

/// Who a station is. The source has a code, by which it was chosen, and a number.
#[derive(Clone)]
pub(super) struct Station {
    pub(super) code: String,
    pub(super) number: Option<String>,
    name: Option<String>,
    lat: Loose,
    lon: Loose,
}

impl Station {
    /// A station of which nothing is known but its code.
    pub(super) fn unknown(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            number: None,
            name: None,
            lat: Loose::Nothing,
            lon: Loose::Nothing,
        }
    }

    /// A station from its row: number, code, name, …, longitude and latitude in places 7 and 8.
    pub(super) fn of(row: &Value) -> Option<Self> {
        Some(Self {
            code: wire::at(row, 1).text()?,
            number: wire::at(row, 0).text(),
            name: wire::at(row, 2).text(),
            lat: wire::at(row, 8),
            lon: wire::at(row, 7),
        })
    }

    pub(super) fn thing(&self, context: Context<'_>) -> Thing {
        Thing {
            id: self.id(context),
            feed: context.feed.id.clone(),
            kind: ThingKind::AirStation,
            name: self.name.clone().unwrap_or_else(|| self.code.clone()),
            position: Place::chosen(&self.lat, &self.lon, context.area),
            district: None,
            facts: ThingFacts::default(),
        }
    }

    fn id(&self, context: Context<'_>) -> ThingId {
        ThingId::of(&context.feed.id, &self.code)
    }
}

/// Adds the hour of a row of measures: component, scope, value, end, index.
pub(super) fn measure(
    station: &Station,
    (start, row): (&str, &Value),
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<(), Odd> {
    let number = wire::at(row, 0);
    let known = COMPONENTS
        .iter()
        .find(|(_, own, _)| number.count() == Some(*own));
    let property = known
        .ok_or_else(|| Odd::new(&number.to_string(), "a known component"))?
        .2;
    let scope = wire::at(row, 1);
    if scope.count() != Some(HOURLY) {
        return Err(Odd::new(&scope.to_string(), "the scope of hourly means"));
    }
    let end = end_of(start, &wire::at(row, 3))?;
    let value = wire::at(row, 2).number()?;
    let stream = stream(station, property, Aggregation::Mean, context);
    let stream = harvest.datastream(stream);
    harvest.observe(stream, end, value, Quality::Provisional);
    Ok(())
}

/// Adds the hour of a row of the air quality: end, index, whether components are missing, and the
/// components, whose values come from the measures.
pub(super) fn index(
    station: &Station,
    (start, row): (&str, &Value),
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<(), Odd> {
    let end = end_of(start, &wire::at(row, 0))?;
    let value = wire::at(row, 1).number()?;
    // The index of an hour is that of its worst component.
    let stream = stream(
        station,
        Property::AirQualityIndex,
        Aggregation::Max,
        context,
    );
    let stream = harvest.datastream(stream);
    harvest.observe(stream, end, value, Quality::Provisional);
    Ok(())
}

fn stream(
    station: &Station,
    property: Property,
    aggregation: Aggregation,
    context: Context<'_>,
) -> Datastream {
    let stale = context.feed.stale_after.max(STALE_AFTER);
    Datastream::instant(&station.id(context), property, HOUR, stale).over(aggregation, HOUR)
}

/// The end of an hour, which has to be one hour after its start.
fn end_of(start: &str, end: &Loose) -> Result<Timestamp, Odd> {
    let text = end.text().unwrap_or_default();
    let end = hours::instant(&text)?;
    let length = end.duration_since(hours::instant(start)?);
    if length == SignedDuration::from_hours(1) {
        Ok(end)
    } else {
        Err(Odd::new(&format!("{start} to {text}"), "an hour"))
    }
}
