//! The answers of Pegelonline. Stations may lack their position, and timeseries nearly everything.

use serde::Deserialize;
use serde_json::Value;

use crate::loose::Loose;

/// A station with its timeseries.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Station {
    pub(super) uuid: Loose,
    pub(super) longname: Loose,
    pub(super) shortname: Loose,
    pub(super) longitude: Loose,
    pub(super) latitude: Loose,
    pub(super) water: Value,
    /// Each is read on its own, so that a bad one does not harm the others.
    pub(super) timeseries: Vec<Value>,
}

impl Station {
    /// The water it stands at.
    pub(super) fn water(&self) -> Option<String> {
        let name = |key| self.water.get(key).map(Loose::from)?.text();
        name("longname").or_else(|| name("shortname"))
    }
}

/// One property over time.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Timeseries {
    /// `W`, `Q` …
    pub(super) shortname: Loose,
    /// Says `ROHDATEN` when nobody has checked the values.
    pub(super) longname: Loose,
    pub(super) unit: Loose,
    /// Minutes between two values.
    pub(super) equidistance: Loose,
    #[serde(rename = "currentMeasurement")]
    pub(super) current: Value,
    #[serde(rename = "characteristicValues")]
    pub(super) marks: Value,
}

/// A value that means something on a gauge.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Characteristic {
    pub(super) shortname: Loose,
    pub(super) longname: Loose,
    pub(super) unit: Loose,
    pub(super) value: Loose,
}

/// A value and the time on the clock at the gauge, with its offset.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Measurement {
    pub(super) timestamp: Loose,
    pub(super) value: Loose,
}

/// A record or a list of them; what is of another shape is a record without anything in it.
pub(super) fn all<'a, T: Deserialize<'a> + Default>(value: &'a Value) -> Vec<T> {
    let one = std::slice::from_ref(value);
    let list = value.as_array().map_or(one, Vec::as_slice);
    let told = list.iter().filter(|it| !it.is_null());
    told.map(|record| T::deserialize(record).unwrap_or_default())
        .collect()
}
