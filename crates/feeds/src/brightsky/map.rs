//! From Bright Sky's current weather to a weather station and its values.
//!
//! Time: every time has its offset; Bright Sky says UTC unless it is told otherwise.

use std::time::Duration;

use domain::live::{
    Aggregation, Datastream, Harvest, Property, Quality, Thing, ThingFacts, ThingId, ThingKind,
};
use jiff::{Timestamp, tz::TimeZone};

use super::wire::CurrentWeather;
use crate::{connector::Context, loose::Odd, place::Place};

const TEN_MINUTES: Duration = Duration::from_mins(10);
const HOUR: Duration = Duration::from_hours(1);

/// The current weather is made of observations of the last one and a half hours.
const STALE_AFTER: Duration = Duration::from_mins(90);

/// What a value stands for.
#[derive(Clone, Copy)]
enum Over {
    Instant,
    TenMinutes(Aggregation),
    /// Only that of the full hour counts: between, the windows would overlap and add up to more
    /// than there was.
    Hour(Aggregation),
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
        "wind_speed_10",
        Property::WindSpeed,
        Over::TenMinutes(Aggregation::Mean),
    ),
    (
        "wind_direction_10",
        Property::WindDirection,
        Over::TenMinutes(Aggregation::Mean),
    ),
    (
        "wind_gust_speed_10",
        Property::WindGust,
        Over::TenMinutes(Aggregation::Max),
    ),
    (
        "precipitation_10",
        Property::Precipitation,
        Over::TenMinutes(Aggregation::Sum),
    ),
    (
        "solar_10",
        Property::SolarRadiation,
        Over::TenMinutes(Aggregation::Sum),
    ),
    (
        "sunshine_60",
        Property::Sunshine,
        Over::Hour(Aggregation::Sum),
    ),
];

/// The weather station and what it says. A value that is `null` is measured nowhere near, so there
/// is no observation of it.
pub(super) fn weather(answer: &CurrentWeather, context: Context<'_>) -> Result<Harvest, Odd> {
    let missing = |what| Odd::new("nothing", what);
    let at = answer.value("timestamp").instant()?;
    let at = at.ok_or_else(|| missing("the time of the weather"))?;
    let source = answer.value("source_id");
    let station = answer.station(&source);
    let station = station.ok_or_else(|| missing("the station of the weather"))?;
    let id = station.dwd_station_id.text();
    let id = id.or_else(|| station.wmo_station_id.text());
    let id = id.ok_or_else(|| missing("an official identifier of the station"))?;
    let thing = ThingId::of(&context.feed.id, &id);

    let mut harvest = Harvest::default();
    harvest.seen = 1;
    let mut farthest = None;
    for (name, property, over) in VALUES {
        let value = match answer.value(name).number() {
            Ok(Some(value)) => value,
            Ok(None) => continue,
            Err(odd) => {
                harvest.reject(name, odd);
                continue;
            }
        };
        if matches!(over, Over::Hour(_)) && !is_full_hour(at) {
            continue;
        }
        let mut quality = Quality::Ok;
        if let Some(other) = answer.fallback(name) {
            quality = Quality::FallbackStation;
            let away = answer.station(&other).and_then(|it| it.distance.finite());
            farthest = away.into_iter().chain(farthest).reduce(f64::max);
        }
        let stream = harvest.datastream(stream(&thing, property, over, context));
        harvest.observe(stream, at, Some(value), quality);
    }
    harvest.things.push(Thing {
        id: thing,
        feed: context.feed.id.clone(),
        kind: ThingKind::WeatherStation,
        name: station.name.text().unwrap_or(id),
        // It may stand outside the city; it is still the one that is nearest.
        position: Place::chosen(&station.lat, &station.lon, context.area),
        district: None,
        facts: ThingFacts {
            distance_m: farthest,
            ..ThingFacts::default()
        },
    });
    Ok(harvest)
}

fn stream(thing: &ThingId, property: Property, over: Over, context: Context<'_>) -> Datastream {
    let stale = context.feed.stale_after.max(STALE_AFTER);
    match over {
        Over::Instant => Datastream::instant(thing, property, context.feed.interval, stale),
        Over::TenMinutes(kind) => {
            Datastream::instant(thing, property, TEN_MINUTES, stale).over(kind, TEN_MINUTES)
        }
        Over::Hour(kind) => {
            Datastream::instant(thing, property, HOUR, stale.max(2 * HOUR)).over(kind, HOUR)
        }
    }
}

fn is_full_hour(at: Timestamp) -> bool {
    let civil = at.to_zoned(TimeZone::UTC);
    (civil.minute(), civil.second()) == (0, 0)
}
