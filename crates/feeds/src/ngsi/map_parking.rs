//! Car parks: free, taken and open. The counter's capacity is not that of the plan.

use domain::live::{Datastream, Harvest, Property, Quality, ThingFacts, ThingId};
use serde_json::Value;

use super::{
    window::{self, Window},
    wire::Entity,
};
use crate::{
    connector::Context,
    loose::{Loose, Odd},
};

/// What a car park says of itself.
#[derive(Clone, Copy, PartialEq)]
enum Status {
    Open,
    Closed,
    /// Its counter is out of order, so that its numbers are not reliable.
    Broken,
    /// It says nothing, or something that nobody knows.
    Unknown,
}

impl Status {
    fn of(entity: &Entity) -> Self {
        let told = entity.value("status");
        let words: Vec<String> = match told {
            Some(Value::Array(list)) => list
                .iter()
                .filter_map(|it| Loose::from(it).text())
                .collect(),
            other => other
                .and_then(|it| Loose::from(it).text())
                .into_iter()
                .collect(),
        };
        let says = |known: &[&str]| {
            let same = |word: &String| known.iter().any(|it| it.eq_ignore_ascii_case(word));
            words.iter().any(same)
        };
        if says(&["Stoerung", "Störung", "outOfService"]) {
            Self::Broken
        } else if says(&["Geschlossen", "closed", "closedAbnormal"]) {
            Self::Closed
        } else if says(&["Offen", "open", "full", "almostFull", "almostEmpty"]) {
            Self::Open
        } else {
            Self::Unknown
        }
    }
}

/// Adds the numbers of a car park.
pub(super) fn observe(
    thing: &ThingId,
    entity: &Entity,
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<(), Odd> {
    let counted = ["availableSpotNumber", "occupiedSpotNumber", "status"];
    let own = window::told(&entity.observed(&counted))?;
    let at = Window::of(entity)?.map(|window| window.end).or(own);
    let at = at.ok_or_else(|| Odd::new("nothing", "the time of its numbers"))?;
    let status = Status::of(entity);
    let (trust, open) = match status {
        Status::Broken => (Quality::Suspect, None),
        Status::Open => (Quality::Ok, Some(1.0)),
        Status::Closed => (Quality::Ok, Some(0.0)),
        Status::Unknown => (Quality::Ok, None),
    };
    let mut add = |property, value, quality| {
        let (every, stale) = (context.feed.interval, context.feed.stale_after);
        let mut stream = Datastream::instant(thing, property, every, stale);
        if let Some(capacity) = capacity(entity)
            && property != Property::Open
        {
            stream = stream.within(0.0, f64::from(capacity));
        }
        let stream = harvest.datastream(stream);
        harvest.observe(stream, at, value, quality);
    };
    // Whoever says nothing of free spaces has no value of them, and no zero either.
    add(
        Property::FreeSpaces,
        entity.first(&["availableSpotNumber"]).number()?,
        trust,
    );
    if let Some(occupied) = entity.first(&["occupiedSpotNumber"]).number()? {
        add(Property::OccupiedSpaces, Some(occupied), trust);
    }
    if status != Status::Unknown {
        add(Property::Open, open, Quality::Ok);
    }
    Ok(())
}

/// The spaces that are counted: free and taken ones add up to them.
fn capacity(entity: &Entity) -> Option<u32> {
    let names = ["totalSpotNumber", "staticTotalSpotNumber"];
    let told = names
        .iter()
        .filter_map(|name| entity.first(&[name]).count());
    told.into_iter().find(|spaces| *spaces > 0)
}

/// What does not change by the minute.
pub(super) fn facts(entity: &Entity) -> ThingFacts {
    let height = entity.first(&["maximumAllowedHeight"]).finite();
    let kind = entity.first(&["parking_type", "category"]).text();
    ThingFacts {
        capacity: capacity(entity),
        address: address(entity),
        opening_hours: opening_hours(entity),
        fee: entity.value("prices").and_then(fee),
        max_height_m: height.filter(|height| *height > 0.0),
        operator: entity.first(&["provider", "owner"]).text(),
        url: entity.first(&["website", "url"]).text(),
        park_and_ride: kind.map(|kind| kind.to_ascii_lowercase().contains("ride")),
        ..ThingFacts::default()
    }
}

/// Street, postcode and town in one line.
fn address(entity: &Entity) -> Option<String> {
    let part = |name: &str| entity.address(name).text();
    let street = part("streetAddress")?;
    let town: Vec<String> = [part("postalCode"), part("addressLocality")]
        .into_iter()
        .flatten()
        .collect();
    if town.is_empty() {
        return Some(street);
    }
    Some(format!("{street}, {}", town.join(" ")))
}

/// From midnight to midnight is always.
fn opening_hours(entity: &Entity) -> Option<String> {
    let opens = entity.first(&["openingHours"]).text()?;
    match entity.first(&["closingHours"]).text() {
        Some(closes) if (opens.as_str(), closes.as_str()) == ("00:00", "00:00") => {
            Some("24/7".to_owned())
        }
        Some(closes) => Some(format!("{opens}-{closes}")),
        None => Some(opens),
    }
}

/// What the hours of the day cost, and those of the night where they cost something else.
fn fee(prices: &Value) -> Option<String> {
    match (tariff(prices, false), tariff(prices, true)) {
        (Some(day), Some(night)) => Some(format!("Tag: {day}; Nacht: {night}")),
        (day, night) => day.or(night),
    }
}

/// Prices up to three hours and that of the longest stay: the whole list is as long as a day.
fn tariff(prices: &Value, night: bool) -> Option<String> {
    let part = |price: &Value, name: &str| price.get(name).map_or(Loose::Nothing, Loose::from);
    let mut told: Vec<(u32, f64)> = prices
        .as_array()?
        .iter()
        .filter(|price| (part(price, "tarif").text().as_deref() == Some("Night")) == night)
        .filter_map(|price| {
            Some((
                part(price, "minutes").count()?,
                part(price, "price").finite()?,
            ))
        })
        .collect();
    told.sort_by_key(|(minutes, _)| *minutes);
    let (longest, _) = *told.last()?;
    told.retain(|(minutes, _)| *minutes <= 180 || *minutes == longest);
    let texts: Vec<String> = told
        .into_iter()
        .map(|(minutes, euros)| price_of(minutes, euros))
        .collect();
    Some(texts.join(", "))
}

fn price_of(minutes: u32, euros: f64) -> String {
    let price = format!("{euros:.2}").replace('.', ",");
    match minutes {
        whole if whole % 60 == 0 => format!("{} Std. {price} €", whole / 60),
        other => format!("{other} Min. {price} €"),
    }
}
