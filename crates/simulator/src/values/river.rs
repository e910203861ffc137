//! A river: slow waves, and now and then a flood.

use jiff::{SignedDuration, Timestamp};

use super::{World, real};
use crate::stations::Gauge;

/// A flood may begin once in this time.
const FLOOD_EVERY: i64 = 45 * 86_400;

impl World {
    /// Level above the zero of the gauge, in cm.
    pub(crate) fn level(&self, gauge: &Gauge, at: Timestamp) -> f64 {
        let hours = SignedDuration::from_hours;
        let swell = self.dice.wave(&gauge.uuid, at, hours(9 * 24));
        let ripple = self.dice.wave(&gauge.uuid, at, hours(30));
        let span = gauge.mean - gauge.mean_low;
        let usual = gauge.mean + 0.7 * span * swell + 0.25 * span * ripple;
        let slot = at.as_second().div_euclid(FLOOD_EVERY);
        let flood = (self.flood(gauge, slot, at)).max(self.flood(gauge, slot - 1, at));
        usual + flood * (gauge.mean_high - gauge.mean)
    }

    /// How much of a usual yearly flood an own wave of this slot adds.
    fn flood(&self, gauge: &Gauge, slot: i64, at: Timestamp) -> f64 {
        let height = 2.2 * (self.dice.share(&gauge.uuid, slot) - 0.55);
        let start = slot * FLOOD_EVERY + FLOOD_EVERY / 3;
        let days = real(at.as_second() - start) / 86_400.0;
        match days {
            _ if height < 0.0 || days < 0.0 => 0.0,
            rising if rising < 1.5 => height * rising / 1.5,
            falling => height * (-(falling - 1.5) / 2.5).exp(),
        }
    }

    /// Discharge in m³/s, where it is measured.
    pub(crate) fn discharge(&self, gauge: &Gauge, at: Timestamp) -> Option<f64> {
        let bottom = gauge.mean_low - (gauge.mean - gauge.mean_low);
        let filled = (self.level(gauge, at) - bottom) / (gauge.mean - bottom);
        gauge
            .mean_discharge
            .map(|mean| mean * filled.max(0.05).powf(1.6))
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{at, world};
    use super::*;

    #[test]
    fn a_river_has_usual_levels_and_floods_and_no_steps() {
        let world = world("heidelberg", 1);
        let gauge = &world.city.stations.gauges[0];
        let quarter = SignedDuration::from_mins(15);
        let mut at = at("2026-01-01T00:00:00Z");
        let (mut lowest, mut highest) = (f64::MAX, f64::MIN);
        for _ in 0..3 * 35_000 {
            let level = world.level(gauge, at);
            at += quarter;
            assert!((world.level(gauge, at) - level).abs() < 6.0);
            (lowest, highest) = (lowest.min(level), highest.max(level));
        }
        assert!(lowest > gauge.mean_low - 20.0, "{lowest}");
        assert!(
            highest > gauge.mean + 40.0 && highest < gauge.mean_high + 100.0,
            "{highest}"
        );
    }
}
