//! Rows to counts. A row tells the hour that begins at its time; without an offset it is a time of
//! the zone that the row names, else of the city.

use std::collections::{HashMap, HashSet};

use domain::live::{
    Aggregation, Datastream, Harvest, Property, Thing, ThingFacts, ThingId, ThingKind,
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::{
    flat::{Counts, ZeroSince, judged},
    wire::{self, Row},
};
use crate::{
    connector::{Context, ReadError},
    instant::{Civil, with_offset},
    loose::{Loose, Odd},
    place::Place,
};

const HOUR: std::time::Duration = std::time::Duration::from_hours(1);

/// Which table.
#[derive(Clone, Copy)]
pub(super) struct Month<'a> {
    pub(super) address: &'a str,
    pub(super) first_day: Date,
    /// The counters that are wanted; all in the city when there is none.
    pub(super) sites: Option<&'a [String]>,
}

/// A counter in the city.
struct Site {
    thing: Thing,
    zone: TimeZone,
    /// Times without an offset that came already, for the hour that comes twice.
    told: HashSet<DateTime>,
    counts: Counts,
}

/// Adds the counts of one month's table.
pub(super) fn add(
    body: &[u8],
    month: Month<'_>,
    zero_since: &mut ZeroSince,
    context: Context<'_>,
    harvest: &mut Harvest,
) -> Result<(), ReadError> {
    let mut sites: HashMap<String, Option<Site>> = HashMap::new();
    let mut nameless = 0_u32;
    wire::rows(body, month.address, context.feed.max_bytes, |row| {
        harvest.seen += 1;
        let Some(id) = &row.site else {
            nameless += 1;
            return;
        };
        if !sites.contains_key(id) {
            let site = site(id, &row, month.sites, context);
            let site = site.unwrap_or_else(|odd| {
                harvest.reject(id, odd);
                None
            });
            sites.insert(id.clone(), site);
        }
        if let Some(Some(site)) = sites.get_mut(id)
            && let Err(odd) = site.add(&row)
        {
            harvest.reject(id, odd);
        }
    })?;
    if nameless > 0 {
        harvest.reject("rows", format!("{nameless} rows have no `counter_site_id`"));
    }
    let before = month
        .first_day
        .yesterday()
        .map_or(month.first_day, Date::first_of_month);
    let zero_before = zero_since.remove(&before).unwrap_or_default();
    let mut zero_now = HashMap::new();
    let mut inside: Vec<_> = sites
        .into_iter()
        .filter_map(|(id, site)| Some((id, site?)))
        .collect();
    inside.sort_by(|a, b| a.0.cmp(&b.0));
    for (id, site) in inside {
        let (qualities, zero) = judged(&site.counts, zero_before.get(&id).copied());
        zero_now.extend(zero.map(|since| (id, since)));
        let stale = context.feed.stale_after;
        let stream = Datastream::instant(&site.thing.id, Property::BicycleCount, HOUR, stale);
        let stream = harvest.datastream(stream.over(Aggregation::Count, HOUR));
        for ((end, count), quality) in site.counts.into_iter().zip(qualities) {
            harvest.observe(stream, end, count, quality);
        }
        if !harvest.things.iter().any(|thing| thing.id == site.thing.id) {
            harvest.things.push(site.thing);
        }
    }
    // The table before the one before is not read again.
    zero_since.clear();
    zero_since.insert(before, zero_before);
    zero_since.insert(month.first_day, zero_now);
    Ok(())
}

/// A counter; `None` when it is not one of those that are wanted or not in the city.
fn site(
    id: &str,
    row: &Row,
    wanted: Option<&[String]>,
    context: Context<'_>,
) -> Result<Option<Site>, Odd> {
    if wanted.is_some_and(|wanted| !wanted.iter().any(|it| it == id)) {
        return Ok(None);
    }
    let loose = |text: &Option<String>| text.clone().map_or(Loose::Nothing, Loose::Text);
    let place = Place::of(&loose(&row.lat), &loose(&row.lon), context.area)?;
    let Some(position) = place.position() else {
        return Ok(None);
    };
    let named = row.zone.as_deref().and_then(zone);
    Ok(Some(Site {
        thing: Thing {
            id: ThingId::of(&context.feed.id, id),
            feed: context.feed.id.clone(),
            kind: ThingKind::BicycleCounter,
            name: row.name.clone().unwrap_or_else(|| id.to_owned()),
            position: Some(position),
            district: None,
            facts: ThingFacts {
                operator: row.operator.clone(),
                ..ThingFacts::default()
            },
        },
        zone: named.unwrap_or_else(|| context.zone.clone()),
        told: HashSet::new(),
        counts: Counts::new(),
    }))
}

/// The zone in `(UTC+01:00) Europe/Paris DST`.
fn zone(text: &str) -> Option<TimeZone> {
    let mut words = text.split_whitespace();
    words
        .find(|word| word.contains('/'))
        .and_then(|name| TimeZone::get(name).ok())
}

impl Site {
    fn add(&mut self, row: &Row) -> Result<(), Odd> {
        let text = row.time.as_deref().unwrap_or_default();
        let start = self.start(text).ok_or_else(|| Odd::new(text, "a time"))?;
        let count = count(row)?;
        if let Ok(end) = start.checked_add(SignedDuration::from_hours(1)) {
            self.counts.insert(end, count);
        }
        Ok(())
    }

    fn start(&mut self, text: &str) -> Option<Timestamp> {
        if let Some(start) = with_offset(text) {
            return Some(start);
        }
        let civil: DateTime = text.parse().ok()?;
        match Civil::of(civil, &self.zone) {
            Civil::Once(start) => Some(start),
            Civil::Twice(first, second) => Some(if self.told.insert(civil) {
                first
            } else {
                second
            }),
            Civil::Never => None,
        }
    }
}

/// In and out where the table has them, because its sum of all channels may be wrong.
fn count(row: &Row) -> Result<Option<f64>, Odd> {
    let number = |text: &Option<String>| -> Result<Option<f64>, Odd> {
        let Some(text) = text else { return Ok(None) };
        let number = text.parse().map_err(|_| Odd::new(text, "a number"))?;
        Ok(Some(number))
    };
    let both = match (number(&row.channels_in)?, number(&row.channels_out)?) {
        (None, None) => None,
        (one, other) => Some(one.unwrap_or(0.0) + other.unwrap_or(0.0)),
    };
    let all = || number(&row.channels_all);
    let unknown = || number(&row.channels_unknown);
    Ok(match both {
        Some(sum) => Some(sum),
        None => all()?.or(unknown()?),
    })
}
