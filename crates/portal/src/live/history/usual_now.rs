//! What is usual now: for every counter and every car park the median and the middle half of the last
//! eight weeks for the hours around this one, and what was counted last.

use std::sync::Arc;

use domain::live::{Compared, Datastream, Property, Thing};
use jiff::{SignedDuration, Timestamp, Zoned};

use super::{
    Measured, Reference, Step, Usual,
    course::whole,
    load::BEFORE_DAYS,
    profile::{YearToDate, year_before_begins, year_to_date},
    steps::{measured, together},
    usual::usual,
};
use crate::{
    live::Live,
    ports::{LiveStore, StoreError},
};

/// What was counted longer ago than this is not now.
const LAST: SignedDuration = SignedDuration::from_hours(24);
/// What is usual is known so far ahead.
const AHEAD: SignedDuration = SignedDuration::from_hours(3);
/// As many hours as are learned together.
const HOURS: usize = 27;
/// Weeks before are read again after this time.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);
/// The same where some of the hours are not known.
const SOON: SignedDuration = SignedDuration::from_mins(10);

/// What is usual for one property of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct UsualNow {
    /// The last whole hour with a value, at most a day ago: all classes and directions together.
    pub last: Option<Measured>,
    /// This year against the one before, of what is counted; without a day where nothing can be
    /// compared.
    pub years: YearToDate,
    /// By the hour, from a day ago to some hours ahead; empty where it is not known yet.
    usual: Vec<Usual>,
    learned: Timestamp,
}

impl UsualNow {
    /// What is usual in the hour an instant lies in; `None` where fewer than three weeks tell.
    pub fn at(&self, instant: Timestamp) -> Option<&Usual> {
        let mut hours = self.usual.iter();
        hours.find(|hour| hour.start <= instant && instant < hour.end)
    }

    /// The last whole hour with what is usual in it, and how the two compare.
    pub fn compared(&self) -> Option<(Measured, Usual, Compared)> {
        let last = self.last?;
        let usual = *self.at(last.start)?;
        let Usual {
            low, median, high, ..
        } = usual;
        Some((last, usual, Compared::of(last.value, low, median, high)))
    }
}

/// What is usual now for a property of a thing; the weeks before are read once an hour, the last day
/// every time.
pub(super) async fn learn(
    live: &Live,
    thing: &Thing,
    property: Property,
    known: Option<&UsualNow>,
    now: &Zoned,
) -> Result<Option<UsualNow>, StoreError> {
    let board = live.board();
    let streams = board.readings(&thing.id).map(|reading| reading.stream);
    let streams = streams.filter(|stream| stream.property == property);
    let streams: Vec<_> = streams.map(|stream| Arc::new(stream.clone())).collect();
    let chosen = whole(&streams);
    if chosen.is_empty() {
        return Ok(None);
    }
    let at = now.timestamp();
    let (day_ago, ahead) = (at - LAST, at + AHEAD);
    let kept = known.filter(|known| {
        let again = match known.usual.len() {
            0 => SignedDuration::ZERO,
            1..HOURS => SOON,
            HOURS.. => AGAIN,
        };
        at.duration_since(known.learned) < again
    });
    let begin = match kept {
        Some(_) => day_ago,
        None => day_ago - SignedDuration::from_hours(24 * BEFORE_DAYS),
    };
    let hours = told(live.store(), &chosen, Step::Hour, begin, now).await?;
    let (before, day) = hours.split_at(hours.partition_point(|hour| hour.start < day_ago));
    let last = day.last().copied();
    if let Some(known) = kept {
        return Ok(Some(UsualNow {
            last,
            ..known.clone()
        }));
    }
    let bounds = (day_ago, ahead);
    Ok(Some(UsualNow {
        last,
        years: years(live.store(), &chosen, now).await?,
        usual: usual(
            Reference::of(property),
            before,
            Step::Hour,
            bounds,
            now.time_zone(),
        ),
        learned: at,
    }))
}

/// This year against the one before, of several datastreams together.
async fn years(
    store: &dyn LiveStore,
    streams: &[Arc<Datastream>],
    now: &Zoned,
) -> Result<YearToDate, StoreError> {
    let begin = year_before_begins(now).to_zoned(now.time_zone().clone());
    let adds_up = streams.iter().all(|stream| stream.aggregation.adds_up());
    let Some(begin) = begin.ok().filter(|_| adds_up) else {
        return Ok(YearToDate::default());
    };
    let days = told(store, streams, Step::Day, begin.timestamp(), now).await?;
    Ok(year_to_date(&days, now))
}

/// The steps of several datastreams together, from an instant up to now.
async fn told(
    store: &dyn LiveStore,
    streams: &[Arc<Datastream>],
    step: Step,
    from: Timestamp,
    now: &Zoned,
) -> Result<Vec<Measured>, StoreError> {
    let (at, zone) = (now.timestamp(), now.time_zone());
    let mut all = Vec::with_capacity(streams.len());
    for stream in streams {
        let rollups = store.rollups(&stream.id, step.level(), from, at).await?;
        all.push(measured(stream, step, &rollups, at, zone));
    }
    Ok(together(&all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn hour(start: &str, median: f64) -> Usual {
        let start = at(start);
        Usual {
            start,
            end: start + SignedDuration::from_hours(1),
            low: median * 0.9,
            median,
            high: median * 1.1,
        }
    }

    fn counted(start: &str, value: f64) -> Measured {
        let Usual { start, end, .. } = hour(start, 0.0);
        Measured { start, end, value }
    }

    #[test]
    fn the_last_hour_is_compared_with_its_own_hour_and_not_with_this_one() {
        let now = UsualNow {
            last: Some(counted("2026-11-23T06:00:00Z", 400.0)),
            years: YearToDate::default(),
            usual: vec![
                hour("2026-11-23T06:00:00Z", 200.0),
                hour("2026-11-23T07:00:00Z", 400.0),
            ],
            learned: at("2026-11-23T07:05:00Z"),
        };
        let (_, usual, compared) = now.compared().unwrap();
        assert_eq!((usual.median, compared), (200.0, Compared::MuchMore));
        let late = now.at(at("2026-11-23T07:59:59Z")).map(|hour| hour.median);
        assert_eq!(late, Some(400.0));
        assert!(now.at(at("2026-11-23T08:00:00Z")).is_none());
    }

    #[test]
    fn without_weeks_to_compare_with_nothing_is_said() {
        let now = UsualNow {
            last: Some(counted("2026-11-23T06:00:00Z", 400.0)),
            years: YearToDate::default(),
            usual: Vec::new(),
            learned: at("2026-11-23T07:05:00Z"),
        };
        assert_eq!(now.compared(), None);
    }
}
