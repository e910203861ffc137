//! Bright Sky: official warnings.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Question, times::utc_offset};
use crate::{
    answer::Document,
    stations::Warning,
    values::{Occurrence, World},
};

/// Warnings are told this long before they hold.
const AHEAD: SignedDuration = SignedDuration::from_hours(12);

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    (question.path == "alerts").then_some(())?;
    let warnings = world.warnings(question.now, AHEAD);
    let alerts: Vec<Value> = warnings
        .map(|(warning, when)| alert(warning, when))
        .collect();
    let cell = question
        .asked("warn_cell_id")
        .and_then(|cell| cell.parse::<u64>().ok());
    Some(Document::json(json!({
        "alerts": alerts,
        "location": {
            "warn_cell_id": cell,
            "name": format!("Stadt {}", world.city.name),
            "name_short": world.city.name,
            "district": world.city.name,
            "state": Value::Null,
            "state_short": Value::Null,
        },
    })))
}

fn alert(warning: &Warning, when: Occurrence) -> Value {
    let told = when.from.checked_sub(AHEAD).unwrap_or(when.from);
    json!({
        "id": when.number * 100 + i64::from(warning.event_code % 100),
        "alert_id": format!("2.49.0.0.276.0.SIM.{}.{}", warning.id, when.number),
        "status": "actual",
        "effective": utc_offset(told),
        "onset": utc_offset(when.from),
        "expires": utc_offset(when.to),
        "category": "met",
        "response_type": "prepare",
        "urgency": "immediate",
        "severity": warning.severity,
        "certainty": "likely",
        "event_code": warning.event_code,
        "event_de": warning.event_de,
        "event_en": warning.event_en,
        "headline_de": warning.headline_de,
        "headline_en": warning.headline_en,
        "description_de": warning.description_de,
        "description_en": warning.description_en,
        "instruction_de": warning.instruction_de,
        "instruction_en": warning.instruction_en,
    })
}
