//! Pegelonline REST v2: a gauge, its newest values, and its measurements.

use jiff::{SignedDuration, Span, Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::{
    Question,
    times::{last, local},
};
use crate::{
    answer::Document,
    stations::Gauge,
    values::{World, rounded},
};

/// Measurements are asked for at most this far back.
const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    let path = question
        .path
        .strip_prefix("stations")?
        .trim_start_matches('/');
    let gauges = &world.city.stations.gauges;
    if path.is_empty() || path == ".json" {
        let all: Vec<Value> = gauges.iter().map(station).collect();
        return Some(Document::json(Value::Array(all)).validated());
    }
    let known = |name: &str| {
        let name = name.trim_end_matches(".json");
        gauges
            .iter()
            .find(|gauge| [&gauge.uuid, &gauge.number, &gauge.name].contains(&&name.to_owned()))
    };
    let mut parts = path.split('/');
    let gauge = known(parts.next()?)?;
    let value = match (
        parts.next().map(|part| part.trim_end_matches(".json")),
        parts.next(),
    ) {
        (None, _) => {
            let mut told = station(gauge);
            if asked(question, "includeTimeseries") {
                let shown = series(gauge).into_iter();
                told["timeseries"] = shown
                    .map(|name| timeseries(world, question, gauge, name))
                    .collect();
            }
            told
        }
        (Some(name), None) if series(gauge).contains(&name) => {
            timeseries(world, question, gauge, name)
        }
        (Some(name), Some("measurements.json")) if series(gauge).contains(&name) => {
            measurements(world, question, gauge, name)
        }
        (Some(name), Some("currentmeasurement.json")) if series(gauge).contains(&name) => {
            current(world, question.now, gauge, name)
        }
        _ => return None,
    };
    Some(Document::json(value).validated())
}

fn asked(question: &Question<'_>, what: &str) -> bool {
    question.parameter(what) == Some("true")
}

fn station(gauge: &Gauge) -> Value {
    json!({
        "uuid": gauge.uuid,
        "number": gauge.number,
        "shortname": gauge.name,
        "longname": gauge.name,
        "km": gauge.km,
        "agency": gauge.agency,
        "longitude": gauge.lon,
        "latitude": gauge.lat,
        "water": { "shortname": gauge.river, "longname": gauge.river },
    })
}

fn series(gauge: &Gauge) -> Vec<&'static str> {
    match gauge.mean_discharge {
        Some(_) => vec!["W", "Q"],
        None => vec!["W"],
    }
}

fn timeseries(world: &World, question: &Question<'_>, gauge: &Gauge, name: &str) -> Value {
    let mut told = match name {
        "Q" => {
            json!({ "shortname": "Q", "longname": "ABFLUSS", "unit": "m³/s", "equidistance": 15 })
        }
        _ => json!({
            "shortname": "W",
            "longname": "WASSERSTAND ROHDATEN",
            "unit": "cm",
            "equidistance": 15,
            "gaugeZero": { "unit": "m. ü. NHN", "value": gauge.zero, "validFrom": "2019-11-01" },
        }),
    };
    if asked(question, "includeCurrentMeasurement") {
        told["currentMeasurement"] = current(world, question.now, gauge, name);
    }
    if asked(question, "includeCharacteristicValues") && name == "W" {
        let value = |short: &str, long: &str, level: f64| {
            json!({
                "shortname": short,
                "longname": long,
                "unit": "cm",
                "value": level,
                "timespanStart": "2010-11-01",
                "timespanEnd": "2020-10-31",
            })
        };
        let mut values = vec![
            value("MNW", "Mittlerer niedrigster Wasserstand", gauge.mean_low),
            value("MW", "Mittlerer Wasserstand", gauge.mean),
            value("MHW", "Mittlerer höchster Wasserstand", gauge.mean_high),
        ];
        let navigable = gauge.highest_navigable;
        values
            .extend(navigable.map(|level| value("HSW", "Höchster Schifffahrtswasserstand", level)));
        told["characteristicValues"] = json!(values);
    }
    told
}

/// The newest measurement; it needs some minutes to arrive.
fn newest(now: Timestamp) -> Timestamp {
    last(
        now.checked_sub(SignedDuration::from_mins(6)).unwrap_or(now),
        15,
    )
}

fn value(world: &World, gauge: &Gauge, name: &str, at: Timestamp) -> f64 {
    match name {
        "Q" => rounded(world.discharge(gauge, at).unwrap_or_default(), 1),
        _ => rounded(world.level(gauge, at), 0),
    }
}

fn current(world: &World, now: Timestamp, gauge: &Gauge, name: &str) -> Value {
    let at = newest(now);
    let level = value(world, gauge, name, at);
    let mut told = json!({ "timestamp": local(at, &world.city.time_zone), "value": level });
    if name == "W" {
        let state = |low: f64, high: f64| match level {
            low_water if low_water < low => "low",
            high_water if high_water > high => "high",
            _ => "normal",
        };
        told["stateMnwMhw"] = json!(state(gauge.mean_low, gauge.mean_high));
        told["stateNswHsw"] = json!(
            gauge
                .highest_navigable
                .map_or("unknown", |high| state(f64::MIN, high))
        );
    }
    told
}

fn measurements(world: &World, question: &Question<'_>, gauge: &Gauge, name: &str) -> Value {
    let end = question
        .parameter("end")
        .and_then(|end| end.parse().ok())
        .unwrap_or(question.now);
    let end = newest(question.now).min(last(end, 15));
    let start = question.parameter("start").unwrap_or("P1D");
    let start = since(start, question.now).unwrap_or(question.now);
    let start = start.max(question.now.checked_sub(LONGEST).unwrap_or(start));
    let quarter = SignedDuration::from_mins(15);
    let mut at = last(start, 15);
    if at < start {
        at += quarter;
    }
    let mut told = Vec::new();
    while at <= end {
        told.push(json!({
            "timestamp": local(at, &world.city.time_zone),
            "value": value(world, gauge, name, at),
        }));
        at += quarter;
    }
    Value::Array(told)
}

/// An instant, or a duration before now, as in `P1D`.
fn since(text: &str, now: Timestamp) -> Option<Timestamp> {
    if let Ok(instant) = text.parse() {
        return Some(instant);
    }
    let span: Span = text.parse().ok()?;
    let before = now.to_zoned(TimeZone::UTC).checked_sub(span).ok()?;
    Some(before.timestamp())
}
