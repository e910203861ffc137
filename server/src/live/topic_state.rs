//! What is sent about a topic, by push and by poll.

use std::collections::HashSet;

use domain::live::{Event, EventText, FeedId, Origin, Topic};
use jiff::Timestamp;
use portal::{
    Portal,
    live::{LiveBoard, Reading},
};
use serde::Serialize;
use utoipa::ToSchema;

/// The newest value of a datastream.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LiveValue<'a> {
    /// Identifier of the datastream.
    datastream: &'a str,
    /// In the unit of the datastream; null when the source has none.
    value: Option<f64>,
    /// The instant, or the end of the period, in UTC.
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
    /// `ok`, `provisional`, `extrapolated`, `estimated`, `suspect`, `fallback_station` or `missing`.
    quality: &'static str,
    /// Whether the value was made up by the simulator.
    simulated: bool,
}

/// Something that holds for a while.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub(crate) struct EventState<'a> {
    /// Identifier.
    id: &'a str,
    /// Feed that tells about it.
    feed: &'a str,
    /// `roadwork`, `closure`, `traffic` or `warning`.
    kind: &'static str,
    /// `unknown`, `minor`, `moderate`, `severe` or `extreme`.
    severity: &'static str,
    /// When it begins.
    #[schema(value_type = Option<String>, format = DateTime)]
    valid_from: Option<Timestamp>,
    /// When it ends; null when nobody knows.
    #[schema(value_type = Option<String>, format = DateTime)]
    valid_to: Option<Timestamp>,
    /// Positions `[lon, lat]`: one, or those of a line. Empty for the whole city.
    line: Vec<[f64; 2]>,
    /// What it is: `de`, and `en` where the source has it.
    #[schema(value_type = Object)]
    title: &'a EventText,
    /// Everything the source says.
    #[schema(value_type = Option<Object>)]
    description: Option<&'a EventText>,
    /// What to do.
    #[schema(value_type = Option<Object>)]
    instruction: Option<&'a EventText>,
    /// Name or number of the road.
    street: Option<&'a str>,
    /// Direction in the source's words.
    direction: Option<&'a str>,
    /// Web page about it.
    url: Option<&'a str>,
    /// Whether it was made up by the simulator.
    simulated: bool,
}

/// The state of a topic, or what changed in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TopicState<'a> {
    /// The topic.
    topic: &'static str,
    /// The change it is the state after.
    sequence: i64,
    /// Whether everything is in here, so that what is not has to be forgotten.
    complete: bool,
    /// Newest values.
    values: Vec<LiveValue<'a>>,
    /// Events that hold or will hold; always all of them.
    events: Vec<EventState<'a>>,
}

/// Which feeds make their values up.
pub(crate) fn simulated(portal: &Portal) -> HashSet<FeedId> {
    let feeds = portal.feeds().iter();
    feeds
        .filter(|feed| feed.origin == Origin::Simulated)
        .map(|feed| feed.id.clone())
        .collect()
}

impl<'a> EventState<'a> {
    /// An event as the API writes it.
    pub(crate) fn of(event: &'a Event, simulated: &HashSet<FeedId>) -> Self {
        Self {
            id: event.id.as_str(),
            feed: event.feed.as_str(),
            kind: event.kind.as_str(),
            severity: event.severity.as_str(),
            valid_from: event.valid_from,
            valid_to: event.valid_to,
            line: event.line.iter().map(|at| [at.lon(), at.lat()]).collect(),
            title: &event.title,
            description: event.description.as_ref(),
            instruction: event.instruction.as_ref(),
            street: event.street.as_deref(),
            direction: event.direction.as_deref(),
            url: event.url.as_deref(),
            simulated: simulated.contains(&event.feed),
        }
    }
}

impl<'a> LiveValue<'a> {
    /// A reading as the API writes it; `None` when nothing was observed yet.
    pub(crate) fn of(reading: Reading<'a>, simulated: bool) -> Option<Self> {
        let observation = reading.latest?.observation;
        Some(Self {
            datastream: reading.stream.id.as_str(),
            value: observation.value,
            end: observation.end,
            quality: observation.quality.as_str(),
            simulated,
        })
    }
}

impl<'a> TopicState<'a> {
    /// What changed in a topic after `since`; everything after 0.
    pub(crate) fn of(
        board: &'a LiveBoard,
        topic: Topic,
        since: i64,
        simulated: &HashSet<FeedId>,
    ) -> Self {
        let values = board.things(topic).flat_map(|thing| {
            let made_up = simulated.contains(&thing.feed);
            let changed = board
                .readings(&thing.id)
                .filter(move |reading| reading.latest.is_some_and(|one| one.sequence > since));
            changed.filter_map(move |reading| LiveValue::of(reading, made_up))
        });
        Self {
            topic: topic.as_str(),
            sequence: board.sequence(),
            complete: since == 0,
            values: values.collect(),
            events: board
                .events_of(topic)
                .map(|event| EventState::of(event, simulated))
                .collect(),
        }
    }
}
