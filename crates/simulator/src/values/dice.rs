//! Chance that comes out the same for the same seed, thing and instant.

use jiff::{SignedDuration, Timestamp};

use super::numbers::real;

/// All chance of a simulation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dice {
    seed: u64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// FNV-1a over the key, mixed with seed and slot by the finaliser of splitmix64.
    fn roll(self, key: &str, slot: i64) -> u64 {
        let mut hash = self.seed ^ 0xcbf2_9ce4_8422_2325;
        for byte in key.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        hash ^= slot.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        hash ^ (hash >> 31)
    }

    /// A number from 0 up to, but not including, 1.
    pub(crate) fn share(self, key: &str, slot: i64) -> f64 {
        let roll = i64::try_from(self.roll(key, slot) >> 11).unwrap_or_default();
        real(roll) / real(1 << 53)
    }

    /// A number from -1 to 1 that changes smoothly: another one every period, and curves between.
    pub(crate) fn wave(self, key: &str, at: Timestamp, period: SignedDuration) -> f64 {
        let period = period.as_secs().max(1);
        let slot = at.as_second().div_euclid(period);
        let part = real(at.as_second().rem_euclid(period)) / real(period);
        let from = 2.0 * self.share(key, slot) - 1.0;
        let to = 2.0 * self.share(key, slot + 1) - 1.0;
        let eased = part * part * (3.0 - 2.0 * part);
        from + (to - from) * eased
    }

    /// A count with the given mean: as far from it as counts of independent passers-by are.
    pub(crate) fn count(self, key: &str, slot: i64, mean: f64) -> i64 {
        // The sum of three is close enough to a normal distribution with a deviation of 1.
        let spread: f64 = (0..3)
            .map(|n| self.share(key, slot * 3 + n) * 2.0 - 1.0)
            .sum();
        super::numbers::whole((mean + spread * mean.max(0.0).sqrt()).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_rolls_the_same_and_another_seed_rolls_differently() {
        let roll = |seed, slot| Dice::new(seed).share("a", slot);
        assert_eq!(roll(1, 7).to_bits(), roll(1, 7).to_bits());
        assert_ne!(roll(1, 7).to_bits(), roll(2, 7).to_bits());
        assert_ne!(roll(1, 7).to_bits(), roll(1, 8).to_bits());
        let mean = (0..1_000).map(|slot| roll(1, slot)).sum::<f64>() / 1_000.0;
        assert!((0.45..0.55).contains(&mean), "{mean}");
    }

    #[test]
    fn a_wave_has_no_steps() {
        let dice = Dice::new(3);
        let hour = SignedDuration::from_hours(1);
        for second in 0..7_200 {
            let at = |second| Timestamp::from_second(second).unwrap();
            let (now, next) = (
                dice.wave("w", at(second), hour),
                dice.wave("w", at(second + 1), hour),
            );
            assert!((-1.0..=1.0).contains(&now) && (now - next).abs() < 0.001);
        }
    }

    #[test]
    fn counts_keep_to_their_mean() {
        let dice = Dice::new(4);
        let counts: Vec<i64> = (0..1_000).map(|slot| dice.count("c", slot, 20.0)).collect();
        let mean = real(counts.iter().sum()) / 1_000.0;
        assert!((19.0..21.0).contains(&mean), "{mean}");
        assert_eq!(dice.count("c", 1, 0.0), 0);
    }
}
