//! JSON of any shape, and payloads with some of their values exchanged.

use std::collections::BTreeSet;

use domain::live::ConnectorKind;
use proptest::prelude::*;
use serde_json::Value;

use crate::payloads::payloads;

/// JSON of any shape whose members have the given names, so that connectors look further.
pub(crate) fn any_json(names: Vec<String>) -> impl Strategy<Value = Value> {
    let odd = [
        "",
        "NaN",
        "-1",
        "1e400",
        "2026-11-22T24:00:00Z",
        "2026-11-22 24:00:00",
        "9999-12-31 24:00:00",
        "2026-03-29T02:30:00",
        "2026-11-22T11:59:00Z",
        "2026-11-22T11:00:00Z/2026-11-22T12:00:00Z",
        "https://source.example/gbfs",
        "\u{0}",
        "ß€😀",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-400.0..400.0_f64).prop_map(Value::from),
        "[a-zA-Z0-9:.+ äß€-]{0,20}".prop_map(Value::from),
        prop::sample::select(odd.to_vec()).prop_map(Value::from),
    ];
    let name = prop::sample::select(names);
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The names of all members in the payloads.
pub(crate) fn names() -> Vec<String> {
    let mut names = BTreeSet::new();
    for kind in ConnectorKind::ALL {
        for (_, body) in payloads(kind) {
            if let Ok(payload) = serde_json::from_slice(&body) {
                collect(&payload, &mut names);
            }
        }
    }
    names.into_iter().collect()
}

fn collect(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, names)),
        Value::Object(members) => {
            for (name, inner) in members {
                names.insert(name.clone());
                collect(inner, names);
            }
        }
        _ => {}
    }
}

/// Exchanges one value of a payload; one that is no JSON stays.
pub(crate) fn exchanged(body: &mut Vec<u8>, place: usize, new: Value) {
    let Ok(mut payload) = serde_json::from_slice::<Value>(body) else {
        return;
    };
    let mut places = Vec::new();
    walk(&payload, String::new(), &mut places);
    if let Some(found) = payload.pointer_mut(&places[place % places.len()]) {
        *found = new;
    }
    *body = payload.to_string().into_bytes();
}

fn walk(value: &Value, pointer: String, places: &mut Vec<String>) {
    match value {
        Value::Array(list) => {
            for (number, inner) in list.iter().enumerate() {
                walk(inner, format!("{pointer}/{number}"), places);
            }
        }
        Value::Object(members) => {
            for (name, inner) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                walk(inner, format!("{pointer}/{name}"), places);
            }
        }
        _ => {}
    }
    places.push(pointer);
}
