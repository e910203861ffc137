//! Times by the policy of the mapping.

use jiff::{
    SignedDuration, Timestamp,
    fmt::strtime,
    tz::{Offset, TimeZone},
};

use super::mapping::{Marks, Time, Zone};
use crate::{
    connector::Context,
    instant::{Civil, posix_milliseconds, posix_seconds, with_offset},
    loose::whole_milliseconds,
};

impl Time {
    /// The end of the period that a time belongs to.
    pub(super) fn end(
        &self,
        text: &str,
        period: Option<SignedDuration>,
        context: Context<'_>,
    ) -> Option<Timestamp> {
        let instant = self.instant(text, context)?;
        match (self.marks, period) {
            (Marks::Start, Some(period)) => instant.checked_add(period).ok(),
            _ => Some(instant),
        }
    }

    fn instant(&self, text: &str, context: Context<'_>) -> Option<Timestamp> {
        match self.format.as_str() {
            "rfc3339" => with_offset(text),
            "unix" => posix_seconds(text.parse().ok()?),
            "unix_ms" => posix_milliseconds(text.parse().ok()?),
            pattern => {
                let parts = strtime::parse(pattern, text).ok()?;
                let Some(zone) = self.zone else {
                    return parts.to_timestamp().ok().map(whole_milliseconds);
                };
                let zone = match zone {
                    Zone::Utc => TimeZone::UTC,
                    Zone::Cet => TimeZone::fixed(Offset::constant(1)),
                    Zone::City => context.zone.clone(),
                };
                Civil::of(parts.to_datetime().ok()?, &zone).latest(context.now)
            }
        }
    }
}
