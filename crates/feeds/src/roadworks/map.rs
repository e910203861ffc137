//! Features to events. Times without an offset are those of the city.

use std::collections::HashMap;

use domain::live::{Event, EventId, EventKind, EventText, Harvest, Severity};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::wire::{Feature, Properties};
use crate::{
    connector::Context,
    instant,
    line::{Found, near},
    loose::{Loose, Odd},
};

/// What a source writes into the identifier of the record for the other direction.
const OPPOSITE: &str = "-gegen";
const BOTH_DIRECTIONS: &str = "in beiden Richtungen";

/// The events in or near the city that have not ended.
pub(super) fn harvest(features: Vec<Value>, context: Context<'_>) -> Harvest {
    let mut harvest = Harvest::default();
    let mut events = Events::default();
    for (number, feature) in features.into_iter().enumerate() {
        harvest.seen += 1;
        let feature = match Feature::deserialize(feature) {
            Ok(feature) => feature,
            Err(error) => {
                harvest.reject(format!("feature {}", number + 1), error);
                continue;
            }
        };
        let Some(id) = feature.properties.id.text() else {
            harvest.reject(format!("feature {}", number + 1), "it has no `id`");
            continue;
        };
        match event(&id, feature, context) {
            Ok(Some(event)) => {
                if !events.add(&id, event) {
                    harvest.reject(id, "it comes twice");
                }
            }
            Ok(None) => {}
            Err(reason) => harvest.reject(id, reason),
        }
    }
    harvest.events = Some(events.joined());
    harvest
}

fn event(id: &str, feature: Feature, context: Context<'_>) -> Result<Option<Event>, String> {
    let Properties {
        starttime, endtime, ..
    } = &feature.properties;
    let valid_from = time(starttime, context).map_err(|odd| format!("`starttime`: {odd}"))?;
    let valid_to = time(endtime, context).map_err(|odd| format!("`endtime`: {odd}"))?;
    if valid_from.zip(valid_to).is_some_and(|(from, to)| to < from) {
        return Err("it ends before it begins".to_owned());
    }
    if valid_to.is_some_and(|to| to <= context.now) {
        return Ok(None);
    }
    let pairs = feature.geometry.pairs();
    let line = match near(&pairs, context.area) {
        Found::Near(line) => line,
        Found::Elsewhere => return Ok(None),
        Found::Nowhere => return Err("it has no position".to_owned()),
    };
    let (kind, severity) = kind(&feature.properties);
    let street = feature.properties.street.text();
    let (title, description) = words(feature.properties.description.text(), street.as_ref(), kind);
    Ok(Some(Event {
        id: EventId::of(&context.feed.id, id),
        feed: context.feed.id.clone(),
        kind,
        severity,
        valid_from,
        valid_to: instant::known_end(valid_to, context.now),
        line,
        title,
        description,
        instruction: None,
        street,
        direction: direction(&feature.properties.direction),
        url: None,
    }))
}

fn time(time: &Loose, context: Context<'_>) -> Result<Option<Timestamp>, Odd> {
    let Some(text) = time.text() else {
        return Ok(None);
    };
    let instant = instant::planned(&text, context.zone);
    instant.map(Some).ok_or_else(|| Odd::new(&text, "a time"))
}

fn kind(properties: &Properties) -> (EventKind, Severity) {
    let words = [&properties.r#type, &properties.subtype].map(Loose::text);
    let says = |word: &str| words.iter().flatten().any(|text| text.contains(word));
    if says("CLOSED") {
        (EventKind::Closure, Severity::Moderate)
    } else if says("CONSTRUCTION") || words.iter().all(Option::is_none) {
        (EventKind::Roadwork, Severity::Minor)
    } else {
        (EventKind::Traffic, Severity::Unknown)
    }
}

/// The title is the first line of what the source says; the rest is told below.
fn words(
    description: Option<String>,
    street: Option<&String>,
    kind: EventKind,
) -> (EventText, Option<EventText>) {
    let Some(text) = description else {
        let (de, en) = match kind {
            EventKind::Closure => ("Sperrung", "Road closed"),
            _ => ("Baustelle", "Roadworks"),
        };
        let title =
            |word: &str| street.map_or(word.to_owned(), |street| format!("{word}: {street}"));
        let (de, en) = (title(de), Some(title(en)));
        return (EventText { de, en }, None);
    };
    match text.split_once('\n') {
        Some((first, _)) => (
            EventText::german(first.trim()),
            Some(EventText::german(text)),
        ),
        None => (EventText::german(text), None),
    }
}

fn direction(direction: &Loose) -> Option<String> {
    match direction.text()?.as_str() {
        "BOTH_DIRECTIONS" => Some(BOTH_DIRECTIONS.to_owned()),
        // Which one, it does not say.
        "ONE_DIRECTION" => None,
        other => Some(other.to_owned()),
    }
}

/// Events in the order of the source, each once.
#[derive(Default)]
struct Events {
    events: Vec<(String, Event)>,
    positions: HashMap<String, usize>,
}

impl Events {
    fn add(&mut self, id: &str, event: Event) -> bool {
        let new = !self.positions.contains_key(id);
        if new {
            self.positions.insert(id.to_owned(), self.events.len());
            self.events.push((id.to_owned(), event));
        }
        new
    }

    /// Two records for the two directions of the same roadwork become one event.
    fn joined(mut self) -> Vec<Event> {
        let opposite = |id: &str| id.contains(OPPOSITE).then(|| id.replacen(OPPOSITE, "", 1));
        let mut left = Vec::new();
        for at in 0..self.events.len() {
            let base = opposite(&self.events[at].0).and_then(|base| self.positions.get(&base));
            match base {
                Some(&base) => {
                    let severity = self.events[at].1.severity;
                    let event = &mut self.events[base].1;
                    event.direction = Some(BOTH_DIRECTIONS.to_owned());
                    event.severity = event.severity.max(severity);
                }
                None => left.push(at),
            }
        }
        let mut events: Vec<_> = self
            .events
            .into_iter()
            .map(|(_, event)| Some(event))
            .collect();
        left.into_iter()
            .filter_map(|at| events[at].take())
            .collect()
    }
}
