//! From messages to what is heard of trips.

use bytes::Bytes;
use domain::{
    live::Harvest,
    timetable::{CallUpdate, Prediction, TripUpdate, TripUpdates},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use prost::Message;

use super::wire::{FeedEntity, FeedMessage, StopTimeEvent, StopTimeUpdate};
use crate::{
    connector::{Context, ReadError},
    loose::unreadable,
};

/// Only what has changed is told, which nobody specified so far.
const DIFFERENTIAL: i32 = 1;

/// Relations of a trip to the timetable, as the format numbers them. A deleted trip is told as one
/// that is cancelled: who stands at the stop reads it on the printed timetable.
const SCHEDULED: i32 = 0;
const CANCELED: i32 = 3;
const DELETED: i32 = 7;

/// Relations of a stop.
const SKIPPED: i32 = 1;
const NO_DATA: i32 = 2;

pub(super) fn harvest(message: FeedMessage, context: Context<'_>) -> Result<Harvest, ReadError> {
    let address = &context.feed.url;
    // Nearly any bytes are some message; this field makes it one of these.
    let header = message.header.filter(|header| header.version.is_some());
    let Some(header) = header else {
        return Err(unreadable(address, "it has no header of GTFS Realtime"));
    };
    if header.incrementality == Some(DIFFERENTIAL) {
        let reason = "it tells only what has changed, not everything there is";
        return Err(unreadable(address, reason));
    }
    let told = header.timestamp.and_then(|at| i64::try_from(at).ok());
    let told = told.and_then(|at| Timestamp::from_second(at).ok());
    let mut harvest = Harvest::default();
    harvest.seen = u32::try_from(message.entities.len()).unwrap_or(u32::MAX);
    let mut trips = Vec::new();
    for (number, entity) in (1..).zip(message.entities) {
        match trip(entity, context) {
            Ok(known) => trips.extend(known),
            Err(reason) => harvest.reject(format!("entity {number}"), reason),
        }
    }
    if harvest.seen > 0 && harvest.rejected.len() == harvest.seen as usize {
        let reason = format!("none of {} entities can be read", harvest.seen);
        return Err(unreadable(address, reason));
    }
    harvest.trips = Some(TripUpdates {
        // A clock that is ahead would make it fresh for too long.
        at: told.unwrap_or(context.now).min(context.now),
        stale_after: context.feed.stale_after,
        trips,
    });
    Ok(harvest)
}

/// What is said of a trip of the timetable; `None` for what is none.
fn trip(bytes: Bytes, context: Context<'_>) -> Result<Option<TripUpdate>, String> {
    let entity = FeedEntity::decode(bytes).map_err(|error| error.to_string())?;
    let update = entity
        .trip_update
        .filter(|_| entity.is_deleted != Some(true));
    let Some(update) = update else {
        return Ok(None);
    };
    let trip = update.trip.unwrap_or_default();
    let cancelled = match trip.schedule_relationship.unwrap_or(SCHEDULED) {
        SCHEDULED => false,
        CANCELED | DELETED => true,
        // Trips that the timetable does not have.
        _ => return Ok(None),
    };
    let Some(id) = trip.trip_id.filter(|id| (context.is_known_trip)(id)) else {
        return Ok(None);
    };
    let day = match trip.start_date.filter(|day| !day.is_empty()) {
        Some(day) => match Date::strptime("%Y%m%d", &day) {
            Ok(day) => Some(day),
            Err(_) => return Err(format!("`{day}` of trip {id} is not a day")),
        },
        None => None,
    };
    Ok(Some(TripUpdate {
        trip: id,
        day,
        cancelled,
        delay: update.delay.map(seconds),
        calls: update.calls.into_iter().filter_map(call).collect(),
    }))
}

fn call(update: StopTimeUpdate) -> Option<CallUpdate> {
    let prediction = match update.schedule_relationship {
        Some(SKIPPED) => Prediction::Skipped,
        Some(NO_DATA) => Prediction::Unknown,
        _ => leaves(update.departure.or(update.arrival)?)?,
    };
    Some(CallUpdate {
        sequence: update.stop_sequence,
        stop: update.stop_id.filter(|id| !id.is_empty()),
        prediction,
    })
}

fn leaves(event: StopTimeEvent) -> Option<Prediction> {
    let at = event.time.and_then(|at| Timestamp::from_second(at).ok());
    let delay = event.delay.map(seconds);
    (at.is_some() || delay.is_some()).then_some(Prediction::Leaves { at, delay })
}

fn seconds(seconds: i32) -> SignedDuration {
    SignedDuration::from_secs(i64::from(seconds))
}
