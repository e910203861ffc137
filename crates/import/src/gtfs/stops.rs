//! Stops and the stations they belong to.

use std::collections::HashMap;

use domain::{BoundingBox, Coordinate};

use super::{
    archive::Archive,
    wire::{StopRow, needed, yes_or_no},
};
use crate::ImportError;

/// What stands before the platform where it is part of the name: "Hauptbahnhof Bstg B".
const PLATFORM: &str = " Bstg ";

/// A stop as it was read.
pub(super) struct FoundStop {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) platform: Option<String>,
    /// Identifier of its station.
    pub(super) station: String,
    pub(super) position: Coordinate,
    pub(super) wheelchair: Option<bool>,
    /// Whether the city's passengers are there.
    pub(super) is_inside: bool,
    parent: Option<String>,
}

/// What a station says about itself.
pub(super) struct FoundStation {
    pub(super) name: String,
    pub(super) position: Coordinate,
    wheelchair: Option<bool>,
}

/// All stops and stations.
#[derive(Default)]
pub(super) struct Stops {
    pub(super) all: Vec<FoundStop>,
    pub(super) by_id: HashMap<String, usize>,
    /// By the identifier that their stops have.
    pub(super) stations: HashMap<String, FoundStation>,
}

pub(super) fn stops(archive: &mut Archive<'_>, area: &BoundingBox) -> Result<Stops, ImportError> {
    let mut stops = Stops::default();
    let mut parents = HashMap::new();
    archive.needed_rows("stops.txt", |row: StopRow| {
        let id = needed("stop_id", row.stop_id.as_ref())?;
        let is_station = row.location_type.as_deref() == Some("1");
        if !is_station && !matches!(row.location_type.as_deref(), None | Some("0")) {
            // Entrances and the like: nothing departs there.
            return Ok(());
        }
        let position = position(&row)?;
        let name = needed("stop_name", row.stop_name.as_ref())?;
        let wheelchair = yes_or_no(row.wheelchair_boarding.as_ref());
        if is_station {
            let station = FoundStation {
                name: name.to_owned(),
                position,
                wheelchair,
            };
            parents.insert(id.to_owned(), station);
            return Ok(());
        }
        let (name, written) = match name.split_once(PLATFORM) {
            Some((name, platform)) => (name, Some(platform.to_owned())),
            None => (name, None),
        };
        let parent = row.parent_station.clone();
        let station = ifopt_station(id).or(parent.as_deref()).unwrap_or(id);
        let stop = FoundStop {
            id: id.to_owned(),
            name: name.to_owned(),
            platform: row.platform_code.clone().or(written),
            station: station.to_owned(),
            position,
            wheelchair,
            is_inside: area.contains(position),
            parent,
        };
        if stops
            .by_id
            .insert(stop.id.clone(), stops.all.len())
            .is_some()
        {
            return Err(format!("the stop `{id}` came twice"));
        }
        stops.all.push(stop);
        Ok(())
    })?;
    stops.found_in(&mut parents);
    Ok(stops)
}

impl Stops {
    /// Tells every station its name, and every stop what its station says for all of them.
    fn found_in(&mut self, parents: &mut HashMap<String, FoundStation>) {
        for stop in &mut self.all {
            let Some(parent) = &stop.parent else {
                continue;
            };
            if let Some(station) = parents.remove(parent) {
                self.stations.insert(stop.station.clone(), station);
            }
            let station = self.stations.get(&stop.station);
            stop.wheelchair = stop
                .wheelchair
                .or_else(|| station.and_then(|station| station.wheelchair));
        }
    }
}

fn position(row: &StopRow) -> Result<Coordinate, String> {
    let degrees = |name: &str, field: Option<&String>| {
        let text = needed(name, field)?;
        let number = text.parse::<f64>();
        number.map_err(|_| format!("{name} `{text}` is no number"))
    };
    let lat = degrees("stop_lat", row.stop_lat.as_ref())?;
    let lon = degrees("stop_lon", row.stop_lon.as_ref())?;
    Coordinate::new(lat, lon).map_err(|error| error.to_string())
}

/// The station in an identifier by IFOPT (`de:08221:1160:2:E`), which not every timetable repeats
/// as a row of its own.
fn ifopt_station(id: &str) -> Option<&str> {
    let mut colons = id.match_indices(':').map(|(at, _)| at);
    let (country, area) = (colons.next()?, colons.next()?);
    let is_ifopt = country == 2
        && id[..country].bytes().all(|b| b.is_ascii_lowercase())
        && id[country + 1..area].bytes().all(|b| b.is_ascii_digit())
        && area > country + 1;
    is_ifopt.then(|| colons.next().map_or(id, |end| &id[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_platform_knows_its_station_by_its_identifier() {
        assert_eq!(ifopt_station("de:08221:1160:2:E"), Some("de:08221:1160"));
        assert_eq!(ifopt_station("de:08221:1160"), Some("de:08221:1160"));
        for other in ["1160", "a:b", "de::1160:2", "de:x:1160:2", "station:1:2:3"] {
            assert_eq!(ifopt_station(other), None, "{other}");
        }
    }
}
