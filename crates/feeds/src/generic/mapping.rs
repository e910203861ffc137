//! The mapping that a city writes into `sources.toml`.
//!
//! A field is the name of a column (or `#3`, the third one), or a JSON pointer inside the record
//! (`/location/lat`). `../id` is the `id` of the element of the list around.

use std::collections::BTreeMap;

use domain::live::{Aggregation, Property, ThingKind, VehicleClass};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mapping {
    pub(super) format: Format,
    /// JSON: where the records are. `/data/*/points` is the list `points` of each element of
    /// `data`.
    #[serde(default)]
    pub(super) records: String,
    /// CSV: what stands between two columns.
    #[serde(default = "comma")]
    pub(super) delimiter: char,
    /// CSV: the line with the names of the columns, counted from 1.
    #[serde(default = "first")]
    pub(super) header_line: usize,
    /// CSV: lines after that which are no records.
    #[serde(default)]
    pub(super) skip_lines: usize,
    /// `1.023,5` is one thousand and twenty-three and a half.
    #[serde(default)]
    pub(super) decimal_comma: bool,
    /// What stands for "no value".
    #[serde(default = "nothing")]
    pub(super) missing: Vec<String>,
    pub(super) thing: ThingFields,
    /// Things that are known beforehand.
    #[serde(default)]
    pub(super) things: Vec<KnownThing>,
    /// The instant of the reading when it is left out.
    pub(super) time: Option<Time>,
    pub(super) values: Vec<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    Json,
    Csv,
}

/// What is observed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThingFields {
    pub(super) kind: ThingKind,
    /// Field with the identifier; without it all records are about the one of `things`.
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) lat: Option<String>,
    pub(super) lon: Option<String>,
}

/// A thing whose name and position the source does not tell.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownThing {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) lat: f64,
    pub(super) lon: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Time {
    /// Fields that make up the time, in the order of the format.
    pub(super) fields: Vec<String>,
    /// `rfc3339`, `unix`, `unix_ms`, or a pattern such as `%d.%m.%Y %H:%M`.
    pub(super) format: String,
    /// For a pattern without an offset.
    pub(super) zone: Option<Zone>,
    /// Whether it is the begin or the end of the period.
    #[serde(default)]
    pub(super) marks: Marks,
}

/// Which clock a source reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Zone {
    Utc,
    /// Central European Time all year.
    Cet,
    /// The time zone of the city, with its summer time.
    City,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Marks {
    Start,
    #[default]
    End,
}

/// One value of a record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Value {
    pub(super) field: String,
    pub(super) property: Property,
    /// Only in records in which these fields have these values.
    #[serde(default)]
    pub(super) only: BTreeMap<String, String>,
    pub(super) class: Option<VehicleClass>,
    /// Field with the class.
    pub(super) class_field: Option<String>,
    /// The source's words for classes.
    #[serde(default)]
    pub(super) classes: BTreeMap<String, VehicleClass>,
    pub(super) direction: Option<String>,
    /// Field with the direction.
    pub(super) direction_field: Option<String>,
    /// The unit of the property is `factor` times the number plus `offset`.
    #[serde(default = "one")]
    pub(super) factor: f64,
    #[serde(default)]
    pub(super) offset: f64,
    pub(super) aggregation: Option<Aggregation>,
    pub(super) period_minutes: Option<u64>,
    /// How often a new value is expected; the period, else the interval of the feed.
    pub(super) every_minutes: Option<u64>,
}

fn comma() -> char {
    ','
}

fn first() -> usize {
    1
}

fn one() -> f64 {
    1.0
}

fn nothing() -> Vec<String> {
    ["-", "--", "---"].map(str::to_owned).to_vec()
}
