//! Records of JSON and of tables under one roof: fields by name.

use csv::{ByteRecord, ReaderBuilder};
use serde_json::Value;

use super::mapping::Mapping;
use crate::{encoding::decoded, loose::Loose};

/// One record.
pub(super) enum Record<'a> {
    /// The record, and the elements of lists around it, the innermost last.
    Json {
        around: Vec<&'a Value>,
        record: &'a Value,
    },
    /// A row, and the names of its columns.
    Row {
        columns: &'a [String],
        row: Vec<String>,
    },
}

impl Record<'_> {
    /// A field; `None` when the record has none of this name.
    pub(super) fn field(&self, name: &str) -> Option<Loose> {
        match self {
            Self::Json { around, record } => {
                let mut rest = name;
                let mut base = *record;
                let mut outer = around.iter().rev();
                while let Some(inner) = rest.strip_prefix("../") {
                    base = outer.next()?;
                    rest = inner;
                }
                let rest = rest.trim_start_matches('/');
                let found = if rest.is_empty() {
                    Some(base)
                } else {
                    base.pointer(&format!("/{rest}"))
                };
                found.map(Loose::from)
            }
            Self::Row { columns, row } => {
                let number = name
                    .strip_prefix('#')
                    .and_then(|number| number.parse::<usize>().ok());
                let at = match number {
                    Some(number) => number.checked_sub(1)?,
                    None => columns.iter().position(|column| column == name)?,
                };
                row.get(at)
                    .map(|text| Loose::from(&Value::from(text.as_str())))
            }
        }
    }

    /// Names that a field may have, for messages.
    pub(super) fn names(&self) -> String {
        let names: Vec<String> = match self {
            Self::Json { record, .. } => names(record),
            Self::Row { columns, .. } => {
                columns.iter().map(|column| format!("`{column}`")).collect()
            }
        };
        names.into_iter().take(30).collect::<Vec<_>>().join(", ")
    }
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members.keys().map(|key| format!("`/{key}`")).collect(),
        Value::Array(list) => vec![format!("a list of {}", list.len())],
        _ => vec!["one value".to_owned()],
    }
}

/// The records that a pointer with `*` leads to. Only a way that nothing goes is an error.
pub(super) fn json<'a>(root: &'a Value, pointer: &str) -> Result<Vec<Record<'a>>, String> {
    let steps: Vec<&str> = pointer.split('/').filter(|step| !step.is_empty()).collect();
    let mut found = Vec::new();
    let mut astray = None;
    walk(root, &steps, &mut Vec::new(), &mut found, &mut astray);
    match astray {
        Some((step, there)) if found.is_empty() => Err(format!(
            "`records`, `{pointer}`: there is no `{step}`, but {there}"
        )),
        _ => Ok(found),
    }
}

fn walk<'a>(
    value: &'a Value,
    steps: &[&str],
    around: &mut Vec<&'a Value>,
    found: &mut Vec<Record<'a>>,
    astray: &mut Option<(String, String)>,
) {
    let Some((step, rest)) = steps.split_first() else {
        match value {
            Value::Array(list) => found.extend(list.iter().map(|record| Record::Json {
                around: around.clone(),
                record,
            })),
            record => found.push(Record::Json {
                around: around.clone(),
                record,
            }),
        }
        return;
    };
    let inner: Vec<&Value> = match (value, *step) {
        (Value::Array(list), "*") => list.iter().collect(),
        (Value::Object(members), "*") => members.values().collect(),
        (Value::Object(members), step) if members.contains_key(step) => vec![&members[step]],
        _ => {
            astray.get_or_insert_with(|| ((*step).to_owned(), names(value).join(", ")));
            return;
        }
    };
    for one in inner {
        // With `*` at the end the elements are the records and stand around nothing.
        let encloses = *step == "*" && !rest.is_empty();
        if encloses {
            around.push(one);
        }
        if *step == "*" && rest.is_empty() {
            found.push(Record::Json {
                around: around.clone(),
                record: one,
            });
        } else {
            walk(one, rest, around, found, astray);
        }
        if encloses {
            around.pop();
        }
    }
}

/// A table: the names of its columns, and its rows.
pub(super) fn table(
    body: &[u8],
    mapping: &Mapping,
) -> Result<(Vec<String>, Vec<Vec<String>>), csv::Error> {
    let mut reader = ReaderBuilder::new()
        .delimiter(u8::try_from(mapping.delimiter).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(body);
    let fields = |record: &ByteRecord| -> Vec<String> {
        record
            .iter()
            .map(|field| decoded(field).trim().to_owned())
            .collect()
    };
    let mut columns = Vec::new();
    let mut rows = Vec::new();
    let first_row = mapping.header_line + mapping.skip_lines;
    for (number, record) in reader.byte_records().enumerate() {
        let record = record?;
        if number + 1 == mapping.header_line {
            columns = fields(&record);
        } else if number >= first_row {
            rows.push(fields(&record));
        }
    }
    Ok((columns, rows))
}
