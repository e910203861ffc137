//! Air data of the Umweltbundesamt, v3: arrays in objects, hours from 1 to 24, and Central
//! European Time without summer time.

use jiff::{
    SignedDuration, Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone},
};
use serde_json::{Map, Value, json};

use super::{Question, times::last};
use crate::{
    answer::Document,
    stations::AirStation,
    values::{Pollutant, World, rounded},
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// An hour is told this long after its end.
const LATE: SignedDuration = SignedDuration::from_mins(25);
/// A value may still be corrected this long after its end.
const PROVISIONAL: SignedDuration = SignedDuration::from_hours(3);
/// At most this many hours at once.
const MOST: i64 = 31 * 24;

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    let station = station(world, question);
    match question.path {
        "airquality/json" => Some(Document::json(air_quality(world, question, station?))),
        "measures/json" => Some(Document::json(measures(world, question, station?))),
        "stations/json" => Some(Document::json(stations(world))),
        "components/json" => Some(Document::json(components())),
        _ => None,
    }
}

fn station<'a>(world: &'a World, question: &Question<'_>) -> Option<&'a AirStation> {
    let asked = question.asked("station");
    let named = |one: &&AirStation| {
        asked.is_none_or(|asked| asked == one.code || asked == one.number.to_string())
    };
    world.city.stations.air.iter().find(named)
}

/// Winter time, all year.
fn winter() -> TimeZone {
    Offset::constant(1).to_time_zone()
}

/// The hours of a question, each by its end.
fn hours(question: &Question<'_>) -> Vec<Timestamp> {
    let latest = question
        .now
        .checked_sub(LATE)
        .map_or(question.now, |at| last(at, 60));
    let bound = |day: &str, hour: &str| -> Option<Timestamp> {
        let hour: i64 = question.parameter(hour)?.parse().ok()?;
        let day: jiff::civil::Date = question.parameter(day)?.parse().ok()?;
        let midnight = day.at(0, 0, 0, 0).to_zoned(winter()).ok()?.timestamp();
        midnight.checked_add(HOUR * i32::try_from(hour).ok()?).ok()
    };
    let to = bound("date_to", "time_to").unwrap_or(latest).min(latest);
    let from = bound("date_from", "time_from").unwrap_or(to - HOUR * 23);
    let count = (to.duration_since(from).as_hours() + 1).clamp(0, MOST);
    (0..count)
        .rev()
        .filter_map(|back| to.checked_sub(SignedDuration::from_hours(back)).ok())
        .collect()
}

/// The start of an hour and its end; the last hour of a day ends at 24 o'clock.
fn names(end: Timestamp) -> (String, String) {
    let start: DateTime = (end - HOUR).to_zoned(winter()).datetime();
    let date = start.date();
    let hour = start.hour();
    (
        format!("{date} {hour:02}:00:00"),
        format!("{date} {:02}:00:00", hour + 1),
    )
}

/// A value as it is told at this instant: for some hours it may still change.
fn value(
    world: &World,
    question: &Question<'_>,
    station: &AirStation,
    what: Pollutant,
    end: Timestamp,
) -> Option<f64> {
    let value = world.pollution(station, what, end)?;
    let young = question.now.duration_since(end) < PROVISIONAL;
    let key = format!("{}:{}:revised", station.code, what.number());
    let revised = world.share(&key, end.as_second()) < 0.1;
    Some(if young && revised { value + 1.0 } else { value })
}

fn air_quality(world: &World, question: &Question<'_>, station: &AirStation) -> Value {
    let mut told = Map::new();
    for end in hours(question) {
        let (start, end_name) = names(end);
        let values = Pollutant::ALL.map(|what| {
            let value = value(world, question, station, what, end);
            let index = value.map(|value| what.index(value));
            let grade = index.map(f64::floor);
            (what.number(), value, grade, index)
        });
        let worst = values
            .iter()
            .filter_map(|(_, _, grade, _)| *grade)
            .fold(0.0, f64::max);
        let incomplete = i32::from(values.iter().any(|(_, value, ..)| value.is_none()));
        let mut row = vec![json!(end_name), json!(worst), json!(incomplete)];
        row.extend(values.into_iter().map(|(number, value, grade, index)| {
            json!([
                number,
                value,
                grade,
                index.map_or(String::new(), |index| format!("{index:.3}"))
            ])
        }));
        told.insert(start, Value::Array(row));
    }
    let count = told.len();
    json!({
        "request": request(question),
        "indices": {
            "station id": {
                "date start": ["date end", "airquality index", "data incomplete", ["component id", "value", "airquality index", "y-value"]],
            },
        },
        "count": count,
        "data": { station.number.to_string(): told },
    })
}

fn measures(world: &World, question: &Question<'_>, station: &AirStation) -> Value {
    let number = question.count("component").unwrap_or(5);
    let what = Pollutant::ALL
        .into_iter()
        .find(|one| usize::try_from(one.number()) == Ok(number));
    let mut told = Map::new();
    for (end, what) in hours(question)
        .into_iter()
        .filter_map(|end| Some((end, what?)))
    {
        let (start, end_name) = names(end);
        let value = value(world, question, station, what, end);
        let grade = value.map(|value| what.index(value).floor().to_string());
        told.insert(
            start,
            json!([
                what.number(),
                2,
                value.map(|value| rounded(value, 0)),
                end_name,
                grade
            ]),
        );
    }
    json!({
        "request": request(question),
        "indices": { "data": { "station id": { "date start": ["component id", "scope id", "value", "date end", "index"] } } },
        "data": { station.number.to_string(): told },
    })
}

fn request(question: &Question<'_>) -> Value {
    json!(question.query)
}

fn stations(world: &World) -> Value {
    let rows = world.city.stations.air.iter().map(|one| {
        let row = json!([
            one.number.to_string(),
            one.code,
            one.name,
            world.city.name,
            "",
            "1984-01-01",
            null,
            format!("{:.4}", one.lon),
            format!("{:.4}", one.lat),
            "1",
            "1",
            "2",
            "SIM",
            "Simulation",
            "urban area",
            "urban",
            "background",
            null,
            null,
            null,
        ]);
        (one.number.to_string(), row)
    });
    json!({
        "indices": [
            "station id", "station code", "station name", "station city", "station synonym",
            "station active from", "station active to", "station longitude", "station latitude",
            "network id", "station setting id", "station type id", "network code", "network name",
            "station setting name", "station setting short name", "station type name",
            "station street", "station street nr", "station zip code",
        ],
        "data": rows.collect::<Map<_, _>>(),
    })
}

fn components() -> Value {
    json!({
        "count": 4,
        "indices": ["component id", "component code", "component symbol", "component unit", "component name"],
        "1": ["1", "PM10", "PM₁₀", "µg/m³", "Feinstaub"],
        "3": ["3", "O3", "O₃", "µg/m³", "Ozon"],
        "5": ["5", "NO2", "NO₂", "µg/m³", "Stickstoffdioxid"],
        "9": ["9", "PM2", "PM₂,₅", "µg/m³", "Feinstaub"],
    })
}
