//! From Bright Sky's current weather to a weather station and its values.
//!
//! Time: every time has its offset; Bright Sky says UTC unless it is told otherwise.

use std::time::Duration;

use domain::live::{
    Aggregation, Datastream, Harvest, Property, Quality, Thing, ThingFacts, ThingId, ThingKind,
};
use jiff::Timestamp;

use super::wire::{Record, Weather};
use crate::{connector::Context, loose::Odd, place::Place};

/// Reports come at the half and at the full hour.
const HALF_HOUR: Duration = Duration::from_mins(30);
const HOUR: Duration = Duration::from_hours(1);

/// The current weather is made of observations of the last one and a half hours.
const STALE_AFTER: Duration = Duration::from_mins(90);

/// What a value stands for.
#[derive(Clone, Copy)]
pub(super) enum Over {
    Instant,
    /// Of the half hour before, and only of a report at its end: windows that overlap or leave gaps
    /// would add up to more or less than there was.
    HalfHour(Aggregation),
    /// The same of an hour.
    Hour(Aggregation),
}

impl Over {
    /// Whether such a window ends at this instant.
    fn ends(self, at: Timestamp) -> bool {
        let every = match self {
            Self::Instant => return true,
            Self::HalfHour(_) => HALF_HOUR,
            Self::Hour(_) => HOUR,
        };
        at.as_second()
            .unsigned_abs()
            .is_multiple_of(every.as_secs())
    }
}

/// The values that are kept, with `units=dwd`: degrees Celsius, km/h, hPa, mm, minutes, kWh/m².
const VALUES: [(&str, Property, Over); 12] = [
    ("temperature", Property::AirTemperature, Over::Instant),
    ("dew_point", Property::DewPoint, Over::Instant),
    (
        "relative_humidity",
        Property::RelativeHumidity,
        Over::Instant,
    ),
    ("pressure_msl", Property::Pressure, Over::Instant),
    ("cloud_cover", Property::CloudCover, Over::Instant),
    ("visibility", Property::Visibility, Over::Instant),
    (
        "wind_speed_30",
        Property::WindSpeed,
        Over::HalfHour(Aggregation::Mean),
    ),
    (
        "wind_direction_30",
        Property::WindDirection,
        Over::HalfHour(Aggregation::Mean),
    ),
    (
        "wind_gust_speed_30",
        Property::WindGust,
        Over::HalfHour(Aggregation::Max),
    ),
    (
        "precipitation_60",
        Property::Precipitation,
        Over::Hour(Aggregation::Sum),
    ),
    (
        "solar_30",
        Property::SolarRadiation,
        Over::HalfHour(Aggregation::Sum),
    ),
    (
        "sunshine_60",
        Property::Sunshine,
        Over::Hour(Aggregation::Sum),
    ),
];

/// What the current weather was told by.
pub(super) struct Now {
    /// When.
    pub(super) at: Timestamp,
    pub(super) thing: ThingId,
    /// Official identifier of the station.
    pub(super) station: String,
    /// The parameter that asks for a station by that identifier.
    pub(super) parameter: &'static str,
}

/// The weather station and what it says. A value that is `null` is measured nowhere near, so there
/// is no observation of it.
pub(super) fn weather(
    answer: &Weather<Record>,
    context: Context<'_>,
) -> Result<(Now, Harvest), Odd> {
    let missing = |what| Odd::new("nothing", what);
    let record = &answer.weather;
    let at = record.value("timestamp").instant()?;
    let at = at.ok_or_else(|| missing("the time of the weather"))?;
    let source = record.value("source_id");
    let station = answer.station(&source);
    let station = station.ok_or_else(|| missing("the station of the weather"))?;
    let dwd = station.dwd_station_id.text();
    let dwd = dwd.map(|id| ("dwd_station_id", id));
    let wmo = || Some(("wmo_station_id", station.wmo_station_id.text()?));
    let id = dwd.or_else(wmo);
    let (parameter, id) = id.ok_or_else(|| missing("an official identifier of the station"))?;
    let thing = ThingId::of(&context.feed.id, &id);

    let mut harvest = Harvest::default();
    harvest.seen = 1;
    let mut farthest = None;
    for (name, property, over) in VALUES {
        let value = match record.value(name).number() {
            Ok(Some(value)) => value,
            Ok(None) => continue,
            Err(odd) => {
                harvest.reject(name, odd);
                continue;
            }
        };
        if !over.ends(at) {
            continue;
        }
        let mut quality = Quality::Ok;
        if let Some(other) = record.fallback(name) {
            quality = Quality::FallbackStation;
            let away = answer.station(&other).and_then(|it| it.distance.finite());
            farthest = away.into_iter().chain(farthest).reduce(f64::max);
        }
        let stream = harvest.datastream(stream(&thing, property, over, context));
        harvest.observe(stream, at, Some(value), quality);
    }
    harvest.things.push(Thing {
        id: thing.clone(),
        feed: context.feed.id.clone(),
        kind: ThingKind::WeatherStation,
        name: station.name.text().unwrap_or_else(|| id.clone()),
        // It may stand outside the city; it is still the one that is nearest.
        position: Place::chosen(&station.lat, &station.lon, context.area),
        district: None,
        facts: ThingFacts {
            distance_m: farthest,
            ..ThingFacts::default()
        },
    });
    let now = Now {
        at,
        thing,
        station: id,
        parameter,
    };
    Ok((now, harvest))
}

pub(super) fn stream(
    thing: &ThingId,
    property: Property,
    over: Over,
    context: Context<'_>,
) -> Datastream {
    let stale = context.feed.stale_after.max(STALE_AFTER);
    match over {
        Over::Instant => Datastream::instant(thing, property, HALF_HOUR, stale),
        Over::HalfHour(kind) => {
            Datastream::instant(thing, property, HALF_HOUR, stale).over(kind, HALF_HOUR)
        }
        Over::Hour(kind) => {
            Datastream::instant(thing, property, HOUR, stale.max(2 * HOUR)).over(kind, HOUR)
        }
    }
}
