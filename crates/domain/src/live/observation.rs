//! Observations, and how far each can be trusted.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Datastream;

/// How far a value can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Nothing speaks against it.
    Ok,
    /// The source may still revise it.
    Provisional,
    /// Extrapolated from a part of the period.
    Extrapolated,
    /// Estimated by the source.
    Estimated,
    /// Impossible or implausible; kept, shown as not reliable, and left out of roll-ups.
    Suspect,
    /// Measured at another station nearby.
    FallbackStation,
    /// The source says that it has no value.
    Missing,
}

impl Quality {
    /// All of them; the position is the number in tables.
    pub const ALL: [Self; 7] = [
        Self::Ok,
        Self::Provisional,
        Self::Extrapolated,
        Self::Estimated,
        Self::Suspect,
        Self::FallbackStation,
        Self::Missing,
    ];

    /// The number in tables.
    pub fn code(self) -> i16 {
        self as i16
    }

    /// The quality with this number.
    pub fn from_code(code: i16) -> Option<Self> {
        usize::try_from(code)
            .ok()
            .and_then(|code| Self::ALL.get(code).copied())
    }

    /// The value in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Provisional => "provisional",
            Self::Extrapolated => "extrapolated",
            Self::Estimated => "estimated",
            Self::Suspect => "suspect",
            Self::FallbackStation => "fallback_station",
            Self::Missing => "missing",
        }
    }

    /// Whether a value of this quality goes into roll-ups.
    pub fn counts(self) -> bool {
        !matches!(self, Self::Suspect | Self::Missing)
    }
}

/// One value of a datastream.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// The instant, or the end of the period, in whole milliseconds.
    pub end: Timestamp,
    /// In the unit of the property; `None` when the source says that it has none. Never 0 instead.
    pub value: Option<f64>,
    /// How far it can be trusted.
    pub quality: Quality,
}

/// The newest observation of a datastream.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Latest {
    /// The observation.
    pub observation: Observation,
    /// When the portal received it, or its last revision.
    pub received_at: Timestamp,
    /// The change that brought it; grows over all datastreams.
    pub sequence: i64,
}

/// How far the clock of a source may be ahead.
pub const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(5);

/// Why an observation is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Its time has not come yet.
    #[error("its time is in the future")]
    Future,
    /// Not a number, or infinite.
    #[error("its value is not a finite number")]
    NotFinite,
}

/// What becomes of an observation: refused, or kept with the quality it deserves. What is
/// impossible is kept as [`Quality::Suspect`], never clamped.
pub fn judge(
    stream: &Datastream,
    observation: Observation,
    now: Timestamp,
) -> Result<Observation, Fault> {
    if observation.end.duration_since(now) > CLOCK_SKEW {
        return Err(Fault::Future);
    }
    let Some(value) = observation.value else {
        return Ok(Observation {
            quality: Quality::Missing,
            ..observation
        });
    };
    if !value.is_finite() {
        return Err(Fault::NotFinite);
    }
    let (low, high) = stream.plausible;
    if (low..=high).contains(&value) {
        Ok(observation)
    } else {
        Ok(Observation {
            quality: Quality::Suspect,
            ..observation
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::live::{Property, ThingId};

    const HOUR: Duration = Duration::from_hours(1);

    fn judged(value: Option<f64>, minutes_ahead: i64) -> Result<Observation, Fault> {
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let end = now + SignedDuration::from_mins(minutes_ahead);
        let stream =
            Datastream::instant(&ThingId::new("p:1"), Property::FreeSpaces, HOUR, 2 * HOUR)
                .within(0.0, 51.0);
        let quality = Quality::Ok;
        judge(
            &stream,
            Observation {
                end,
                value,
                quality,
            },
            now,
        )
    }

    #[test]
    fn more_free_spaces_than_spaces_are_kept_but_not_believed() {
        for impossible in [-8.0, 52.0] {
            let kept = judged(Some(impossible), 0).unwrap();
            assert_eq!(
                (kept.value, kept.quality),
                (Some(impossible), Quality::Suspect)
            );
        }
        assert_eq!(judged(Some(51.0), 0).unwrap().quality, Quality::Ok);
    }

    #[test]
    fn no_value_is_missing_and_never_zero() {
        let kept = judged(None, 0).unwrap();
        assert_eq!((kept.value, kept.quality), (None, Quality::Missing));
    }

    #[test]
    fn the_future_and_what_is_no_number_are_refused() {
        assert_eq!(judged(Some(1.0), 6), Err(Fault::Future));
        assert!(judged(Some(1.0), 4).is_ok());
        assert_eq!(judged(Some(f64::NAN), 0), Err(Fault::NotFinite));
        assert_eq!(judged(Some(f64::INFINITY), 0), Err(Fault::NotFinite));
    }

    #[test]
    fn the_numbers_in_tables_lead_back_to_their_quality() {
        for quality in Quality::ALL {
            assert_eq!(Quality::from_code(quality.code()), Some(quality));
        }
        assert_eq!(Quality::from_code(-1), None);
        assert_eq!(Quality::from_code(7), None);
    }
}
