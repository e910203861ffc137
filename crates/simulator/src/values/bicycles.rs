//! Bicycle counters: commuters in the week, trips at the weekend, fewer in the rain.

use jiff::{SignedDuration, Timestamp};

use super::{World, local_time::DayKind, whole};
use crate::stations::BicycleCounter;

/// What one counter counted in one hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct BicycleHour {
    pub(crate) inwards: i64,
    pub(crate) outwards: i64,
    /// °C.
    pub(crate) temperature: f64,
    /// mm.
    pub(crate) rain: f64,
}

/// Per mille of a day in each hour of the clock. Assumed.
const WEEKDAY: [u8; 24] = [
    4, 2, 1, 1, 4, 14, 44, 103, 92, 47, 40, 41, 46, 47, 50, 62, 88, 103, 77, 52, 36, 24, 14, 8,
];
const WEEKEND: [u8; 24] = [
    14, 10, 6, 4, 4, 6, 12, 22, 34, 52, 68, 78, 80, 86, 92, 94, 86, 74, 58, 42, 30, 22, 16, 10,
];

impl World {
    /// What a counter counted in the hour from an instant on; `None` when it did not arrive.
    pub(crate) fn bicycles(
        &self,
        counter: &BicycleCounter,
        start: Timestamp,
    ) -> Option<BicycleHour> {
        let slot = start.as_second() / 3_600;
        if self.dice.share(&format!("{}:lost", counter.id), slot) * 100.0 >= counter.availability {
            return None;
        }
        let local = self.local(start);
        let hour = usize::try_from(whole(local.hour().floor())).unwrap_or_default() % 24;
        let (course, morning, volume) = match local.day_kind() {
            DayKind::Weekday => (WEEKDAY[hour], hour < 12, 1.12),
            DayKind::Saturday => (WEEKEND[hour], false, 0.8),
            DayKind::Sunday => (WEEKEND[hour], false, 0.65),
        };
        let middle = start.checked_add(SignedDuration::from_mins(30)).ok()?;
        let weather = self.weather(&counter.id, 110.0, middle);
        let liked =
            (0.35 + 0.045 * weather.temperature).clamp(0.2, 1.3) / (1.0 + 0.8 * weather.rain);
        let mean = counter.bicycles_per_day * volume * liked * f64::from(course) / 1_000.0;
        let inwards = if morning { 0.65 } else { 0.45 };
        let count = |way: &str, share: f64| {
            self.dice
                .count(&format!("{}:{way}", counter.id), slot, mean * share)
        };
        Some(BicycleHour {
            inwards: count("in", inwards),
            outwards: count("out", 1.0 - inwards),
            temperature: weather.temperature,
            rain: weather.rain,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{at, world};
    use super::*;

    #[test]
    fn commuters_ride_in_the_morning_and_the_missing_hours_are_missing() {
        let world = world("heidelberg", 1);
        let sum = |time: &str| {
            let counters = world.city.stations.bicycle_counters.iter();
            let hours = counters.filter_map(|counter| world.bicycles(counter, at(time)));
            hours.map(|hour| hour.inwards + hour.outwards).sum::<i64>()
        };
        assert!(sum("2026-06-09T05:00:00Z") > 10 * sum("2026-06-09T00:00:00Z"));
        let poor = world
            .city
            .stations
            .bicycle_counters
            .iter()
            .min_by(|a, b| a.availability.total_cmp(&b.availability))
            .unwrap();
        let start = at("2026-06-01T00:00:00Z");
        let arrived = (0..500).filter(|hour| {
            world
                .bicycles(poor, start + SignedDuration::from_hours(*hour))
                .is_some()
        });
        let arrived = arrived.count();
        assert!((240..350).contains(&arrived), "{arrived}");
    }
}
