//! Reading the history of a thing: at most two questions to the store for each datastream.

use std::sync::Arc;

use domain::live::{Datastream, Property, ThingId};
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use super::{
    Course, Line, Measured, Span, Step,
    course::{parts, whole},
    steps::{measured, together},
    usual::usual,
};
use crate::{
    Portal,
    live::Live,
    ports::{RolledUp, StoreError},
};

/// So many days before the span tell what is usual.
pub(super) const BEFORE_DAYS: i64 = 56;

/// What makes no curve: an angle has no mean, and open or closed is no number.
const NOT_DRAWN: [Property; 2] = [Property::WindDirection, Property::Open];

impl Portal {
    /// How every property of a thing went, in the order in which its datastreams were told; `None`
    /// when the store fails.
    pub async fn history(&self, thing: &ThingId, span: Span) -> Option<Vec<Course>> {
        let live = self.live()?;
        let (now, board) = (self.now(), live.board());
        let mut groups: Vec<Vec<Arc<Datastream>>> = Vec::new();
        for reading in board.readings(thing) {
            let property = reading.stream.property;
            if NOT_DRAWN.contains(&property) {
                continue;
            }
            let stream = Arc::new(reading.stream.clone());
            match groups.iter_mut().find(|one| one[0].property == property) {
                Some(group) => group.push(stream),
                None => groups.push(vec![stream]),
            }
        }
        let mut courses = Vec::new();
        for group in groups {
            let read = of_property(live, &group, span, &now).await;
            let read =
                read.inspect_err(|error| tracing::error!(%error, "a history could not be read"));
            courses.extend(read.ok()?);
        }
        Some(courses)
    }
}

/// What is known of one datastream: within the span, and before it.
struct Told {
    within: Vec<Measured>,
    before: Vec<Measured>,
}

async fn of_property(
    live: &Live,
    group: &[Arc<Datastream>],
    span: Span,
    now: &Zoned,
) -> Result<Vec<Course>, StoreError> {
    // The coarsest of them, so that all can be added up.
    let steps = group.iter().map(|stream| Step::of(span, stream));
    let step = steps.max().unwrap_or(Step::Day);
    let mut told = Vec::with_capacity(group.len());
    for stream in group {
        told.push(read(live, stream, span, step, now).await?);
    }
    let (from, to) = span.bounds(now);
    let zone = now.time_zone();
    let of = |chosen: &[Arc<Datastream>], pick: fn(&Told) -> &Vec<Measured>| {
        let all: Vec<Vec<Measured>> = group
            .iter()
            .zip(&told)
            .filter(|(stream, _)| chosen.iter().any(|one| one.id == stream.id))
            .map(|(_, told)| pick(told).clone())
            .collect();
        together(&all)
    };
    let course = |lines: Vec<Line>, streams: Vec<Arc<Datastream>>| Course {
        property: group[0].property,
        adds_up: group[0].aggregation.adds_up(),
        step,
        lines,
        streams,
        usual: Vec::new(),
        since: None,
        steps: steps_over(step, from, to.min(now.timestamp()), now),
    };
    let mut courses = Vec::new();
    let chosen = whole(group);
    if !chosen.is_empty() {
        let before = of(&chosen, |told| &told.before);
        let total = Line {
            class: chosen
                .first()
                .filter(|_| chosen.len() == 1)
                .and_then(|one| one.class),
            direction: None,
            values: of(&chosen, |told| &told.within),
        };
        courses.push(Course {
            usual: usual(&before, reference(step), (from, to), zone),
            since: before.first().map(|one| one.start),
            ..course(vec![total], chosen)
        });
    }
    let lines: Vec<(Line, Vec<Arc<Datastream>>)> = parts(group)
        .into_iter()
        .map(|((class, direction), streams)| {
            let values = of(&streams, |told| &told.within);
            let part = Line {
                class,
                direction,
                values,
            };
            (part, streams)
        })
        .collect();
    if !lines.is_empty() {
        let (lines, streams): (Vec<Line>, Vec<_>) = lines.into_iter().unzip();
        courses.push(course(lines, streams.concat()));
    }
    Ok(courses)
}

/// The steps in which what is usual is told.
fn reference(step: Step) -> Step {
    step.max(Step::Hour)
}

async fn read(
    live: &Live,
    stream: &Datastream,
    span: Span,
    step: Step,
    now: &Zoned,
) -> Result<Told, StoreError> {
    let (from, to) = span.bounds(now);
    let (zone, at) = (now.time_zone(), now.timestamp());
    let of = |step: Step, rollups: &[RolledUp]| measured(stream, step, rollups, at, zone);
    let store = live.store();
    let level = step.level();
    if span == Span::Year {
        let within = store.rollups(&stream.id, level, from, to).await?;
        return Ok(Told {
            within: of(step, &within),
            before: Vec::new(),
        });
    }
    let begin = from.to_zoned(zone.clone()).checked_sub(BEFORE_DAYS.days());
    let begin = begin.map_or(from, |begin| begin.timestamp());
    let usual_level = reference(step).level();
    if usual_level == level {
        let all = store.rollups(&stream.id, level, begin, to).await?;
        let (before, within) = all.split_at(all.partition_point(|one| one.start < from));
        return Ok(Told {
            within: of(step, within),
            before: of(step, before),
        });
    }
    let within = store.rollups(&stream.id, level, from, to).await?;
    let before = store.rollups(&stream.id, usual_level, begin, from).await?;
    Ok(Told {
        within: of(step, &within),
        before: of(reference(step), &before),
    })
}

/// How many steps of a span are over.
fn steps_over(step: Step, from: Timestamp, to: Timestamp, now: &Zoned) -> usize {
    let mut at = from;
    let mut count = 0;
    loop {
        let (_, end) = step.around(at, now.time_zone());
        if end > to || end.duration_since(at) <= SignedDuration::ZERO {
            return count;
        }
        count += 1;
        at = end;
    }
}
