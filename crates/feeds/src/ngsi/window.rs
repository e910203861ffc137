//! When something was observed.
//!
//! Brokers speak UTC: a time without an offset is one of UTC (`NGSIv2`, section "Special Attribute
//! Types"), so no night in which clocks are changed matters.

use std::time::Duration;

use domain::live::{Aggregation, Datastream, Property};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use super::wire::Entity;
use crate::{
    connector::Context,
    instant,
    loose::{Loose, Odd, whole_milliseconds},
};

/// No sensor adds up for longer than a day.
const LONGEST: Duration = Duration::from_hours(24);

/// The instant of an observation, and how long it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    pub(super) end: Timestamp,
    pub(super) period: Option<Duration>,
}

impl Window {
    /// The window of an entity; `None` when it says no time at all.
    pub(super) fn of(entity: &Entity) -> Result<Option<Self>, Odd> {
        let observed = entity.first(&["dateObserved"]);
        let (mut start, mut end) = (None, None);
        if let Some((from, to)) = observed.text().as_deref().and_then(|it| it.split_once('/')) {
            (start, end) = (Some(utc(from)?), Some(utc(to)?));
        }
        let told = |names: &[&str]| told(&entity.first(names));
        let start = told(&["dateObservedFrom"])?.or(start);
        let end = match told(&["dateObservedTo"])?.or(end) {
            Some(end) => Some(end),
            None => told(&[
                "observationDateTime",
                "dateObserved",
                "TimeInstant",
                "dateModified",
            ])?,
        };
        let Some(end) = end else {
            return Ok(None);
        };
        let Some(start) = start else {
            return Ok(Some(Self { end, period: None }));
        };
        match Duration::try_from(end.duration_since(start)) {
            Ok(period) if !period.is_zero() && period <= LONGEST => {
                let period = Some(period);
                Ok(Some(Self { end, period }))
            }
            _ => Err(Odd::new(
                &format!("{start} to {end}"),
                "a window of at most a day",
            )),
        }
    }

    /// The datastream of what was observed in such a window.
    pub(super) fn stream(self, instant: Datastream, context: Context<'_>) -> Datastream {
        let Some(period) = self.period else {
            return instant;
        };
        let aggregation = match instant.property {
            Property::VehicleCount | Property::BicycleCount | Property::PedestrianCount => {
                Aggregation::Count
            }
            Property::Precipitation | Property::Sunshine | Property::SolarRadiation => {
                Aggregation::Sum
            }
            Property::WindGust => Aggregation::Max,
            _ => Aggregation::Mean,
        };
        Datastream {
            expected_every: period,
            stale_after: context.feed.stale_after.max(3 * period),
            ..instant.over(aggregation, period)
        }
    }
}

/// The instant in a value, if there is one.
pub(super) fn told(value: &Loose) -> Result<Option<Timestamp>, Odd> {
    match value {
        Loose::Nothing => Ok(None),
        Loose::Text(text) => utc(text).map(Some),
        other => utc(&other.to_string()).map(Some),
    }
}

fn utc(text: &str) -> Result<Timestamp, Odd> {
    let naive = || {
        let civil: DateTime = text.trim().parse().ok()?;
        TimeZone::UTC
            .to_timestamp(civil)
            .ok()
            .map(whole_milliseconds)
    };
    let instant = instant::with_offset(text).or_else(naive);
    instant.ok_or_else(|| Odd::new(text, "a time"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(attributes: &str) -> Result<Option<Window>, Odd> {
        Window::of(&Entity::read(&format!("{{\"id\":\"1\",{attributes}}}")).unwrap())
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_window_ends_with_its_last_instant() {
        let expected = Window {
            end: at("2026-11-22T13:55:00Z"),
            period: Some(Duration::from_mins(15)),
        };
        for told in [
            r#""dateObservedFrom":"2026-11-22T13:40:00.000Z","dateObservedTo":"2026-11-22T13:55:00.000Z","dateObserved":"2026-11-22T13:55:00Z""#,
            r#""dateObserved":"2026-11-22T13:40:00/2026-11-22T13:55:00""#,
            r#""dateObservedFrom":"2026-11-22T13:40:00Z","dateObserved":"2026-11-22T14:55:00+01:00""#,
        ] {
            assert_eq!(window(told), Ok(Some(expected)), "{told}");
        }
    }

    #[test]
    fn a_time_without_an_offset_is_one_of_utc_in_every_night() {
        for (told, instant) in [
            ("2026-03-29T02:30:00", "2026-03-29T02:30:00Z"),
            ("2026-10-25T02:30:00", "2026-10-25T02:30:00Z"),
            ("2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00Z"),
        ] {
            let window = window(&format!("\"dateObserved\":\"{told}\""))
                .unwrap()
                .unwrap();
            assert_eq!((window.end, window.period), (at(instant), None));
        }
    }

    #[test]
    fn a_window_that_ends_before_it_begins_is_none() {
        for to in [
            "2026-11-22T13:40:00Z",
            "2026-11-22T13:00:00Z",
            "2026-11-24T13:40:00Z",
        ] {
            let told =
                format!(r#""dateObservedFrom":"2026-11-22T13:40:00Z","dateObservedTo":"{to}""#);
            assert!(window(&told).is_err(), "{to}");
        }
        assert_eq!(window("\"a\":1"), Ok(None));
        assert!(window("\"dateObserved\":\"gestern\"").is_err());
        assert!(window("\"dateObserved\":[1]").is_err());
    }
}
