//! A timetable as a whole: what an import brings and the database keeps.

use jiff::civil::Date;
use thiserror::Error;

use super::{Line, Service, Station, Stop};
use crate::import::REMOVAL_LIMIT;

/// A departure of a trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// Which stop of the trip it is, as the timetable counts them; grows along the trip.
    pub sequence: u32,
    /// Position of the stop in [`Timetable::stops`].
    pub stop: u32,
    /// Seconds from the beginning of the service day; more than 86,400 after midnight.
    pub departure_s: u32,
    /// Position of what is written on the vehicle in [`Timetable::headsigns`].
    pub headsign: u32,
}

/// A vehicle's way along a line, on every day of its service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trip {
    /// Identifier in the timetable; trips that were made of a frequency share it.
    pub id: String,
    /// Position of its line in [`Timetable::lines`].
    pub line: u32,
    /// Position of its service in [`Timetable::services`].
    pub service: u32,
    /// Whether a wheelchair finds room; `None` when nobody says.
    pub wheelchair: Option<bool>,
    /// Whether it was made of a frequency without exact times.
    pub approximate: bool,
    /// Where it can be boarded, in the order of the trip.
    pub calls: Vec<Call>,
}

/// The timetable of a city. Every number in it is a position that exists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timetable {
    /// IANA name of the time zone of all its times.
    pub zone: String,
    /// Lines, by identifier.
    pub lines: Vec<Line>,
    /// Stations, by identifier.
    pub stations: Vec<Station>,
    /// Stops, by identifier.
    pub stops: Vec<Stop>,
    /// Services, by identifier.
    pub services: Vec<Service>,
    /// Everything that is written on vehicles.
    pub headsigns: Vec<String>,
    /// Trips, by identifier.
    pub trips: Vec<Trip>,
}

impl Timetable {
    /// The first and the last day on which anything runs; `None` when nothing ever does.
    pub fn validity(&self) -> Option<(Date, Date)> {
        let first = self.services.iter().map(Service::first).min()?;
        let last = self.services.iter().map(Service::last).max()?;
        Some((first, last))
    }

    /// Whether every number in it is a position that exists.
    pub fn is_whole(&self) -> bool {
        fn within<T>(list: &[T], at: u32) -> bool {
            (at as usize) < list.len()
        }
        let calls = |trip: &Trip| {
            let whole = |call: &Call| {
                within(&self.stops, call.stop) && within(&self.headsigns, call.headsign)
            };
            trip.calls.iter().all(whole)
        };
        let trip = |trip: &Trip| {
            within(&self.lines, trip.line) && within(&self.services, trip.service) && calls(trip)
        };
        let mut stops = self.stops.iter();
        stops.all(|stop| within(&self.stations, stop.station)) && self.trips.iter().all(trip)
    }
}

/// What an import of a timetable did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimetableReport {
    /// Whether anything was written.
    pub changed: bool,
    /// Stations that the timetable no longer has.
    pub removed_stations: usize,
}

/// Why a timetable is refused; nothing was changed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error(
    "{removed} of {of} stations would be removed, more than a tenth; nothing was changed. Look at the file, then repeat with --force if that is right"
)]
pub struct TooManyRemoved {
    /// How many would go.
    pub removed: usize,
    /// How many there are.
    pub of: usize,
}

/// What happens when a timetable takes the place of another one.
pub fn replace(
    old: Option<&Timetable>,
    new: &Timetable,
    force: bool,
) -> Result<TimetableReport, TooManyRemoved> {
    let Some(old) = old else {
        return Ok(TimetableReport {
            changed: true,
            removed_stations: 0,
        });
    };
    let kept: std::collections::HashSet<&str> =
        new.stations.iter().map(|one| one.id.as_str()).collect();
    let gone = |one: &&Station| !kept.contains(one.id.as_str());
    let (removed, of) = (old.stations.iter().filter(gone).count(), old.stations.len());
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    let too_many = removed as f64 > of as f64 * REMOVAL_LIMIT;
    if too_many && !force {
        return Err(TooManyRemoved { removed, of });
    }
    Ok(TimetableReport {
        changed: old != new,
        removed_stations: removed,
    })
}
