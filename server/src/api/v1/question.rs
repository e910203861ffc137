//! Reading query strings of the live interface. Whatever is not understood is a problem that names
//! the parameter.

use domain::live::Level;
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use crate::api::Problem;

/// The parameters of a query string, decoded.
pub(super) fn pairs(query: Option<&str>) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default()
}

/// A parameter that an operation does not have.
pub(super) fn unknown_parameter(name: &str) -> Problem {
    let why = "there is no such parameter; /api/openapi.json lists them all";
    Problem::parameter(name, why)
}

/// An instant as RFC 3339, or a day of the city.
pub(super) fn instant(name: &str, value: &str, zone: &TimeZone) -> Result<Timestamp, Problem> {
    let day = || {
        let date: Date = value.parse().ok()?;
        Some(date.to_zoned(zone.clone()).ok()?.timestamp())
    };
    value.parse().ok().or_else(day).ok_or_else(|| {
        let why = "write an instant such as 2026-06-01T12:00:00Z or a day such as 2026-06-01";
        Problem::parameter(name, why)
    })
}

/// How finely observations are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    /// As they were observed.
    Raw,
    /// Rolled up.
    Rolled(Level),
}

impl Resolution {
    /// The resolution with this name.
    pub(super) fn parse(value: &str) -> Result<Option<Self>, Problem> {
        match (value, Level::parse(value)) {
            ("auto", _) => Ok(None),
            ("raw", _) => Ok(Some(Self::Raw)),
            (_, Some(level)) => Ok(Some(Self::Rolled(level))),
            _ => Err(Problem::parameter(
                "resolution",
                "write auto, raw, 15min, 1h or 1d",
            )),
        }
    }

    /// What a span is best told in, among the levels there are: some hundred values.
    pub(super) fn best(span: SignedDuration, mut levels: impl Iterator<Item = Level>) -> Self {
        let finest = match span.as_hours() {
            i64::MIN..=48 => return Self::Raw,
            49..=240 => Level::Quarter,
            241..=2_400 => Level::Hour,
            _ => Level::Day,
        };
        levels
            .find(|level| *level >= finest)
            .map_or(Self::Rolled(Level::Day), Self::Rolled)
    }

    /// The value in the API.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Rolled(level) => level.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_spans_are_told_in_coarse_steps_that_exist() {
        let best = |hours, from| {
            let levels = Level::ALL.into_iter().filter(move |level| *level >= from);
            Resolution::best(SignedDuration::from_hours(hours), levels).as_str()
        };
        assert_eq!(best(24, Level::Quarter), "raw");
        assert_eq!(best(7 * 24, Level::Quarter), "15min");
        assert_eq!(best(7 * 24, Level::Hour), "1h");
        assert_eq!(best(30 * 24, Level::Quarter), "1h");
        assert_eq!(best(365 * 24, Level::Quarter), "1d");
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_city() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let day = instant("from", "2026-06-01", &berlin).unwrap();
        assert_eq!(day.to_string(), "2026-05-31T22:00:00Z");
        assert!(instant("from", "gestern", &berlin).is_err());
    }
}
