//! Roadworks, closures and warnings as a table and as a map layer.

use std::collections::HashSet;

use csv::Writer;
use domain::{
    Locale,
    live::{Event, FeedId},
};
use serde_json::{Value, json};

use crate::live::EventState;

const COLUMNS: [&str; 14] = [
    "id",
    "kind",
    "severity",
    "valid_from",
    "valid_to",
    "street",
    "direction",
    "title_de",
    "description_de",
    "lat",
    "lon",
    "line",
    "url",
    "simulated",
];

/// Writes a header row and a row for each event; empty cells are unknown. `lat` and `lon` are half-way
/// along the line, which is WKT.
pub(super) fn table<'a>(
    events: impl Iterator<Item = &'a Event>,
    simulated: &HashSet<FeedId>,
) -> Result<Vec<u8>, csv::Error> {
    let mut table = Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for event in events {
        table.write_record(row(event, simulated.contains(&event.feed)))?;
    }
    table
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

fn row(event: &Event, simulated: bool) -> [String; 14] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let instant =
        |value: Option<jiff::Timestamp>| value.map(|at| at.to_string()).unwrap_or_default();
    let middle = event.middle();
    let corners: Vec<String> = event
        .line
        .iter()
        .map(|at| format!("{} {}", at.lon(), at.lat()))
        .collect();
    let line = (corners.len() > 1).then(|| format!("LINESTRING({})", corners.join(", ")));
    let description = event.description.as_ref();
    [
        event.id.to_string(),
        event.kind.as_str().to_owned(),
        event.severity.as_str().to_owned(),
        instant(event.valid_from),
        instant(event.valid_to),
        text(&event.street),
        text(&event.direction),
        event.title.in_locale(Locale::De).0.to_owned(),
        description
            .map(|text| text.in_locale(Locale::De).0.to_owned())
            .unwrap_or_default(),
        middle.map(|at| at.lat().to_string()).unwrap_or_default(),
        middle.map(|at| at.lon().to_string()).unwrap_or_default(),
        line.unwrap_or_default(),
        text(&event.url),
        if simulated { "yes" } else { "no" }.to_owned(),
    ]
}

/// A feature collection (RFC 7946); the properties are the event as in the JSON. What concerns the
/// whole city has no geometry.
pub(super) fn collection<'a>(
    events: impl Iterator<Item = &'a Event>,
    simulated: &HashSet<FeedId>,
) -> Value {
    let features: Vec<Value> = events
        .map(|event| {
            json!({
                "type": "Feature",
                "id": event.id.as_str(),
                "geometry": geometry(event),
                "properties": EventState::of(event, simulated),
            })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features })
}

fn geometry(event: &Event) -> Value {
    let corners: Vec<[f64; 2]> = event.line.iter().map(|at| [at.lon(), at.lat()]).collect();
    match corners[..] {
        [] => Value::Null,
        [only] => json!({ "type": "Point", "coordinates": only }),
        _ => json!({ "type": "LineString", "coordinates": corners }),
    }
}
