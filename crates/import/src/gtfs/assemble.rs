//! From what was read to the timetable: only what somebody can board in the city.

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};

use domain::{
    Coordinate,
    timetable::{Call, Line, Service, Station, Stop, Timetable, Trip},
};

use super::{
    stops::Stops,
    trips::{FoundCall, FoundTrip, Repeat},
};

/// Values by the order in which they were first wanted.
struct Numbered<K>(HashMap<K, u32>);

impl<K: Eq + Hash + Clone> Numbered<K> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    /// The number of a value, and whether it is new.
    fn number(&mut self, key: &K) -> (u32, bool) {
        if let Some(number) = self.0.get(key) {
            return (*number, false);
        }
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(key.clone(), next);
        (next, true)
    }
}

/// Takes over what is needed, bit by bit.
pub(super) struct Assembly<'r> {
    pub(super) lines: &'r HashMap<String, Line>,
    pub(super) services: &'r HashMap<String, Service>,
    pub(super) stops: &'r Stops,
    timetable: Timetable,
    line_numbers: Numbered<String>,
    service_numbers: Numbered<String>,
    stop_numbers: Numbered<usize>,
    station_numbers: Numbered<String>,
    headsign_numbers: Numbered<String>,
    /// Where the stops of each station are, for stations that do not say where they are.
    around: BTreeMap<u32, Vec<Coordinate>>,
}

impl<'r> Assembly<'r> {
    pub(super) fn new(
        zone: String,
        lines: &'r HashMap<String, Line>,
        services: &'r HashMap<String, Service>,
        stops: &'r Stops,
    ) -> Self {
        Self {
            lines,
            services,
            stops,
            timetable: Timetable {
                zone,
                ..Timetable::default()
            },
            line_numbers: Numbered::new(),
            service_numbers: Numbered::new(),
            stop_numbers: Numbered::new(),
            station_numbers: Numbered::new(),
            headsign_numbers: Numbered::new(),
            around: BTreeMap::new(),
        }
    }

    /// Takes a trip, as often as it repeats. Nothing of one that cannot be boarded in the city.
    pub(super) fn take(&mut self, mut trip: FoundTrip) {
        let (Some((_, start_s)), Some((last, end))) = (trip.first, trip.last) else {
            return;
        };
        trip.calls.retain(|call| call.sequence != last);
        trip.calls.sort_by_key(|call| call.sequence);
        trip.calls.dedup_by_key(|call| call.sequence);
        let (Some(line), Some(service)) = (
            self.lines.get(&trip.route),
            self.services.get(&trip.service),
        ) else {
            return;
        };
        if trip.calls.is_empty() {
            return;
        }
        let (line_number, is_new) = self.line_numbers.number(&trip.route);
        if is_new {
            self.timetable.lines.push(line.clone());
        }
        let (service_number, is_new) = self.service_numbers.number(&trip.service);
        if is_new {
            self.timetable.services.push(service.clone());
        }
        let headsign = trip.headsign.as_deref();
        let headsign = headsign.unwrap_or(&self.stops.all[end].name).to_owned();
        let calls: Vec<Call> = trip
            .calls
            .iter()
            .map(|call| self.call(call, &headsign))
            .collect();
        let trip_of = |approximate, calls| Trip {
            id: trip.id.clone(),
            line: line_number,
            service: service_number,
            wheelchair: trip.wheelchair,
            approximate,
            calls,
        };
        if trip.repeats.is_empty() {
            self.timetable.trips.push(trip_of(false, calls));
            return;
        }
        for repeat in &trip.repeats {
            let shifted = |start: u32| {
                let shift = |call: &Call| Call {
                    departure_s: call.departure_s.saturating_sub(start_s) + start,
                    ..*call
                };
                calls.iter().map(shift).collect()
            };
            let runs = starts(repeat).map(|start| trip_of(!repeat.is_exact, shifted(start)));
            self.timetable.trips.extend(runs);
        }
    }

    fn call(&mut self, call: &FoundCall, headsign: &str) -> Call {
        let headsign = call.headsign.as_deref().unwrap_or(headsign).to_owned();
        let (number, is_new) = self.headsign_numbers.number(&headsign);
        if is_new {
            self.timetable.headsigns.push(headsign);
        }
        Call {
            sequence: call.sequence,
            stop: self.stop(call.stop),
            departure_s: call.departure_s,
            headsign: number,
        }
    }

    fn stop(&mut self, at: usize) -> u32 {
        let (number, is_new) = self.stop_numbers.number(&at);
        if !is_new {
            return number;
        }
        let found = &self.stops.all[at];
        let (station, is_new) = self.station_numbers.number(&found.station);
        if is_new {
            let known = self.stops.stations.get(&found.station);
            self.timetable.stations.push(Station {
                id: found.station.clone(),
                name: known.map_or(&found.name, |known| &known.name).clone(),
                position: known.map_or(found.position, |known| known.position),
            });
        }
        if !self.stops.stations.contains_key(&found.station) {
            self.around.entry(station).or_default().push(found.position);
        }
        self.timetable.stops.push(Stop {
            id: found.id.clone(),
            station,
            platform: found.platform.clone(),
            wheelchair: found.wheelchair,
        });
        number
    }

    pub(super) fn finish(mut self) -> Timetable {
        for (station, positions) in self.around {
            if let (Some(station), Some(middle)) = (
                self.timetable.stations.get_mut(station as usize),
                middle(&positions),
            ) {
                station.position = middle;
            }
        }
        self.timetable
    }
}

/// When a trip leaves its first stop, in seconds of the service day.
fn starts(repeat: &Repeat) -> impl Iterator<Item = u32> + use<> {
    let step = usize::try_from(repeat.every_s).unwrap_or(usize::MAX);
    (repeat.from_s..repeat.until_s).step_by(step)
}

/// The middle of some positions.
fn middle(positions: &[Coordinate]) -> Option<Coordinate> {
    #[expect(clippy::cast_precision_loss, reason = "a station has few stops")]
    let share = 1.0 / positions.len() as f64;
    let sum = |degrees: fn(Coordinate) -> f64| positions.iter().map(|p| degrees(*p)).sum::<f64>();
    Coordinate::new(sum(Coordinate::lat) * share, sum(Coordinate::lon) * share).ok()
}
