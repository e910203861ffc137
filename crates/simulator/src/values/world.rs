//! The simulated city with its chance.

use jiff::{SignedDuration, Timestamp};

use super::{dice::Dice, local_time::LocalTime};
use crate::City;

/// A city with everything that happens in it.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) city: City,
    pub(super) dice: Dice,
}

impl World {
    pub(crate) fn new(city: City, seed: u64) -> Self {
        Self {
            city,
            dice: Dice::new(seed),
        }
    }

    /// The same world, told with latitude and longitude mixed up.
    pub(crate) fn swapped(&self) -> Self {
        let mut swapped = self.clone();
        swapped.city.stations = self.city.stations.swapped();
        swapped
    }

    pub(crate) fn local(&self, at: Timestamp) -> LocalTime {
        LocalTime::of(at, &self.city.time_zone)
    }

    /// A number from 0 up to, but not including, 1.
    pub(crate) fn share(&self, key: &str, slot: i64) -> f64 {
        self.dice.share(key, slot)
    }
}

/// The last full step at an instant; steps are counted from 1970.
pub(crate) fn step_before(at: Timestamp, step: SignedDuration) -> Timestamp {
    let over = at.as_second().rem_euclid(step.as_secs().max(1));
    Timestamp::from_second(at.as_second() - over).unwrap_or(at)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A world with the stations of a city folder of this repository.
    pub(crate) fn world(city: &str, seed: u64) -> World {
        let folder = format!(
            "{}/../../cities/{city}/simulation",
            env!("CARGO_MANIFEST_DIR")
        );
        let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
        let around = domain::BoundingBox::new(8.5, 49.3, 8.9, 49.5).unwrap();
        let city = City::read(city, zone, around, Vec::new(), folder.as_ref()).unwrap();
        World::new(city, seed)
    }

    pub(crate) fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn steps_begin_at_full_times() {
        let step = SignedDuration::from_mins(5);
        assert_eq!(
            step_before(at("2026-06-01T12:04:59Z"), step),
            at("2026-06-01T12:00:00Z")
        );
    }
}
