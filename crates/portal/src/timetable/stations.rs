//! Which place is which station, and which stations are near.

use std::sync::Arc;

use domain::{
    CategoryId, Coordinate, Metres, Place,
    timetable::{Station, Wanted, place_of},
};

use super::TimetableDirectory;
use crate::{Portal, directory::PlaceDirectory};

/// The category whose places are stations.
pub const STOP: &str = "stop";

/// No place is a station that is farther away than this.
const REACH: Metres = Metres(300.0);

/// A station with its distance from a point.
#[derive(Clone, Debug, PartialEq)]
pub struct StationNearby {
    /// Its number in the directory.
    pub number: u32,
    /// The station.
    pub station: Station,
    /// How far it is from the given point; `None` without one.
    pub distance: Option<Metres>,
    /// The place of the city that it is, where there is one.
    pub place: Option<Arc<Place>>,
}

impl Portal {
    /// The stations that a place is; none when it is no stop or has no departures.
    pub fn stations_of(&self, timetable: &TimetableDirectory, place: &Place) -> Vec<u32> {
        if place.category.as_str() != STOP {
            return Vec::new();
        }
        let directory = self.directory.load();
        let near = (0..).zip(timetable.stations());
        let near = near.filter(|(_, one)| one.position.distance_to(place.position).0 <= REACH.0);
        let is_here = |(_, station): &(u32, &Station)| {
            place_at(&directory, station).is_some_and(|found| found.id == place.id)
        };
        near.filter(is_here).map(|(number, _)| number).collect()
    }

    /// The place that a station is.
    pub fn place_of_station(&self, station: &Station) -> Option<Arc<Place>> {
        place_at(&self.directory.load(), station).cloned()
    }

    /// Stations inside the city, the nearest to a point first, or by name without one; at most
    /// `limit`.
    pub fn stations_near(
        &self,
        timetable: &TimetableDirectory,
        point: Option<Coordinate>,
        limit: usize,
    ) -> Vec<StationNearby> {
        let mut found: Vec<(Option<Metres>, u32, &Station)> = (0..)
            .zip(timetable.stations())
            .map(|(number, one)| {
                (
                    point.map(|point| point.distance_to(one.position)),
                    number,
                    one,
                )
            })
            .collect();
        found.sort_by(|a, b| {
            let nearer = a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal);
            nearer.then_with(|| (&a.2.name, &a.2.id).cmp(&(&b.2.name, &b.2.id)))
        });
        found.truncate(limit);
        let nearby = |(distance, number, station): (Option<Metres>, u32, &Station)| StationNearby {
            number,
            station: station.clone(),
            distance,
            place: self.place_of_station(station),
        };
        found.into_iter().map(nearby).collect()
    }

    /// The stations of the city's own stops with the most departures, the busiest first; at most
    /// `limit`.
    pub fn busiest_stations(
        &self,
        timetable: &TimetableDirectory,
        limit: usize,
    ) -> Vec<StationNearby> {
        let mut numbers: Vec<(u32, &Station)> = (0..).zip(timetable.stations()).collect();
        numbers.sort_by_key(|(number, _)| std::cmp::Reverse(timetable.departures_told(*number)));
        let own = numbers.into_iter().filter_map(|(number, station)| {
            Some(StationNearby {
                number,
                place: Some(self.place_of_station(station)?),
                station: station.clone(),
                distance: None,
            })
        });
        own.take(limit).collect()
    }
}

fn place_at<'d>(directory: &'d PlaceDirectory, station: &Station) -> Option<&'d Arc<Place>> {
    let category = CategoryId::new(STOP);
    let near: Vec<&Arc<Place>> = directory
        .of_category(&category)
        .map(|entry| &entry.place)
        .filter(|place| place.position.distance_to(station.position).0 <= REACH.0)
        .collect();
    let wanted = near.iter().map(|place| Wanted {
        name: place.name.as_deref(),
        position: place.position,
    });
    let found = place_of(station, &wanted.collect::<Vec<_>>())?;
    near.get(found).copied()
}
