//! Weather: seasons, days and nights, fronts that come and go, and the warnings' own weather.

use jiff::{SignedDuration, Timestamp};

use super::{Occurrence, World, local_time::sun};
use crate::stations::Warning;

/// Weather at a place and an instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Weather {
    /// °C.
    pub(crate) temperature: f64,
    /// °C.
    pub(crate) dew_point: f64,
    /// Per cent.
    pub(crate) humidity: f64,
    /// hPa at sea level.
    pub(crate) pressure: f64,
    /// Mean speed in km/h.
    pub(crate) wind: f64,
    /// Strongest gust in km/h.
    pub(crate) gust: f64,
    /// Where the wind comes from, in degrees.
    pub(crate) direction: f64,
    /// Per cent of the sky.
    pub(crate) clouds: f64,
    /// mm an hour.
    pub(crate) rain: f64,
    /// kW/m².
    pub(crate) radiation: f64,
    /// m.
    pub(crate) visibility: f64,
}

impl World {
    /// Weather at a height above sea level in metres; `place` gives each place its own little
    /// differences.
    pub(crate) fn weather(&self, place: &str, height: f64, at: Timestamp) -> Weather {
        let hours = SignedDuration::from_hours;
        let wave = |key: &str, period| self.dice.wave(key, at, hours(period));
        let local = self.local(at);
        let (warmer, gusts, rain) = self.scripted(at);

        let front = wave("front", 40);
        let clouds = (50.0 + 45.0 * front + 30.0 * wave("clouds", 7)).clamp(0.0, 100.0);
        let middle = self.middle();
        let sun = sun(at, middle.0, middle.1);
        let season = -(std::f64::consts::TAU * (local.part_of_year() - 0.05)).cos();
        // The warmest hour is about three hours after noon.
        let day = (std::f64::consts::TAU * (local.hour() - 9.0) / 24.0).sin();
        let swing = (4.0 + 2.5 * season) * (1.2 - clouds / 125.0);
        let own = 0.4 * self.dice.wave(place, at, hours(3));
        let temperature = 11.0 + 9.0 * season + swing * day + 4.0 * wave("air", 70) + warmer + own
            - 0.0065 * (height - 110.0);
        let wet = ((front + 0.5 * wave("rain", 3)) - 0.45).max(0.0);
        let rain = 4.0 * wet * wet + rain;
        let humidity = (72.0 + 14.0 * front - 14.0 * day * (0.6 + 0.4 * season) + 20.0 * wet)
            .clamp(22.0, 100.0);
        let wind =
            (9.0 + 6.0 * front + 5.0 * wave("wind", 5) + gusts / 2.5 + height / 80.0).max(0.5);
        Weather {
            temperature,
            dew_point: temperature - (100.0 - humidity) / 5.0,
            humidity,
            pressure: 1_016.0 - 13.0 * wave("front", 40) + 6.0 * wave("pressure", 110),
            wind,
            gust: wind * 1.7 + gusts,
            direction: (240.0 + 110.0 * wave("direction", 20)).rem_euclid(360.0),
            clouds,
            rain,
            radiation: 1.05 * sun * (1.0 - 0.7 * (clouds / 100.0).powi(3)),
            visibility: (45_000.0 - 350.0 * humidity - 6_000.0 * rain).clamp(300.0, 60_000.0),
        }
    }

    /// Warnings that hold or begin within `ahead`, with their occurrence.
    pub(crate) fn warnings(
        &self,
        at: Timestamp,
        ahead: SignedDuration,
    ) -> impl Iterator<Item = (&Warning, Occurrence)> {
        let near = move |warning: &Warning| warning.near(at, ahead, &self.city.time_zone);
        let warnings = self.city.stations.warnings.iter();
        warnings.filter_map(move |warning| Some((warning, near(warning)?)))
    }

    /// What the warnings of an instant add: °C, km/h of gusts, mm of rain an hour.
    fn scripted(&self, at: Timestamp) -> (f64, f64, f64) {
        let held = self.warnings(at, SignedDuration::ZERO);
        held.fold((0.0, 0.0, 0.0), |(warmer, gusts, rain), (warning, _)| {
            (
                warmer + warning.warmer,
                gusts + warning.gusts,
                rain + warning.rain,
            )
        })
    }

    /// Latitude and longitude of the middle of the city.
    pub(crate) fn middle(&self) -> (f64, f64) {
        let [west, south, east, north] = self.city.bounding_box.edges();
        (f64::midpoint(south, north), f64::midpoint(west, east))
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{at, world};
    use super::*;

    fn mean(of: impl Fn(Timestamp) -> f64, start: &str, hours: i64) -> f64 {
        let start = at(start);
        let values = (0..hours).map(|hour| of(start + SignedDuration::from_hours(hour)));
        values.sum::<f64>() / super::super::real(hours)
    }

    #[test]
    fn july_is_warmer_than_january_and_noon_warmer_than_night() {
        let world = world("musterstadt", 1);
        let temperature = |at| world.weather("s", 110.0, at).temperature;
        let month = 30 * 24;
        let january = mean(temperature, "2026-01-01T00:00:00Z", month);
        let july = mean(temperature, "2026-07-01T00:00:00Z", month);
        assert!(
            (-4.0..7.0).contains(&january) && (16.0..27.0).contains(&july),
            "{january} {july}"
        );
        let nights = (1..28).filter(|day| {
            let hour = |hour| temperature(at(&format!("2026-06-{day:02}T{hour:02}:00:00Z")));
            hour(13) > hour(2)
        });
        assert!(nights.count() > 24);
    }

    #[test]
    fn it_is_warmer_while_a_heat_warning_holds() {
        let world = world("musterstadt", 1);
        let heat = world
            .city
            .stations
            .warnings
            .iter()
            .find(|one| one.warmer > 0.0)
            .unwrap();
        let from = at(&format!(
            "2026-{:02}-{:02}T12:00:00Z",
            heat.month.unwrap(),
            heat.day
        ));
        assert!(world.weather("s", 110.0, from).temperature > 26.0);
        assert!(
            world
                .warnings(from, SignedDuration::ZERO)
                .any(|(one, _)| one.id == heat.id)
        );
    }

    #[test]
    fn all_weather_is_possible() {
        let world = world("musterstadt", 9);
        for hour in 0..8_760 {
            let at = at("2026-01-01T00:00:00Z") + SignedDuration::from_hours(hour);
            let now = world.weather("s", 110.0, at);
            assert!((-25.0..45.0).contains(&now.temperature), "{now:?}");
            assert!((0.0..=100.0).contains(&now.humidity) && (0.0..=100.0).contains(&now.clouds));
            assert!((960.0..1_060.0).contains(&now.pressure) && now.rain >= 0.0 && now.wind > 0.0);
            assert!(
                now.gust >= now.wind && now.dew_point <= now.temperature,
                "{now:?}"
            );
        }
    }
}
