//! Road traffic: the counted course of a day, times the traffic of a street.

use jiff::{SignedDuration, Timestamp};

use super::{World, local_time::DayKind, whole};
use crate::stations::Camera;

/// Classes that cameras tell apart, in the order in which they write, with their share.
pub(crate) const CLASSES: [(&str, f64); 4] = [
    ("car", 0.84),
    ("motorcycle", 0.02),
    ("lorry", 0.04),
    ("van", 0.10),
];

const QUARTER: SignedDuration = SignedDuration::from_mins(15);

impl World {
    /// How busy a course is at an instant; 1 is the mean of a weekday.
    pub(crate) fn course(&self, course: &str, at: Timestamp) -> f64 {
        let local = self.local(at);
        let mut rows = self
            .city
            .stations
            .course
            .iter()
            .filter(|row| row.course == course);
        let quarter = usize::try_from(whole((local.hour() * 4.0).floor())).unwrap_or_default();
        let Some(row) = rows.nth(quarter) else {
            return 1.0;
        };
        match local.day_kind() {
            DayKind::Weekday => row.weekday,
            DayKind::Saturday => row.saturday,
            DayKind::Sunday => row.sunday,
        }
    }

    /// Vehicles of a class in the 15 minutes up to an instant; `None` when the camera lost them.
    pub(crate) fn vehicles(&self, camera: &Camera, class: &str, end: Timestamp) -> Option<i64> {
        let slot = end.as_second() / QUARTER.as_secs();
        if self.dice.share(&format!("{}:lost", camera.id), slot) < 0.03 {
            return None;
        }
        let share = CLASSES.iter().find(|(name, _)| *name == class)?.1;
        let middle = end.checked_sub(QUARTER / 2).ok()?;
        let jam = 1.0
            + 0.1
                * self
                    .dice
                    .wave(&camera.id, end, SignedDuration::from_hours(2));
        let mean = camera.vehicles_per_weekday / 96.0 * self.course(&camera.course, middle) * jam;
        Some(
            self.dice
                .count(&format!("{}:{class}", camera.id), slot, mean * share),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{at, world};
    use super::*;

    fn cars(world: &World, end: &str) -> i64 {
        let cameras = world.city.stations.cameras.iter();
        cameras
            .filter_map(|camera| world.vehicles(camera, "car", at(end)))
            .sum()
    }

    #[test]
    fn rush_hour_is_busier_than_night_and_monday_busier_than_sunday() {
        for city in ["heidelberg", "musterstadt"] {
            let world = world(city, 1);
            let (night, rush) = (
                cars(&world, "2026-06-08T01:10:00Z"),
                cars(&world, "2026-06-08T15:10:00Z"),
            );
            assert!(rush > 10 * night.max(1), "{city}: {night} {rush}");
            assert!(cars(&world, "2026-06-07T06:10:00Z") < cars(&world, "2026-06-08T06:10:00Z"));
        }
    }

    #[test]
    fn the_course_follows_the_clock_of_the_city_through_the_change_of_time() {
        let world = world("heidelberg", 1);
        let course = &world.city.stations.cameras[0].course;
        // Saturday and Sunday follow the same clock before and after 29 March 2026.
        let summer = world.course(course, at("2026-06-06T05:00:00Z"));
        let winter = world.course(course, at("2026-01-10T06:00:00Z"));
        assert_eq!(summer.to_bits(), winter.to_bits());
        let first = world.course(course, at("2026-10-25T00:30:00Z"));
        let second = world.course(course, at("2026-10-25T01:30:00Z"));
        assert_eq!(first.to_bits(), second.to_bits());
    }

    #[test]
    fn a_weekday_of_a_course_has_a_mean_of_one() {
        for city in ["heidelberg", "musterstadt"] {
            let course = &world(city, 1).city.stations.course;
            for name in ["arterial", "residential"] {
                let day: Vec<f64> = course
                    .iter()
                    .filter(|row| row.course == name)
                    .map(|row| row.weekday)
                    .collect();
                assert_eq!(day.len(), 96, "{city} {name}");
                let mean = day.iter().sum::<f64>() / 96.0;
                assert!((0.99..1.01).contains(&mean), "{city} {name}: {mean}");
            }
        }
    }
}
