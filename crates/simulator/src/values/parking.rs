//! Car parks: full while people work, shop or sleep.

use jiff::{SignedDuration, Timestamp};

use super::{
    World,
    local_time::{DayKind, LocalTime},
    real, whole,
};
use crate::stations::{CarPark, Usage};

/// The counting tells a new number this often.
pub(crate) const TICK: SignedDuration = SignedDuration::from_mins(5);

/// How full, in tenths, from midnight every two hours.
type Day = [u8; 12];

impl Usage {
    /// Weekday, Saturday and Sunday. Assumed, and told from what each is used for.
    fn days(self) -> [Day; 3] {
        match self {
            Self::Work => [
                [1, 1, 1, 3, 8, 9, 9, 9, 7, 4, 2, 1],
                [1, 1, 1, 1, 2, 3, 3, 3, 2, 2, 1, 1],
                [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            ],
            Self::Shopping => [
                [1, 1, 1, 1, 3, 6, 8, 8, 9, 8, 5, 2],
                [2, 1, 1, 1, 4, 8, 10, 10, 9, 7, 6, 4],
                [2, 1, 1, 1, 2, 4, 6, 7, 6, 4, 3, 2],
            ],
            Self::Hospital => [
                [3, 3, 3, 4, 8, 9, 9, 9, 8, 5, 4, 3],
                [3, 3, 3, 3, 4, 6, 6, 7, 6, 4, 3, 3],
                [3, 3, 3, 3, 4, 5, 6, 7, 6, 4, 3, 3],
            ],
            Self::Campus => [
                [1, 1, 1, 2, 7, 9, 9, 9, 7, 4, 2, 1],
                [1, 1, 1, 1, 2, 3, 3, 3, 2, 1, 1, 1],
                [1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1],
            ],
            Self::Commuter => [
                [1, 1, 1, 5, 9, 9, 9, 9, 7, 4, 2, 1],
                [1, 1, 1, 1, 2, 4, 4, 4, 3, 2, 2, 1],
                [1, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1],
            ],
            Self::Residents => [
                [9, 9, 9, 8, 5, 4, 4, 4, 5, 7, 8, 9],
                [9, 9, 9, 9, 7, 6, 5, 5, 6, 7, 8, 8],
                [9, 9, 9, 9, 8, 7, 6, 6, 7, 8, 9, 9],
            ],
        }
    }

    /// How full something with this use is, from 0 to 1.
    pub(crate) fn fullness(self, local: &LocalTime) -> f64 {
        let [weekday, saturday, sunday] = self.days();
        let day = match local.day_kind() {
            DayKind::Weekday => weekday,
            DayKind::Saturday => saturday,
            DayKind::Sunday => sunday,
        };
        let hours = local.hour() / 2.0;
        let slot = usize::try_from(whole(hours.floor())).unwrap_or_default() % 12;
        let (from, to) = (f64::from(day[slot]), f64::from(day[(slot + 1) % 12]));
        (from + (to - from) * hours.fract()) / 10.0
    }
}

impl World {
    /// Taken spaces of a car park at an instant.
    pub(crate) fn occupied(&self, park: &CarPark, at: Timestamp) -> i64 {
        let at = super::world::step_before(at, TICK);
        let hours = SignedDuration::from_hours;
        // Somebody always comes or goes.
        let tick = at.as_second().div_euclid(TICK.as_secs());
        let noise = 0.07 * self.dice.wave(&park.id, at, hours(5))
            + 0.02 * self.dice.wave(&park.id, at, hours(1))
            + 0.03 * (self.dice.share(&park.id, tick) - 0.5);
        let full = (park.usage.fullness(&self.local(at)) + noise).clamp(0.0, 1.0);
        whole(full * real(park.capacity)).clamp(0, park.capacity)
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{at, world};
    use super::*;

    #[test]
    fn a_car_park_at_work_is_full_at_eleven_and_empty_at_night() {
        let world = world("musterstadt", 1);
        let park = world
            .city
            .stations
            .car_parks
            .iter()
            .find(|park| park.usage == Usage::Work && park.capacity > 20)
            .unwrap();
        let full = |time: &str| real(world.occupied(park, at(time))) / real(park.capacity);
        assert!(full("2026-06-08T09:00:00Z") > 0.75 && full("2026-06-08T01:00:00Z") < 0.25);
    }

    #[test]
    fn in_a_large_car_park_something_changes_within_half_an_hour() {
        let world = world("musterstadt", 1);
        let parks = world.city.stations.car_parks.iter();
        let largest = parks.max_by_key(|park| park.capacity).unwrap();
        for half_hour in 0..48 {
            let begin = at("2026-11-23T00:00:00Z") + SignedDuration::from_mins(30 * half_hour);
            let ticks = (0..6).map(|tick| begin + SignedDuration::from_mins(5 * tick));
            let seen: std::collections::BTreeSet<_> =
                ticks.map(|tick| world.occupied(largest, tick)).collect();
            assert!(seen.len() > 1, "{begin}");
        }
    }

    #[test]
    fn between_two_ticks_nothing_changes_and_nobody_parks_where_no_space_is() {
        let world = world("heidelberg", 5);
        for park in &world.city.stations.car_parks {
            for hour in 0..200 {
                let tick = at("2026-06-08T00:00:00Z") + SignedDuration::from_hours(hour);
                let later = tick + SignedDuration::from_secs(299);
                let occupied = world.occupied(park, tick);
                assert_eq!(occupied, world.occupied(park, later));
                assert!((0..=park.capacity).contains(&occupied));
            }
        }
    }
}
