//! Instants as the sources write them.

use jiff::{Timestamp, tz::TimeZone};

/// `2026-06-01T12:00:00.000Z`
pub(crate) fn utc_millis(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// `2026-06-01T12:00:00Z`
pub(crate) fn utc(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `2026-06-01T12:00:00+00:00`
pub(crate) fn utc_offset(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// `2026-06-01T14:00:00+02:00`
pub(crate) fn local(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone())
        .strftime("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
}

/// The last instant up to `at` at which something with this period in minutes is due.
pub(crate) fn last(at: Timestamp, minutes: i64) -> Timestamp {
    let over = at.as_second().rem_euclid(minutes * 60);
    Timestamp::from_second(at.as_second() - over).unwrap_or(at)
}
