//! An instant as the city's people live it.

use jiff::{Timestamp, Zoned, civil::Weekday, tz::TimeZone};

use super::numbers::real;

/// Days that differ in what people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayKind {
    Weekday,
    Saturday,
    Sunday,
}

/// An instant on the clock of the city.
pub(crate) struct LocalTime(pub(crate) Zoned);

impl LocalTime {
    pub(crate) fn of(at: Timestamp, zone: &TimeZone) -> Self {
        Self(at.to_zoned(zone.clone()))
    }

    pub(crate) fn day_kind(&self) -> DayKind {
        match self.0.weekday() {
            Weekday::Saturday => DayKind::Saturday,
            Weekday::Sunday => DayKind::Sunday,
            _ => DayKind::Weekday,
        }
    }

    /// Hours since the clock showed midnight, with fractions.
    pub(crate) fn hour(&self) -> f64 {
        let time = self.0.time();
        f64::from(time.hour()) + f64::from(time.minute()) / 60.0 + f64::from(time.second()) / 3600.0
    }

    /// How far the year has gone, from 0 to 1.
    pub(crate) fn part_of_year(&self) -> f64 {
        (f64::from(self.0.day_of_year()) + self.hour() / 24.0) / 366.0
    }
}

/// How high the sun stands: the sine of its elevation, 0 at night.
pub(crate) fn sun(at: Timestamp, lat: f64, lon: f64) -> f64 {
    let utc = at.to_zoned(TimeZone::UTC);
    let hour = real(at.as_second().rem_euclid(86_400)) / 3_600.0;
    let tilt = (23.44_f64).to_radians()
        * (std::f64::consts::TAU * (f64::from(utc.day_of_year()) - 81.0) / 365.0).sin();
    let turn = (15.0 * (hour - 12.0) + lon).to_radians();
    let lat = lat.to_radians();
    (lat.sin() * tilt.sin() + lat.cos() * tilt.cos() * turn.cos()).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sun_is_high_at_noon_in_june_and_gone_at_midnight() {
        let at = |text: &str| sun(text.parse().unwrap(), 50.0, 10.0);
        assert!(at("2026-06-21T11:20:00Z") > 0.85);
        assert!(at("2026-12-21T11:20:00Z") < 0.35);
        assert!(at("2026-06-21T23:20:00Z") <= 0.0);
    }
}
