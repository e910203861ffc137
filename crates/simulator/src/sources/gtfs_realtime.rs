//! GTFS Realtime: delays and cancellations of the trips that a timetable has now.

use domain::timetable::TripOfDay;
use jiff::{SignedDuration, Timestamp};
use prost::Message;

use super::Question;
use crate::{answer::Document, values::World};

/// Trips are followed from so long before they leave a stop.
const AHEAD: SignedDuration = SignedDuration::from_hours(2);
/// And so long afterwards, when they are late.
const BEHIND: SignedDuration = SignedDuration::from_mins(30);

/// Shares of the trips: nothing is said, they do not run, they leave out a stop, they are on time.
const SILENT: f64 = 0.1;
const CANCELLED: f64 = 0.18;
const SKIPPING: f64 = 0.22;
const PUNCTUAL: f64 = 0.5;

/// The longest delay in minutes.
const LATEST: f64 = 12.0;

const CANCELED: i32 = 3;
const SKIPPED: i32 = 1;

#[derive(Clone, PartialEq, Message)]
struct FeedMessage {
    #[prost(message, required, tag = "1")]
    header: FeedHeader,
    #[prost(message, repeated, tag = "2")]
    entity: Vec<FeedEntity>,
}

#[derive(Clone, PartialEq, Message)]
struct FeedHeader {
    #[prost(string, required, tag = "1")]
    gtfs_realtime_version: String,
    #[prost(int32, optional, tag = "2")]
    incrementality: Option<i32>,
    #[prost(uint64, optional, tag = "3")]
    timestamp: Option<u64>,
}

#[derive(Clone, PartialEq, Message)]
struct FeedEntity {
    #[prost(string, required, tag = "1")]
    id: String,
    #[prost(message, optional, tag = "3")]
    trip_update: Option<TripUpdate>,
}

#[derive(Clone, PartialEq, Message)]
struct TripUpdate {
    #[prost(message, required, tag = "1")]
    trip: TripDescriptor,
    #[prost(message, repeated, tag = "2")]
    stop_time_update: Vec<StopTimeUpdate>,
}

#[derive(Clone, PartialEq, Message)]
struct TripDescriptor {
    #[prost(string, optional, tag = "1")]
    trip_id: Option<String>,
    #[prost(string, optional, tag = "3")]
    start_date: Option<String>,
    #[prost(int32, optional, tag = "4")]
    schedule_relationship: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
struct StopTimeUpdate {
    #[prost(uint32, optional, tag = "1")]
    stop_sequence: Option<u32>,
    #[prost(message, optional, tag = "3")]
    departure: Option<StopTimeEvent>,
    #[prost(int32, optional, tag = "5")]
    schedule_relationship: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
struct StopTimeEvent {
    #[prost(int32, optional, tag = "1")]
    delay: Option<i32>,
    #[prost(int64, optional, tag = "2")]
    time: Option<i64>,
}

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    if !question.path.is_empty() {
        return None;
    }
    let now = question.now;
    let from = now.checked_sub(BEHIND).unwrap_or(now);
    let until = now.checked_add(AHEAD).unwrap_or(now);
    let trips = world.city.trips.between(from, until);
    let message = FeedMessage {
        header: FeedHeader {
            gtfs_realtime_version: "2.0".to_owned(),
            incrementality: Some(0),
            timestamp: u64::try_from(now.as_second()).ok(),
        },
        entity: trips
            .iter()
            .filter_map(|trip| entity(world, trip))
            .collect(),
    };
    Some(Document::binary(message.encode_to_vec()))
}

/// What is said of a trip; `None` for one of which nothing is.
fn entity(world: &World, trip: &TripOfDay) -> Option<FeedEntity> {
    let slot = i64::from(trip.day.day_of_year());
    let chance = world.share(&format!("trip:{}", trip.id), slot);
    if chance < SILENT {
        return None;
    }
    let descriptor = TripDescriptor {
        trip_id: Some(trip.id.clone()),
        start_date: Some(trip.day.strftime("%Y%m%d").to_string()),
        schedule_relationship: (chance < CANCELLED).then_some(CANCELED),
    };
    let late = match chance {
        ..PUNCTUAL => 0.0,
        _ => (chance - PUNCTUAL) / (1.0 - PUNCTUAL) * LATEST,
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is below a quarter of an hour"
    )]
    let late = SignedDuration::from_secs((late * 60.0) as i64);
    let skips = (CANCELLED..SKIPPING).contains(&chance);
    let calls = trip.calls.iter().enumerate();
    let calls = calls.map(|(number, (sequence, at))| match (skips, number) {
        (true, 0) => skipped(*sequence),
        _ => leaving(*sequence, *at, late),
    });
    Some(FeedEntity {
        id: format!("{}@{}", trip.id, trip.day),
        trip_update: Some(TripUpdate {
            trip: descriptor,
            stop_time_update: if chance < CANCELLED {
                Vec::new()
            } else {
                calls.collect()
            },
        }),
    })
}

fn leaving(sequence: u32, planned: Timestamp, late: SignedDuration) -> StopTimeUpdate {
    StopTimeUpdate {
        stop_sequence: Some(sequence),
        departure: Some(StopTimeEvent {
            delay: i32::try_from(late.as_secs()).ok(),
            time: planned.checked_add(late).ok().map(Timestamp::as_second),
        }),
        schedule_relationship: None,
    }
}

fn skipped(sequence: u32) -> StopTimeUpdate {
    StopTimeUpdate {
        stop_sequence: Some(sequence),
        departure: None,
        schedule_relationship: Some(SKIPPED),
    }
}
