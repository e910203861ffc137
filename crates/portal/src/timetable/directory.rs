//! Which departures there are, by station and time.

use std::{collections::HashMap, sync::Arc};

use domain::timetable::{
    Departure, Line, Service, Station, Stop, Timetable, Trip, service_day_start,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

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

/// Whether the timetable says anything about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// There is no timetable.
    None,
    /// It begins on this day.
    From(Date),
    /// It holds; its last day is this.
    Until(Date),
    /// It ended on this day.
    Ended(Date),
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
    zone: TimeZone,
    /// First and last day with trips.
    days: Option<(Date, Date)>,
    lines: Vec<Arc<Line>>,
    stations: Vec<Station>,
    by_id: HashMap<String, u32>,
    stops: Vec<Stop>,
    platforms: Vec<Option<Arc<str>>>,
    services: Vec<Service>,
    headsigns: Vec<Arc<str>>,
    trips: Vec<Trip>,
    /// Of each station, by time.
    leaving: Vec<Box<[Leaving]>>,
    /// Of each station, in the order of their names.
    lines_of: Vec<Vec<LineOfStation>>,
    /// How many days after its service day a trip may leave a stop.
    days_after: i64,
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

    /// Whether the timetable says anything about an instant. After its last day it holds until the
    /// last trip of that day has left.
    pub fn validity(&self, now: Timestamp) -> Validity {
        let today = now.to_zoned(self.zone.clone()).date();
        match self.days {
            None => Validity::None,
            Some((first, _)) if today < first => Validity::From(first),
            Some((_, last)) if today > days_later(last, self.days_after) => Validity::Ended(last),
            Some((_, last)) => Validity::Until(last),
        }
    }

    /// The departures of stations between two instants, the first ones first, at most `limit`.
    pub fn departures(
        &self,
        stations: &[u32],
        from: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Vec<Departure> {
        let on = |instant: Timestamp| instant.to_zoned(self.zone.clone()).date();
        // A service day may begin an hour before midnight.
        let (mut day, last) = (
            days_later(on(from), -self.days_after - 1),
            days_later(on(until), 1),
        );
        let mut found = Vec::new();
        while day <= last {
            if let Some(start) = service_day_start(day, &self.zone) {
                for station in stations {
                    self.leaving_on(day, start, *station, (from, until), limit, &mut found);
                }
            }
            day = days_later(day, 1);
        }
        found.sort_by_key(|(at, one)| (*at, one.trip));
        found.truncate(limit);
        found
            .into_iter()
            .map(|(at, one)| self.departure(at, one))
            .collect()
    }

    fn leaving_on(
        &self,
        day: Date,
        start: Timestamp,
        station: u32,
        (from, until): (Timestamp, Timestamp),
        limit: usize,
        found: &mut Vec<(Timestamp, Leaving)>,
    ) {
        let seconds = |instant: Timestamp| instant.duration_since(start).as_secs();
        let list = self
            .leaving
            .get(station as usize)
            .map_or(&[][..], |list| list);
        let first = list.partition_point(|one| i64::from(one.at_s) < seconds(from));
        let later = list[first..]
            .iter()
            .take_while(|one| i64::from(one.at_s) < seconds(until));
        let runs = |one: &&Leaving| {
            let service = self.trips[one.trip as usize].service;
            self.services[service as usize].runs_on(day)
        };
        let at = |one: &Leaving| {
            let after = SignedDuration::from_secs(i64::from(one.at_s));
            Some((start.checked_add(after).ok()?, *one))
        };
        found.extend(later.filter(runs).filter_map(at).take(limit));
    }

    fn departure(&self, planned: Timestamp, one: Leaving) -> Departure {
        let trip = &self.trips[one.trip as usize];
        let call = trip.calls[usize::from(one.call)];
        let stop = call.stop as usize;
        Departure {
            line: Arc::clone(&self.lines[trip.line as usize]),
            headsign: Arc::clone(&self.headsigns[call.headsign as usize]),
            planned,
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

fn days_later(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}
