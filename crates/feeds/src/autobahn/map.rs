//! Records to events. Times in the prose are those of the city.

use std::collections::HashSet;

use domain::live::{Event, EventId, EventKind, EventText, Harvest, Severity};
use jiff::{Timestamp, civil};
use serde::Deserialize;
use serde_json::Value;

use super::wire::{Record, Service};
use crate::{
    connector::Context,
    instant,
    line::{Found, Geometry, Pair, near},
};

/// One reading of all roads and services.
pub(super) struct Reading<'a> {
    context: Context<'a>,
    harvest: Harvest,
    events: Vec<Event>,
    /// A record at a motorway junction is told for both roads.
    known: HashSet<EventId>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(context: Context<'a>) -> Self {
        Self {
            context,
            harvest: Harvest::default(),
            events: Vec::new(),
            known: HashSet::new(),
        }
    }

    /// Adds the events of one list that have not ended and are in or near the city.
    pub(super) fn add(&mut self, road: &str, service: Service, list: Vec<Value>) {
        for (number, value) in list.into_iter().enumerate() {
            self.harvest.seen += 1;
            let event = Record::deserialize(value)
                .map_err(|error| error.to_string())
                .and_then(|record| self.event(road, service, record));
            match event {
                Ok(Some(event)) if self.known.insert(event.id.clone()) => self.events.push(event),
                Ok(_) => {}
                Err(reason) => {
                    let record = format!("{road} {} {}", service.as_str(), number + 1);
                    self.harvest.reject(record, reason);
                }
            }
        }
    }

    pub(super) fn harvest(mut self) -> Harvest {
        self.harvest.events = Some(self.events);
        self.harvest
    }

    fn event(&self, road: &str, service: Service, record: Record) -> Result<Option<Event>, String> {
        let Context { feed, now, .. } = self.context;
        let id = record.identifier.text().ok_or("it has no `identifier`")?;
        let title = record.title.text().ok_or("it has no `title`")?;
        let prose = Prose::of(&record.description);
        let start = record
            .start
            .text()
            .and_then(|text| instant::with_offset(&text));
        let valid_from = start.or_else(|| self.time(prose.begin.as_deref()));
        let valid_to = self.time(prose.end.as_deref());
        if valid_to.is_some_and(|to| to <= now) {
            return Ok(None);
        }
        let line = match near(&pairs(&record), self.context.area) {
            Found::Near(line) => line,
            Found::Elsewhere => return Ok(None),
            Found::Nowhere => return Err("it has no position".to_owned()),
        };
        let (kind, severity) = kind(service, &record);
        Ok(Some(Event {
            id: EventId::of(&feed.id, &id),
            feed: feed.id.clone(),
            kind,
            severity,
            valid_from,
            valid_to: instant::known_end(valid_to, now),
            line,
            title: EventText::german(title),
            description: prose.text.map(EventText::german),
            instruction: None,
            street: Some(road.to_owned()),
            direction: record.subtitle.text(),
            url: None,
        }))
    }

    fn time(&self, text: Option<&str>) -> Option<Timestamp> {
        let civil = civil::DateTime::strptime("%d.%m.%Y %H:%M", text?).ok()?;
        self.context.zone.to_timestamp(civil).ok()
    }
}

/// The lines of a description: two times, an empty line, and what there is to say.
#[derive(Default)]
struct Prose {
    begin: Option<String>,
    end: Option<String>,
    text: Option<String>,
}

impl Prose {
    fn of(description: &Value) -> Self {
        let lines = description.as_array().into_iter().flatten();
        let mut prose = Self::default();
        let mut told = Vec::new();
        for line in lines.filter_map(Value::as_str).map(str::trim) {
            if let Some(begin) = line.strip_prefix("Beginn:") {
                prose.begin = Some(begin.trim().to_owned());
            } else if let Some(end) = line.strip_prefix("Ende:") {
                prose.end = Some(end.trim().to_owned());
            } else {
                told.push(line);
            }
        }
        let text = told.join("\n").trim().to_owned();
        prose.text = (!text.is_empty()).then_some(text);
        prose
    }
}

/// The best position that a record has, as longitude and latitude.
fn pairs(record: &Record) -> Vec<Pair> {
    let line = record.geometry.pairs();
    if !line.is_empty() {
        return line;
    }
    let written = &record.coordinate;
    if let (Some(lat), Some(lon)) = (written.lat.finite(), written.long.finite()) {
        return vec![(lon, lat)];
    }
    let coordinates = written.coordinates.clone();
    let point = Geometry { coordinates }.pairs();
    if !point.is_empty() {
        return point;
    }
    let text = record.point.text().unwrap_or_default();
    let numbers = text
        .split_once(',')
        .and_then(|(lon, lat)| Some((lon.trim().parse().ok()?, lat.trim().parse().ok()?)));
    numbers.into_iter().collect()
}

fn kind(service: Service, record: &Record) -> (EventKind, Severity) {
    if record.is_blocked.flag() == Some(true) {
        return (EventKind::Closure, Severity::Severe);
    }
    let display = record.display_type.text().unwrap_or_default();
    match service {
        Service::Roadworks => (EventKind::Roadwork, Severity::Minor),
        // A limit of weight closes the road to lorries only.
        Service::Closure if display.starts_with("WEIGHT_LIMIT") => {
            (EventKind::Traffic, Severity::Minor)
        }
        Service::Closure => (EventKind::Closure, Severity::Moderate),
        Service::Warning => (EventKind::Traffic, Severity::Minor),
    }
}
