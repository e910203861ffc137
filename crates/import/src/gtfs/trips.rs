//! Trips, where they stop, and how often those repeat that have no times of their own.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use super::{
    archive::Archive,
    stops::Stops,
    times::seconds,
    wire::{FrequencyRow, StopTimeRow, TripRow, needed, yes_or_no},
};
use crate::ImportError;

/// A trip does not repeat more often on a day: every minute.
const REPEATS: u32 = 1_440;

/// A stop of a trip as it was read.
pub(super) struct FoundCall {
    pub(super) sequence: u32,
    /// Position in [`Stops::all`].
    pub(super) stop: usize,
    pub(super) departure_s: u32,
    /// What is written on the vehicle from there on, where it differs.
    pub(super) headsign: Option<Rc<str>>,
}

/// A trip as it was read.
pub(super) struct FoundTrip {
    pub(super) id: String,
    pub(super) route: String,
    pub(super) service: String,
    pub(super) headsign: Option<Rc<str>>,
    pub(super) wheelchair: Option<bool>,
    /// Where it can be boarded inside the city, in no order.
    pub(super) calls: Vec<FoundCall>,
    /// Number and time of its first stop, inside the city or not.
    pub(super) first: Option<(u32, u32)>,
    /// Number and place of its last stop, inside the city or not.
    pub(super) last: Option<(u32, usize)>,
    pub(super) repeats: Vec<Repeat>,
}

/// A trip that leaves its first stop again and again.
pub(super) struct Repeat {
    /// Seconds from the beginning of the service day.
    pub(super) from_s: u32,
    /// The first departure that is no more.
    pub(super) until_s: u32,
    pub(super) every_s: u32,
    /// Whether the times are exact.
    pub(super) is_exact: bool,
}

/// Trips of known routes on days that exist, with their stops.
pub(super) fn trips(
    archive: &mut Archive<'_>,
    stops: &Stops,
    is_route: impl Fn(&str) -> bool,
    is_service: impl Fn(&str) -> bool,
) -> Result<Vec<FoundTrip>, ImportError> {
    let mut trips: Vec<FoundTrip> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    // Rows of a trip that never runs are nothing to complain about.
    let mut idle: HashSet<String> = HashSet::new();
    let mut shared: HashSet<Rc<str>> = HashSet::new();
    archive.needed_rows("trips.txt", |row: TripRow| {
        let id = needed("trip_id", row.trip_id.as_ref())?;
        let route = needed("route_id", row.route_id.as_ref())?;
        let service = needed("service_id", row.service_id.as_ref())?;
        if !is_route(route) {
            return Err(format!("there is no route `{route}`"));
        }
        if by_id.contains_key(id) {
            return Err(format!("the trip `{id}` came twice"));
        }
        if !is_service(service) {
            idle.insert(id.to_owned());
            return Ok(());
        }
        by_id.insert(id.to_owned(), trips.len());
        trips.push(FoundTrip {
            id: id.to_owned(),
            route: route.to_owned(),
            service: service.to_owned(),
            headsign: row
                .trip_headsign
                .as_deref()
                .map(|text| one(&mut shared, text)),
            wheelchair: yes_or_no(row.wheelchair_accessible.as_ref()),
            calls: Vec::new(),
            first: None,
            last: None,
            repeats: Vec::new(),
        });
        Ok(())
    })?;
    archive.needed_rows("stop_times.txt", |row: StopTimeRow| {
        let id = needed("trip_id", row.trip_id.as_ref())?;
        match by_id.get(id) {
            Some(at) => stop_of(&mut trips[*at], &row, stops, &mut shared),
            None if idle.contains(id) => Ok(()),
            None => Err(format!("there is no trip `{id}`")),
        }
    })?;
    archive.rows("frequencies.txt", |row: FrequencyRow| {
        let id = needed("trip_id", row.trip_id.as_ref())?;
        match by_id.get(id) {
            Some(at) => trips[*at].repeats.push(repeat(&row)?),
            None if idle.contains(id) => {}
            None => return Err(format!("there is no trip `{id}`")),
        }
        Ok(())
    })?;
    Ok(trips)
}

fn stop_of(
    trip: &mut FoundTrip,
    row: &StopTimeRow,
    stops: &Stops,
    shared: &mut HashSet<Rc<str>>,
) -> Result<(), String> {
    let id = needed("stop_id", row.stop_id.as_ref())?;
    let stop = *stops
        .by_id
        .get(id)
        .ok_or_else(|| format!("there is no stop `{id}`"))?;
    let sequence = needed("stop_sequence", row.stop_sequence.as_ref())?;
    let sequence: u32 = sequence
        .parse()
        .map_err(|_| format!("stop_sequence `{sequence}` is no number"))?;
    let time = row.departure_time.as_ref().or(row.arrival_time.as_ref());
    let time = time.map(|time| seconds(time)).transpose()?;
    if trip.last.is_none_or(|(last, _)| sequence > last) {
        trip.last = Some((sequence, stop));
    }
    let Some(departure_s) = time else {
        // Allowed between stops with times: nobody can say when it leaves here.
        return Ok(());
    };
    if trip.first.is_none_or(|(first, _)| sequence < first) {
        trip.first = Some((sequence, departure_s));
    }
    let boards = row.pickup_type.as_deref() != Some("1");
    if boards && stops.all[stop].is_inside {
        trip.calls.push(FoundCall {
            sequence,
            stop,
            departure_s,
            headsign: row.stop_headsign.as_deref().map(|text| one(shared, text)),
        });
    }
    Ok(())
}

fn repeat(row: &FrequencyRow) -> Result<Repeat, String> {
    let from_s = seconds(needed("start_time", row.start_time.as_ref())?)?;
    let until_s = seconds(needed("end_time", row.end_time.as_ref())?)?;
    let every = needed("headway_secs", row.headway_secs.as_ref())?;
    let every_s: u32 = every
        .parse()
        .ok()
        .filter(|every| *every > 0)
        .ok_or_else(|| format!("headway_secs `{every}` is no number of seconds"))?;
    if until_s.saturating_sub(from_s) / every_s > REPEATS {
        return Err(format!("more than {REPEATS} departures"));
    }
    Ok(Repeat {
        from_s,
        until_s,
        every_s,
        is_exact: row.exact_times.as_deref() == Some("1"),
    })
}

/// The same text once.
fn one(shared: &mut HashSet<Rc<str>>, text: &str) -> Rc<str> {
    if let Some(known) = shared.get(text) {
        return Rc::clone(known);
    }
    let text: Rc<str> = text.into();
    shared.insert(Rc::clone(&text));
    text
}
