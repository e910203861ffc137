//! Reading the history of a thing: at most two questions to the store for each datastream.

use std::sync::Arc;

use domain::live::{Datastream, Property, ThingId};
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use super::{
    Course, Line, Measured, Reference, Season, Span, Step,
    course::{parts, whole},
    profile::{profile, year_before_begins, year_to_date},
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
    /// The properties of a thing that have a history, in the order in which its datastreams were told.
    pub fn told_properties(&self, thing: &ThingId) -> Vec<Property> {
        let mut told = Vec::new();
        let Some(live) = self.live() else { return told };
        for reading in live.board().readings(thing) {
            let property = reading.stream.property;
            if !NOT_DRAWN.contains(&property) && !told.contains(&property) {
                told.push(property);
            }
        }
        told
    }

    /// How a property of a thing went; `None` when the store fails.
    pub async fn history(
        &self,
        thing: &ThingId,
        property: Property,
        span: Span,
    ) -> Option<Vec<Course>> {
        let live = self.live()?;
        let (now, board) = (self.now(), live.board());
        let streams = board.readings(thing).map(|reading| reading.stream);
        let streams = streams.filter(|stream| stream.property == property);
        let group: Vec<_> = streams.map(|stream| Arc::new(stream.clone())).collect();
        if group.is_empty() {
            return Some(Vec::new());
        }
        let read = of_property(live, &group, span, &now).await;
        read.inspect_err(|error| tracing::error!(%error, "a history could not be read"))
            .ok()
    }
}

/// What is known of one datastream: within the span, and before it.
#[derive(Default)]
struct Told {
    within: Vec<Measured>,
    before: Vec<Measured>,
    /// The days of this year and of the one before, of what is counted, for the span of a year.
    days: Vec<Measured>,
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
        profile: Vec::new(),
        year_to_date: None,
    };
    let mut courses = Vec::new();
    let chosen = whole(group);
    if !chosen.is_empty() {
        let before = of(&chosen, |told| &told.before);
        let reference = Reference::of(group[0].property);
        let total = Line {
            class: chosen
                .first()
                .filter(|_| chosen.len() == 1)
                .and_then(|one| one.class),
            direction: None,
            values: of(&chosen, |told| &told.within),
        };
        let adds_up = group[0].aggregation.adds_up();
        let has_hours = adds_up && span == Span::Week && step == Step::Hour;
        let hours = [&before[..], &total.values].concat();
        let days = of(&chosen, |told| &told.days);
        courses.push(Course {
            profile: if has_hours {
                profile(&hours, zone)
            } else {
                Vec::new()
            },
            year_to_date: (adds_up && span == Span::Year).then(|| year_to_date(&days, now)),
            usual: usual(reference, &before, reference_step(step), (from, to), zone),
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
fn reference_step(step: Step) -> Step {
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
        let begin = year_before_begins(now).to_zoned(zone.clone());
        let begin = begin.ok().filter(|_| stream.aggregation.adds_up());
        let begin = begin.map_or(from, |begin| begin.timestamp().min(from));
        let all = store.rollups(&stream.id, level, begin, to).await?;
        let within = &all[all.partition_point(|one| one.start < from)..];
        return Ok(Told {
            within: of(step, within),
            before: Vec::new(),
            days: of(Step::Day, &all),
        });
    }
    let usual_step = reference_step(step);
    let before = before(live, stream, usual_step, (from, to), now).await?;
    let within = store.rollups(&stream.id, level, from, to).await?;
    Ok(Told {
        within: of(step, &within),
        before: of(usual_step, &before),
        ..Told::default()
    })
}

/// What tells what is usual within the bounds, the oldest first.
async fn before(
    live: &Live,
    stream: &Datastream,
    step: Step,
    (from, to): (Timestamp, Timestamp),
    now: &Zoned,
) -> Result<Vec<RolledUp>, StoreError> {
    let zone = now.time_zone();
    let read = async |from: Timestamp, to: Timestamp| {
        let store = live.store();
        store.rollups(&stream.id, step.level(), from, to).await
    };
    let moved = |at: Timestamp, by: jiff::Span| {
        let moved = at.to_zoned(zone.clone()).checked_add(by);
        moved.map_or(at, |moved| moved.timestamp())
    };
    match Reference::of(stream.property) {
        Reference::Nothing => Ok(Vec::new()),
        Reference::Weeks => read(moved(from, -BEFORE_DAYS.days()), from).await,
        Reference::Seasons => {
            let mut years = Vec::new();
            for ago in 1..=Season::MOST_YEARS {
                let around = Season::AROUND.days();
                let begin = moved(moved(from, -ago.years()), -around);
                let year = read(begin, moved(moved(to, -ago.years()), around)).await?;
                if year.is_empty() {
                    break;
                }
                years.push(year);
            }
            years.reverse();
            Ok(years.concat())
        }
    }
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
