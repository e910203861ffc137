//! Which departures there are, by station and time.

use std::{collections::HashMap, sync::Arc};

use domain::timetable::{
    Departure, Expectation, Line, Service, Station, Stop, Timetable, Trip, service_day_start,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::heard::{Fresh, Heard};

/// A departure is not looked for any more when it was planned so long ago.
const LATEST: SignedDuration = SignedDuration::from_hours(2);

/// Seconds of a day without a change of clocks.
const DAY: u32 = 86_400;

/// A departure from a station on every day of its trip's service.
#[derive(Clone, Copy, Debug)]
struct Leaving {
    /// Seconds from the beginning of the service day.
    at_s: u32,
    trip: u32,
    /// Position among the calls of its trip.
    call: u16,
}

/// A line that serves a station, and where it goes from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineOfStation {
    /// The line.
    pub line: Arc<Line>,
    /// What is written on its vehicles, in alphabetical order.
    pub headsigns: Vec<Arc<str>>,
}

/// The timetable with everything worked out that questions need.
#[derive(Debug)]
pub struct TimetableDirectory {
    revision: i64,
    pub(super) zone: TimeZone,
    /// First and last day with trips.
    pub(super) days: Option<(Date, Date)>,
    lines: Vec<Arc<Line>>,
    stations: Vec<Station>,
    by_id: HashMap<String, u32>,
    pub(super) stops: Vec<Stop>,
    platforms: Vec<Option<Arc<str>>>,
    pub(super) services: Vec<Service>,
    headsigns: Vec<Arc<str>>,
    pub(super) trips: Vec<Trip>,
    /// Of each station, by time.
    leaving: Vec<Box<[Leaving]>>,
    /// Of each station, in the order of their names.
    lines_of: Vec<Vec<LineOfStation>>,
    /// Positions of the trips, by their identifiers.
    pub(super) by_trip: Box<[u32]>,
    pub(super) heard: Arc<Heard>,
    /// How many days after its service day a trip may leave a stop.
    pub(super) days_after: i64,
}

impl TimetableDirectory {
    /// Works out what questions need. A time zone that is not known counts as UTC: the import has
    /// refused it already.
    pub fn new(timetable: Timetable, revision: i64) -> Self {
        let days = timetable.validity();
        let Timetable {
            zone,
            lines,
            stations,
            stops,
            services,
            headsigns,
            trips,
        } = timetable;
        let mut leaving: Vec<Vec<Leaving>> = vec![Vec::new(); stations.len()];
        let mut latest = 0;
        for (number, trip) in (0..).zip(&trips) {
            for (position, call) in (0..).zip(&trip.calls) {
                latest = latest.max(call.departure_s);
                leaving[stops[call.stop as usize].station as usize].push(Leaving {
                    at_s: call.departure_s,
                    trip: number,
                    call: position,
                });
            }
        }
        for list in &mut leaving {
            list.sort_by_key(|one| one.at_s);
        }
        let mut by_trip: Box<[u32]> = (0..).zip(&trips).map(|(number, _)| number).collect();
        by_trip.sort_by(|a, b| trips[*a as usize].id.cmp(&trips[*b as usize].id));
        let by_id = (0..)
            .zip(&stations)
            .map(|(number, one)| (one.id.clone(), number));
        let mut directory = Self {
            revision,
            zone: TimeZone::get(&zone).unwrap_or(TimeZone::UTC),
            days,
            lines: lines.into_iter().map(Arc::new).collect(),
            by_id: by_id.collect(),
            platforms: stops
                .iter()
                .map(|stop| stop.platform.as_deref().map(Arc::from))
                .collect(),
            stations,
            stops,
            services,
            headsigns: headsigns.into_iter().map(Arc::from).collect(),
            trips,
            leaving: leaving.into_iter().map(Vec::into_boxed_slice).collect(),
            lines_of: Vec::new(),
            by_trip,
            heard: Arc::default(),
            days_after: i64::from(latest / DAY),
        };
        directory.lines_of = directory
            .leaving
            .iter()
            .map(|list| directory.lines_in(list))
            .collect();
        directory
    }

    fn lines_in(&self, leaving: &[Leaving]) -> Vec<LineOfStation> {
        let mut found: HashMap<u32, Vec<Arc<str>>> = HashMap::new();
        for one in leaving {
            let trip = &self.trips[one.trip as usize];
            let headsign = &self.headsigns[trip.calls[usize::from(one.call)].headsign as usize];
            let known = found.entry(trip.line).or_default();
            if !known.contains(headsign) {
                known.push(Arc::clone(headsign));
            }
        }
        let mut lines: Vec<LineOfStation> = found
            .into_iter()
            .map(|(line, mut headsigns)| {
                headsigns.sort();
                LineOfStation {
                    line: Arc::clone(&self.lines[line as usize]),
                    headsigns,
                }
            })
            .collect();
        lines.sort_by(|a, b| (&a.line.name, &a.line.id).cmp(&(&b.line.name, &b.line.id)));
        lines
    }

    /// The revision of the store it was built from.
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// All stations.
    pub fn stations(&self) -> &[Station] {
        &self.stations
    }

    /// The number of the station with this identifier.
    pub fn station(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The lines that serve a station.
    pub fn lines_of(&self, station: u32) -> &[LineOfStation] {
        self.lines_of
            .get(station as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// How many departures of a station the timetable tells, whatever the days they run on.
    pub fn departures_told(&self, station: u32) -> usize {
        self.leaving
            .get(station as usize)
            .map_or(0, |list| list.len())
    }

    /// The departures of stations from now until an instant, the first ones first, at most `limit`.
    /// What is heard of trips counts: a late one is still to come.
    pub fn departures(
        &self,
        stations: &[u32],
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Vec<Departure> {
        let fresh = self.heard.at(now);
        let (since, room) = match fresh.at() {
            // Late ones fall behind others, which need room.
            Some(_) => (
                now.checked_sub(LATEST).unwrap_or(now),
                limit.saturating_mul(2),
            ),
            None => (now, limit),
        };
        let on = |instant: Timestamp| instant.to_zoned(self.zone.clone()).date();
        // A service day may begin an hour before midnight.
        let (mut day, last) = (
            days_later(on(since), -self.days_after - 1),
            days_later(on(until), 1),
        );
        let mut found = Vec::new();
        while day <= last {
            if let Some(start) = service_day_start(day, &self.zone) {
                for station in stations {
                    let all = self.leaving_on((day, start), *station, (since, until), &fresh);
                    found.extend(all.filter(|one| one.1.leaves() >= now).take(room));
                }
            }
            day = days_later(day, 1);
        }
        found.sort_by_key(|(trip, one)| (one.leaves(), *trip));
        found.truncate(limit);
        found.into_iter().map(|(_, one)| one).collect()
    }

    /// The departures of a station on a service day, with the number of the trip.
    fn leaving_on<'d>(
        &'d self,
        (day, start): (Date, Timestamp),
        station: u32,
        (since, until): (Timestamp, Timestamp),
        fresh: &'d Fresh,
    ) -> impl Iterator<Item = (u32, Departure)> {
        let seconds = move |instant: Timestamp| instant.duration_since(start).as_secs();
        let list = self
            .leaving
            .get(station as usize)
            .map_or(&[][..], |list| list);
        let first = list.partition_point(|one| i64::from(one.at_s) < seconds(since));
        let later = list[first..]
            .iter()
            .take_while(move |one| i64::from(one.at_s) < seconds(until));
        let runs = move |one: &&Leaving| {
            let service = self.trips[one.trip as usize].service;
            self.services[service as usize].runs_on(day)
        };
        let at = move |one: &Leaving| {
            let after = SignedDuration::from_secs(i64::from(one.at_s));
            let planned = start.checked_add(after).ok()?;
            let trip = &self.trips[one.trip as usize];
            let when = (day, start, planned);
            let expectation = self.expectation(fresh, trip, usize::from(one.call), when);
            Some((one.trip, self.departure(planned, expectation, *one)))
        };
        later.filter(runs).filter_map(at)
    }

    fn departure(&self, planned: Timestamp, expectation: Expectation, one: Leaving) -> Departure {
        let trip = &self.trips[one.trip as usize];
        let call = trip.calls[usize::from(one.call)];
        let stop = call.stop as usize;
        Departure {
            line: Arc::clone(&self.lines[trip.line as usize]),
            headsign: Arc::clone(&self.headsigns[call.headsign as usize]),
            planned,
            expectation,
            platform: self.platforms[stop].clone(),
            wheelchair: both(trip.wheelchair, self.stops[stop].wheelchair),
            approximate: trip.approximate,
        }
    }
}

/// Without a timetable.
impl Default for TimetableDirectory {
    fn default() -> Self {
        Self::new(Timetable::default(), 0)
    }
}

/// Whether two things are true together; one that is not is enough for no.
fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

pub(super) fn days_later(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}
