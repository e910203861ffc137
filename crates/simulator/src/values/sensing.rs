//! What boxes with sensors measure.

use domain::live::Property;
use jiff::{SignedDuration, Timestamp};

use super::{World, local_time::DayKind, rounded};
use crate::stations::Sensor;

/// A box measures this often.
pub(crate) const EVERY: SignedDuration = SignedDuration::from_mins(10);

impl Sensor {
    /// What it measures.
    pub(crate) fn measures(&self) -> impl Iterator<Item = Property> {
        self.properties
            .split_whitespace()
            .filter_map(Property::parse)
    }
}

impl World {
    /// A measurement of a box at an instant, or over the ten minutes before it.
    pub(crate) fn sensed(&self, sensor: &Sensor, property: Property, at: Timestamp) -> Option<f64> {
        let at = super::world::step_before(at, EVERY);
        let weather = self.weather(&sensor.id, sensor.height, at);
        let hours = SignedDuration::from_hours;
        let wave = |period| self.dice.wave(&sensor.id, at, hours(period));
        let busy = self.course("arterial", at);
        let value = match property {
            Property::AirTemperature => rounded(weather.temperature, 1),
            Property::RelativeHumidity => rounded(weather.humidity, 0),
            Property::WindSpeed => rounded(weather.wind, 1),
            Property::WindGust => rounded(weather.gust, 1),
            Property::WindDirection => rounded(weather.direction, 0) % 360.0,
            Property::Pressure => rounded(weather.pressure, 1),
            Property::Precipitation => rounded(weather.rain / 6.0, 1),
            Property::SoundLevel => rounded(46.0 + 7.0 * busy.max(0.1).log2() + 2.0 * wave(1), 1),
            Property::SoilMoisture => rounded((28.0 + 12.0 * wave(60)).clamp(5.0, 60.0), 1),
            Property::WaterTemperature => rounded(12.0 + 0.4 * (weather.temperature - 11.0), 1),
            Property::PedestrianCount => {
                let local = self.local(at);
                let open = match local.day_kind() {
                    DayKind::Sunday => 0.5,
                    DayKind::Saturday => 1.5,
                    DayKind::Weekday => 1.0,
                };
                let day = (1.0 - ((local.hour() - 15.0) / 7.0).powi(2)).max(0.02);
                let slot = at.as_second() / EVERY.as_secs();
                let mean = 90.0 * open * day / (1.0 + weather.rain);
                return Some(super::real(self.dice.count(&sensor.id, slot, mean)));
            }
            _ => return None,
        };
        Some(value)
    }
}
