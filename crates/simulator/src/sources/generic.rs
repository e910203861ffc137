//! An interface that follows no standard: a list of boxes as JSON, or a table.

use serde_json::{Map, Value, json};

use super::{
    Question,
    times::{last, utc},
};
use crate::{answer::Document, stations::Sensor, values::World};

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    question.path.is_empty().then_some(())?;
    let at = last(question.now, 10);
    match question.option("format") {
        Some("csv") => Some(Document::csv(table(world, at))),
        _ => Some(Document::json(list(world, at))),
    }
}

fn list(world: &World, at: jiff::Timestamp) -> Value {
    let boxes = world.city.stations.sensors.iter().map(|sensor| {
        let values = sensor.measures().map(|what| {
            (
                what.as_str().to_owned(),
                json!(world.sensed(sensor, what, at)),
            )
        });
        json!({
            "id": sensor.id,
            "name": sensor.name,
            "position": { "lat": sensor.lat, "lon": sensor.lon },
            "measured_at": utc(at),
            "values": values.collect::<Map<_, _>>(),
        })
    });
    json!({ "sensors": boxes.collect::<Vec<_>>() })
}

/// One row for each box, with a column for everything that any of them measures.
fn table(world: &World, at: jiff::Timestamp) -> String {
    let boxes = &world.city.stations.sensors;
    let mut columns: Vec<_> = boxes.iter().flat_map(Sensor::measures).collect();
    columns.sort_unstable();
    columns.dedup();
    let names = columns.iter().map(|column| column.as_str().to_owned());
    let head = ["id", "name", "lat", "lon", "measured_at"].map(str::to_owned);
    let mut lines = vec![head.into_iter().chain(names).collect::<Vec<_>>().join(";")];
    for sensor in boxes {
        let own: Vec<_> = sensor.measures().collect();
        let values = columns.iter().map(|column| {
            let value = own
                .contains(column)
                .then(|| world.sensed(sensor, *column, at))
                .flatten();
            value.map_or(String::new(), |value| value.to_string().replace('.', ","))
        });
        let facts = [
            sensor.id.clone(),
            sensor.name.clone(),
            sensor.lat.to_string(),
            sensor.lon.to_string(),
            utc(at),
        ];
        lines.push(
            facts
                .into_iter()
                .chain(values)
                .collect::<Vec<_>>()
                .join(";"),
        );
    }
    lines.join("\n") + "\n"
}
