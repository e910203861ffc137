//! The answers of the Umweltbundesamt: lists whose places are described beside them. Version 2 wrote
//! objects with the places as names, and whoever has no data writes an empty list for an object.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::loose::Loose;

/// An answer of any kind.
#[derive(Deserialize)]
pub(super) struct Answer {
    /// By station, and there by the start of the hour.
    pub(super) data: Value,
}

impl Answer {
    /// The rows of a station, which goes by its number or its code; `None` if this is no answer.
    pub(super) fn rows(&self, station: &[&str]) -> Option<Vec<(&str, &Value)>> {
        let stations = entries(&self.data)?;
        let known = stations.iter().find(|(key, _)| station.contains(key));
        // Only one station was asked for, so that one alone is the one.
        let alone = stations.first().filter(|_| stations.len() == 1);
        match known.or(alone) {
            Some((_, rows)) => entries(rows),
            None => Some(Vec::new()),
        }
    }

    /// The rows of the list of stations.
    pub(super) fn stations(&self) -> Vec<&Value> {
        let rows = entries(&self.data).unwrap_or_default();
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// The members of an object; an empty list is an object without members.
fn entries(value: &Value) -> Option<Vec<(&str, &Value)>> {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| (key.as_str(), value));
            Some(members.collect())
        }
        Value::Array(list) if list.is_empty() => Some(Vec::new()),
        _ => None,
    }
}

/// One place of a row, whether the row is a list or an object.
pub(super) fn at(row: &Value, place: usize) -> Loose {
    let value = match row {
        Value::Array(list) => list.get(place),
        Value::Object(members) => Map::get(members, &place.to_string()),
        _ => None,
    };
    value.map_or(Loose::Nothing, Loose::from)
}
