//! Which roadworks, closures and warnings are asked for, in whatever form.

use std::sync::Arc;

use domain::{
    Coordinate, DistrictId, Locale, Metres,
    live::{AFFECTED_WITHIN, Event, EventKind},
};
use jiff::Timestamp;
use portal::{Near, Portal};

use super::{
    format::Format,
    question::{instant, pairs, unknown_parameter},
};
use crate::api::Problem;

/// The widest circle around an address, in metres: beyond it the whole city is meant.
const WIDEST_M: f64 = 50_000.0;

/// What is asked for; by default everything.
pub(super) struct EventsQuestion {
    /// Empty for all.
    pub(super) kinds: Vec<EventKind>,
    pub(super) from: Option<Timestamp>,
    pub(super) to: Option<Timestamp>,
    pub(super) format: Option<Format>,
    pub(super) locale: Locale,
    district: Option<DistrictId>,
    near: Option<Coordinate>,
    radius: Metres,
}

impl EventsQuestion {
    /// Reads a query string of an operation that takes these parameters. Whatever is not understood
    /// is a problem that names the parameter.
    pub(super) fn parse(
        portal: &Portal,
        query: Option<&str>,
        takes: &[&str],
    ) -> Result<Self, Problem> {
        let mut question = Self {
            kinds: Vec::new(),
            from: None,
            to: None,
            format: None,
            locale: Locale::De,
            district: None,
            near: None,
            radius: AFFECTED_WITHIN,
        };
        for (name, value) in pairs(query) {
            if !takes.contains(&name.as_str()) {
                return Err(unknown_parameter(&name));
            }
            question.set(portal, &name, value.trim())?;
        }
        Ok(question)
    }

    /// The same for an answer about what is in force or ahead: without a kind, of these kinds.
    pub(super) fn of_kinds(
        portal: &Portal,
        query: Option<&str>,
        usual: &[EventKind],
    ) -> Result<Self, Problem> {
        let takes = ["kind", "district", "near", "radius_m", "lang"];
        let mut question = Self::parse(portal, query, &takes)?;
        if question.kinds.is_empty() {
            question.kinds = usual.to_vec();
        }
        Ok(question)
    }

    fn set(&mut self, portal: &Portal, name: &str, value: &str) -> Result<(), Problem> {
        let wrong = |why: String| Problem::parameter(name, why);
        let zone = &portal.city.time_zone;
        match name {
            "kind" => {
                for kind in value.split(',') {
                    let unknown = || wrong(format!("there is no kind `{kind}`"));
                    self.kinds.push(EventKind::parse(kind).ok_or_else(unknown)?);
                }
            }
            "from" => self.from = Some(instant(name, value, zone)?),
            "to" => self.to = Some(instant(name, value, zone)?),
            "district" => {
                let id = DistrictId::new(value);
                portal.city.district(&id).ok_or_else(|| {
                    wrong(format!(
                        "there is no district `{value}`; /api/v1/districts lists them all"
                    ))
                })?;
                self.district = Some(id);
            }
            "near" => match portal.locate(Some(value)) {
                Near::Found { best, .. } => self.near = Some(best.position),
                _ => {
                    return Err(wrong(format!(
                        "`{value}` is neither a position lat,lon nor a known address"
                    )));
                }
            },
            "radius_m" => {
                let radius: Option<f64> = value.parse().ok();
                let radius = radius.filter(|radius| (1.0..=WIDEST_M).contains(radius));
                self.radius = Metres(
                    radius.ok_or_else(|| wrong(format!("write metres from 1 to {WIDEST_M}")))?,
                );
            }
            "lang" => {
                let known = Locale::ALL.into_iter().find(|locale| locale.tag() == value);
                self.locale = known.ok_or_else(|| wrong("write de or en".to_owned()))?;
            }
            "format" => {
                let known = Format::parse(value);
                self.format =
                    Some(known.ok_or_else(|| wrong("write json, geojson or csv".to_owned()))?);
            }
            _ => return Err(unknown_parameter(name)),
        }
        Ok(())
    }

    /// Whether an event is of the kinds and in the part of the city that are asked for. What
    /// concerns the whole city concerns every part of it.
    pub(super) fn admits(&self, portal: &Portal, event: &Event) -> bool {
        let of_kind = self.kinds.is_empty() || self.kinds.contains(&event.kind);
        let district = self
            .district
            .as_ref()
            .and_then(|id| portal.city.district(id));
        let is_near = self.near.is_none_or(|at| {
            let away = event.distance_to(at);
            away.is_none_or(|away| away <= self.radius)
        });
        of_kind && is_near && district.is_none_or(|district| event.concerns(district))
    }

    /// The events that are asked for and have not ended, of feeds that are read now, in the order in
    /// which they begin.
    pub(super) fn current(&self, portal: &Portal) -> Vec<Arc<Event>> {
        let Some(live) = portal.live() else {
            return Vec::new();
        };
        let (board, now) = (live.board(), portal.now().timestamp());
        let mut kinds = EventKind::ALL.map(EventKind::topic).to_vec();
        kinds.dedup();
        let mut found: Vec<Arc<Event>> = kinds
            .into_iter()
            .flat_map(|topic| board.events_of(topic))
            .filter(|event| {
                event.valid_to.is_none_or(|to| now < to)
                    && portal.feed(&event.feed).is_some()
                    && self.admits(portal, event)
            })
            .cloned()
            .collect();
        found.sort_by(|a, b| (a.valid_from, &a.id).cmp(&(b.valid_from, &b.id)));
        found
    }
}
