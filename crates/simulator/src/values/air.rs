//! Air: nitrogen dioxide comes with traffic, ozone with the sun, dust with calm days.

use jiff::{SignedDuration, Timestamp};

use super::World;
use crate::stations::AirStation;

/// What a station measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pollutant {
    Pm10,
    O3,
    No2,
    Pm25,
}

impl Pollutant {
    pub(crate) const ALL: [Self; 4] = [Self::Pm10, Self::O3, Self::No2, Self::Pm25];

    /// Its number in the tables of the Umweltbundesamt.
    pub(crate) fn number(self) -> u32 {
        match self {
            Self::Pm10 => 1,
            Self::O3 => 3,
            Self::No2 => 5,
            Self::Pm25 => 9,
        }
    }

    /// From where on air is good, moderate, poor and very poor, in µg/m³.
    fn steps(self) -> [f64; 4] {
        match self {
            Self::Pm10 => [20.0, 35.0, 50.0, 100.0],
            Self::O3 => [60.0, 120.0, 180.0, 240.0],
            Self::No2 => [20.0, 40.0, 100.0, 200.0],
            Self::Pm25 => [10.0, 20.0, 25.0, 50.0],
        }
    }

    /// The index of a value from 0 (very good) to 4 (very poor), with fractions.
    pub(crate) fn index(self, value: f64) -> f64 {
        let mut low = 0.0;
        for (index, high) in (0_i32..).zip(self.steps()) {
            if value <= high {
                return f64::from(index) + ((value - low) / (high - low)).clamp(0.0, 0.999);
            }
            low = high;
        }
        4.0
    }
}

impl World {
    /// Mean of the hour that ends at an instant, in µg/m³; `None` while the device is tested.
    pub(crate) fn pollution(
        &self,
        station: &AirStation,
        what: Pollutant,
        end: Timestamp,
    ) -> Option<f64> {
        let hour = end.as_second() / 3_600;
        let key = format!("{}:{}", station.code, what.number());
        if self.dice.share(&key, hour) < 0.02 {
            return None;
        }
        let middle = end.checked_sub(SignedDuration::from_mins(30)).ok()?;
        let weather = self.weather(&station.code, 110.0, middle);
        let calm = (14.0 / (weather.wind + 4.0)).clamp(0.3, 1.6);
        let noise = 1.0 + 0.15 * self.dice.wave(&key, end, SignedDuration::from_hours(4));
        let no2 = (5.0 + 13.0 * self.course("arterial", middle)) * calm;
        let dust =
            (11.0 + 5.0 * self.dice.wave("dust", end, SignedDuration::from_hours(60))) * calm;
        let value = match what {
            Pollutant::No2 => no2,
            Pollutant::O3 => {
                35.0 + 55.0 * weather.radiation + 1.6 * (weather.temperature - 10.0) - 0.5 * no2
            }
            Pollutant::Pm10 => dust + 2.0,
            Pollutant::Pm25 => dust * 0.62,
        };
        Some((value * noise).max(1.0).round())
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{at, world};
    use super::*;

    #[test]
    fn traffic_brings_nitrogen_dioxide_and_sun_brings_ozone() {
        let world = world("heidelberg", 1);
        let station = &world.city.stations.air[0];
        let mean = |what, hour: &str| {
            let days = (1..=28).filter_map(|day| {
                world.pollution(
                    station,
                    what,
                    at(&format!("2026-06-{day:02}T{hour}:00:00Z")),
                )
            });
            let values: Vec<f64> = days.collect();
            values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap())
        };
        assert!(mean(Pollutant::No2, "15") > 1.5 * mean(Pollutant::No2, "02"));
        assert!(mean(Pollutant::O3, "14") > 1.3 * mean(Pollutant::O3, "03"));
    }

    #[test]
    fn the_index_grows_with_the_value() {
        let index = |value| Pollutant::No2.index(value);
        assert!(index(5.0) < 1.0 && (1.0..2.0).contains(&index(30.0)) && index(300.0) >= 4.0);
    }
}
