//! Times as sources write them: with an offset or by the clock on the wall.

use jiff::{
    SignedDuration, Timestamp, civil,
    tz::{AmbiguousOffset, TimeZone},
};

use crate::loose::whole_milliseconds;

/// What a time without an offset comes to in a time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Civil {
    /// One instant.
    Once(Timestamp),
    /// In the night in which the clock is put back: the first and the second time it shows this.
    Twice(Timestamp, Timestamp),
    /// The clock is put forward over it.
    Never,
}

impl Civil {
    /// The instants of a clock on the wall.
    pub(crate) fn of(civil: civil::DateTime, zone: &TimeZone) -> Self {
        let possible = zone.to_ambiguous_timestamp(civil);
        let offset = possible.offset();
        match (offset, possible.earlier(), possible.later()) {
            (AmbiguousOffset::Unambiguous { .. }, Ok(instant), _) => Self::Once(instant),
            (AmbiguousOffset::Fold { .. }, Ok(first), Ok(second)) => Self::Twice(first, second),
            _ => Self::Never,
        }
    }

    /// The instant that is meant when only one is told: the latest that has come. What was just
    /// measured is rather new than an hour old.
    pub(crate) fn latest(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Once(instant) => Some(instant),
            Self::Twice(_, second) if second <= now => Some(second),
            Self::Twice(first, _) => Some(first),
            Self::Never => None,
        }
    }
}

/// An instant with an offset: `2026-03-29T01:00:00Z`, `…+01:00`, `…+0100`. In whole milliseconds.
pub(crate) fn with_offset(text: &str) -> Option<Timestamp> {
    text.trim().parse().ok().map(whole_milliseconds)
}

/// A time that a person planned: with an offset, or in the zone; a date alone is its midnight. Of
/// a time that comes twice the first is meant, and one that never comes moves an hour on.
pub(crate) fn planned(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    with_offset(text).or_else(|| {
        let civil: civil::DateTime = text.trim().parse().ok()?;
        zone.to_timestamp(civil).ok().map(whole_milliseconds)
    })
}

/// The end of something planned, unless it is so far away that it only stands for "some day".
pub(crate) fn known_end(end: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    const SOME_DAY: SignedDuration = SignedDuration::from_hours(3 * 366 * 24);
    end.filter(|end| end.duration_since(now) < SOME_DAY)
}

/// Seconds since 1970, also with a fraction.
pub(crate) fn posix_seconds(seconds: f64) -> Option<Timestamp> {
    posix_milliseconds(seconds * 1_000.0)
}

/// Milliseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    reason = "what is too great is refused by its bounds"
)]
pub(crate) fn posix_milliseconds(milliseconds: f64) -> Option<Timestamp> {
    // 1970 itself is how sources say that they do not know.
    let known = milliseconds > 0.0 && milliseconds < 1e14;
    known.then(|| Timestamp::from_millisecond(milliseconds.round() as i64).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn wall(text: &str) -> Civil {
        Civil::of(text.parse().unwrap(), &berlin())
    }

    #[test]
    fn offsets_are_read_with_and_without_a_colon() {
        let expected = Some(at("2021-06-29T07:00:00Z"));
        for text in [
            "2021-06-29T09:00:00.000+0200",
            "2021-06-29T09:00:00+02:00",
            " 2021-06-29 07:00:00Z",
            "2021-06-29T07:00:00.000400Z",
        ] {
            assert_eq!(with_offset(text), expected, "{text}");
        }
        assert_eq!(with_offset("2021-06-29T09:00:00"), None);
        assert_eq!(with_offset("gestern"), None);
    }

    #[test]
    fn planned_times_without_an_offset_are_those_of_the_city() {
        let of = |text| planned(text, &berlin());
        assert_eq!(of("2026-07-01T09:00:00"), Some(at("2026-07-01T07:00:00Z")));
        assert_eq!(of("2026-01-01"), Some(at("2025-12-31T23:00:00Z")));
        assert_eq!(of("2026-03-29T02:30"), Some(at("2026-03-29T01:30:00Z")));
        assert_eq!(of("2026-10-25T02:30"), Some(at("2026-10-25T00:30:00Z")));
        assert_eq!(of("01.02.2026"), None);
    }

    #[test]
    fn an_end_in_a_distant_year_is_no_end() {
        let now = at("2026-11-22T12:00:00Z");
        let near = Some(at("2028-12-31T22:59:59Z"));
        assert_eq!(known_end(near, now), near);
        assert_eq!(known_end(Some(at("2030-12-31T22:59:59Z")), now), None);
    }

    #[test]
    fn the_clock_shows_one_hour_twice_and_one_never() {
        let (first, second) = (at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"));
        let twice = wall("2026-10-25T02:30");
        assert_eq!(twice, Civil::Twice(first, second));
        assert_eq!(twice.latest(at("2026-10-25T00:35:00Z")), Some(first));
        assert_eq!(twice.latest(at("2026-10-25T01:35:00Z")), Some(second));
        assert_eq!(wall("2026-03-29T02:30"), Civil::Never);
        let once = Civil::Once(at("2026-03-29T01:00:00Z"));
        assert_eq!(wall("2026-03-29T03:00"), once);
    }

    #[test]
    fn seconds_that_say_nothing_are_no_time() {
        assert_eq!(
            posix_seconds(1_609_866_109.0),
            Some(at("2021-01-05T17:01:49Z"))
        );
        for nothing in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(posix_seconds(nothing), None);
        }
    }
}
