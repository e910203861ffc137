//! Shared vehicles: at stations, and standing free.

use jiff::{SignedDuration, Timestamp};

use super::{World, real, whole};
use crate::stations::{SharedStation, SharedSystem};

/// A vehicle that stands free. Its id changes with every trip, as the sources do it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FreeVehicle {
    pub(crate) id: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) disabled: bool,
    /// How full its battery is, from 0 to 1.
    pub(crate) charge: f64,
}

/// A vehicle makes a trip about this often.
const TRIP: i64 = 3 * 3_600;

impl World {
    /// Vehicles that wait at a station.
    pub(crate) fn waiting(&self, station: &SharedStation, at: Timestamp) -> i64 {
        let at = super::world::step_before(at, SignedDuration::from_mins(1));
        let noise = 0.2
            * self
                .dice
                .wave(&station.id, at, SignedDuration::from_hours(2));
        let weather = self.weather("sharing", 110.0, at);
        // Nobody rides in the rain, so the vehicles stay where they are.
        let stay = (0.05 * weather.rain).min(0.15);
        let full =
            (0.15 + 0.7 * station.usage.fullness(&self.local(at)) + noise + stay).clamp(0.0, 1.0);
        whole(full * real(station.capacity))
    }

    /// Vehicles of a system that stand free in the city.
    pub(crate) fn free_vehicles(&self, system: &SharedSystem, at: Timestamp) -> Vec<FreeVehicle> {
        let [west, south, east, north] = self.city.bounding_box.edges();
        let between = |from: f64, to: f64, share: f64| from + (to - from) * (0.25 + 0.5 * share);
        let vehicle = |number: i64| {
            let key = format!("{}:{number}", system.id);
            let offset = whole(self.dice.share(&key, -1) * real(TRIP));
            let trip = (at.as_second() + offset).div_euclid(TRIP);
            let share = |what: &str| self.dice.share(&format!("{key}:{what}"), trip);
            // Towards the middle there are more: the mean of two shares.
            let near = |one: &str, two: &str| f64::midpoint(share(one), share(two));
            (share("parked") < 0.85).then(|| FreeVehicle {
                id: format!("{:012x}", whole(share("id") * 281_474_976_710_656.0)),
                lat: between(south, north, near("y", "y2")),
                lon: between(west, east, near("x", "x2")),
                disabled: share("broken") < 0.04,
                charge: share("charge"),
            })
        };
        (0..system.floating).filter_map(vehicle).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{at, world};
    use super::*;

    #[test]
    fn stations_never_hold_more_than_fits_and_vehicles_get_new_ids() {
        let world = world("musterstadt", 1);
        let noon = at("2026-06-08T10:00:00Z");
        for station in &world.city.stations.rental_points {
            assert!((0..=station.capacity).contains(&world.waiting(station, noon)));
        }
        let system = world
            .city
            .stations
            .shared_systems
            .iter()
            .find(|one| one.floating > 0)
            .unwrap();
        let ids = |at| -> Vec<String> {
            world
                .free_vehicles(system, at)
                .into_iter()
                .map(|one| one.id)
                .collect()
        };
        let before = ids(noon);
        assert_eq!(before, ids(noon));
        assert!(!before.is_empty());
        let next_day = ids(noon + SignedDuration::from_hours(24));
        assert!(before.iter().all(|id| !next_day.contains(id)));
    }
}
