//! Bright Sky: the weather hour by hour, measured up to now and forecast from now on.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

use super::{
    Question,
    bright_sky::{source, weather_in_words},
    times::{last, utc_offset},
};
use crate::{
    answer::Document,
    stations::WeatherStation,
    values::{World, real, rounded},
};

const CHECKED: u32 = 44_001;
const FORECAST: u32 = 244_001;
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// More hours are not told at once.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 400);

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    let station = world.city.stations.weather.first()?;
    let is_asked = match (
        question.parameter("dwd_station_id"),
        question.parameter("wmo_station_id"),
    ) {
        (None, None) => question.parameter("lat").is_some(),
        (dwd, wmo) => {
            dwd == Some(&station.id) || (wmo.is_some() && wmo == station.wmo_id.as_deref())
        }
    };
    is_asked.then_some(())?;
    let first = instant(question.parameter("date")?)?;
    let last_date = match question.parameter("last_date") {
        Some(text) => instant(text)?,
        None => first + 24 * HOUR,
    };
    let end = last_date.min(first.checked_add(LONGEST).ok()?);
    let measured = last(question.now.checked_sub(HOUR / 2).ok()?, 60);
    let mut hours = Vec::new();
    let mut at = first;
    while at <= end {
        let number = if at <= measured { CHECKED } else { FORECAST };
        hours.push(hour(world, station, at, number));
        at = at.checked_add(HOUR).ok()?;
    }
    let mut sources =
        [CHECKED, FORECAST].map(|id| source(id, station, &station.id, &station.name, 0.0, end));
    sources[0]["observation_type"] = json!("historical");
    sources[1]["observation_type"] = json!("forecast");
    Some(Document::json(
        json!({ "weather": hours, "sources": sources }),
    ))
}

/// A date, of which midnight in UTC is meant, or an instant.
fn instant(text: &str) -> Option<Timestamp> {
    let date = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    match date {
        Some(date) => Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp()),
        None => text.parse().ok(),
    }
}

fn hour(world: &World, station: &WeatherStation, at: Timestamp, source: u32) -> Value {
    let ago = |minutes: i64| {
        let then = at
            .checked_sub(SignedDuration::from_mins(minutes))
            .unwrap_or(at);
        world.weather(&station.id, station.height, then)
    };
    let steps = 6;
    let before = (0..steps).map(|step| ago(10 * step).rain);
    let rain = before.sum::<f64>() / real(steps);
    let now = ago(0);
    let (condition, icon) = weather_in_words(&now);
    json!({
        "timestamp": utc_offset(at),
        "source_id": source,
        "precipitation": rounded(rain, 2),
        "pressure_msl": rounded(now.pressure, 1),
        "sunshine": Value::Null,
        "temperature": rounded(now.temperature, 1),
        "wind_direction": rounded(now.direction, 0) % 360.0,
        "wind_speed": rounded(now.wind, 1),
        "cloud_cover": rounded(now.clouds, 0),
        "dew_point": rounded(now.dew_point, 1),
        "relative_humidity": rounded(now.humidity, 0),
        "visibility": rounded(now.visibility / 100.0, 0) * 100.0,
        "wind_gust_direction": Value::Null,
        "wind_gust_speed": rounded(now.gust, 1),
        "condition": condition,
        "precipitation_probability": Value::Null,
        "solar": rounded(now.radiation, 3),
        "icon": icon,
    })
}
