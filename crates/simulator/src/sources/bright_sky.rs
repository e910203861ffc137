//! Bright Sky: current weather, and the way to its hours.

use serde_json::{Value, json};

use super::{
    Question, bright_sky_hours,
    times::{last, utc_offset},
};
use crate::{
    answer::Document,
    stations::WeatherStation,
    values::{Weather, World, rounded},
};
use jiff::{SignedDuration, Timestamp};

const SOURCE: u32 = 144_001;
/// A station farther away that helps out with what the first does not measure.
const FALLBACK: u32 = 144_002;

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    match question.path {
        "current_weather" => now(world, question),
        "weather" => bright_sky_hours::document(world, question),
        _ => None,
    }
}

fn now(world: &World, question: &Question<'_>) -> Option<Document> {
    let station = world.city.stations.weather.first()?;
    // The newest report is some minutes old when it arrives.
    let late = SignedDuration::from_mins(12);
    let at = last(question.now.checked_sub(late).ok()?, 30);
    Some(Document::json(json!({
        "weather": weather(world, station, at),
        "sources": [
            source(SOURCE, station, station.id.as_str(), &station.name, 0.0, at),
            source(FALLBACK, station, "99999", "Simulierte Nachbarstation", 0.2, at),
        ],
    })))
}

pub(super) fn source(
    id: u32,
    station: &WeatherStation,
    dwd: &str,
    name: &str,
    away: f64,
    at: Timestamp,
) -> Value {
    let first = at.checked_sub(SignedDuration::from_hours(30)).unwrap_or(at);
    json!({
        "id": id,
        "dwd_station_id": dwd,
        "observation_type": "synop",
        "lat": station.lat + away,
        "lon": station.lon,
        "height": station.height,
        "station_name": name,
        "wmo_station_id": if away > 0.0 { None } else { station.wmo_id.as_deref() },
        "first_record": utc_offset(first),
        "last_record": utc_offset(at),
        "distance": 14_000.0 + away * 111_000.0,
    })
}

fn weather(world: &World, station: &WeatherStation, at: Timestamp) -> Value {
    let ago = |minutes: i64| {
        let then = at
            .checked_sub(SignedDuration::from_mins(minutes))
            .unwrap_or(at);
        world.weather(&station.id, station.height, then)
    };
    // Means and sums over the time before, by values every ten minutes.
    let over = |minutes: i64, of: &dyn Fn(&Weather) -> f64| -> f64 {
        let steps = minutes / 10;
        (0..steps).map(|step| of(&ago(step * 10))).sum::<f64>() / crate::values::real(steps)
    };
    let now = ago(0);
    let rain = |minutes: i64| {
        rounded(
            over(minutes, &|one| one.rain) * crate::values::real(minutes) / 60.0,
            2,
        )
    };
    let solar = |minutes: i64| {
        rounded(
            over(minutes, &|one| one.radiation) * crate::values::real(minutes) / 60.0,
            3,
        )
    };
    let wind = |minutes: i64| rounded(over(minutes, &|one| one.wind), 1);
    let gust = |minutes: i64| rounded(over(minutes, &|one| one.gust), 1);
    let sunshine = |minutes: i64| {
        let share = over(minutes, &|one| {
            if one.radiation > 0.12 && one.clouds < 80.0 {
                1.0
            } else {
                0.0
            }
        });
        rounded(share * crate::values::real(minutes), 0)
    };
    let direction = rounded(now.direction, 0) % 360.0;
    let (condition, icon) = weather_in_words(&now);
    json!({
        "source_id": SOURCE,
        "timestamp": utc_offset(at),
        "temperature": rounded(now.temperature, 1),
        "dew_point": rounded(now.dew_point, 1),
        "relative_humidity": rounded(now.humidity, 0),
        "pressure_msl": rounded(now.pressure, 1),
        "cloud_cover": rounded(now.clouds / 12.5, 0) * 12.5,
        "visibility": rounded(now.visibility / 100.0, 0) * 100.0,
        "precipitation_10": rain(10),
        "precipitation_30": rain(30),
        "precipitation_60": rain(60),
        "solar_10": solar(10),
        "solar_30": solar(30),
        "solar_60": solar(60),
        "sunshine_30": sunshine(30),
        "sunshine_60": sunshine(60),
        "wind_speed_10": wind(10),
        "wind_speed_30": wind(30),
        "wind_speed_60": wind(60),
        "wind_gust_speed_10": gust(10),
        "wind_gust_speed_30": gust(30),
        "wind_gust_speed_60": gust(60),
        "wind_direction_10": direction,
        "wind_direction_30": direction,
        "wind_direction_60": direction,
        "wind_gust_direction_10": direction,
        "wind_gust_direction_30": direction,
        "wind_gust_direction_60": Value::Null,
        "condition": condition,
        "icon": icon,
        "fallback_source_ids": { "cloud_cover": FALLBACK, "visibility": FALLBACK },
    })
}

/// The condition and the icon.
pub(super) fn weather_in_words(weather: &Weather) -> (&'static str, &'static str) {
    let condition = if weather.rain > 0.1 { "rain" } else { "dry" };
    let icon = match weather {
        Weather { rain, .. } if *rain > 0.1 => "rain",
        Weather { wind, .. } if *wind > 50.0 => "wind",
        Weather { clouds, .. } if *clouds > 80.0 => "cloudy",
        Weather {
            radiation, clouds, ..
        } => match (*radiation > 0.0, *clouds > 40.0) {
            (true, true) => "partly-cloudy-day",
            (true, false) => "clear-day",
            (false, true) => "partly-cloudy-night",
            (false, false) => "clear-night",
        },
    };
    (condition, icon)
}
