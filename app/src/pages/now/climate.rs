//! Warnings, weather, air and river.

use domain::live::{Property, Quality, Thing, Topic};
use leptos::prelude::*;
use portal::live::LastDays;

use super::{
    Snapshot,
    gauge::{also, gauge, value},
    heat::measured,
    river::river,
    season::season,
    snapshot::{Heard, from_centre, reading},
};
use crate::{
    pages::live::{badge, events, moment},
    written::{Html, Written},
};

/// The official warnings, or that there is none, with the time of the check.
pub(super) fn warnings(now: &Snapshot<'_>) -> Html {
    let locale = now.locale;
    let topic = Topic::Warnings;
    let in_force = !now.events(topic).is_empty();
    let checked = match now.heard(topic) {
        None => None,
        Some(Heard::NotAll) => Some(i18n::now::warnings_unknown(locale).to_owned()),
        Some(Heard::At(at)) => {
            let at = moment(locale, at, &now.at);
            let none = if in_force {
                ""
            } else {
                i18n::now::no_warnings(locale)
            };
            Some(format!("{none} {}: {at}", i18n::now::checked(locale)))
        }
    };
    let list = in_force.then(|| events(now.site, locale, topic).0);
    view! {
        <h2>{i18n::observed::topic(locale, topic)}</h2>
        {list}
        {checked.map(|words| view! { <p>{words.trim().to_owned()}</p> })}
    }
    .written()
}

/// Temperature at the stations, with what else they measure.
pub(super) fn weather(now: &Snapshot<'_>) -> Option<Html> {
    const ALSO: [Property; 5] = [
        Property::FeltTemperature,
        Property::RelativeHumidity,
        Property::Precipitation,
        Property::WindSpeed,
        Property::WindGust,
    ];
    let cards = cards(now, Topic::Weather, |thing| {
        let main = reading(now, thing, Property::AirTemperature)?;
        let more = further(now, thing, &ALSO);
        let body = view! {
            <p class="main">{value(now, main)}</p>
            {more}
            {season(now, thing)}
        };
        Some(gauge(now, thing, main, "", body))
    });
    section(i18n::now::weather(now.locale), extremes(now), cards)
}

/// The air quality index in words, what it means, and what it is made of.
pub(super) fn air(now: &Snapshot<'_>) -> Option<Html> {
    const ALSO: [Property; 4] = [Property::No2, Property::O3, Property::Pm10, Property::Pm25];
    let cards = cards(now, Topic::Air, |thing| {
        let main = reading(now, thing, Property::AirQualityIndex)?;
        let index = main.latest.map(|latest| latest.observation);
        let index = index.filter(|seen| seen.quality != Quality::Suspect);
        let index = index.and_then(|seen| seen.value);
        let words = match index {
            None => view! { <p class="main">{i18n::live::no_value(now.locale)}</p> }.written(),
            Some(index) => {
                let index = air_index(index);
                view! {
                    <p class="main"><b>{i18n::now::air_quality(now.locale, index)}</b></p>
                    <p>{i18n::now::air_advice(now.locale, index)}</p>
                }
                .written()
            }
        };
        let body = view! { {words} {further(now, thing, &ALSO)} };
        Some(gauge(now, thing, main, "", body))
    });
    section(i18n::now::air(now.locale), None, cards)
}

/// The step of the air quality index.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the index is 0 to 4, and the conversion keeps to its ends"
)]
pub(super) fn air_index(value: f64) -> u8 {
    value.round() as u8
}

/// The level of the river, with the marks of its gauge.
pub(super) fn water(now: &Snapshot<'_>) -> Option<Html> {
    let cards = cards(now, Topic::Water, |thing| {
        let main = reading(now, thing, Property::WaterLevel)?;
        let level = main.latest.map(|latest| latest.observation);
        let level = level
            .filter(|seen| seen.quality != Quality::Suspect)
            .and_then(|seen| seen.value);
        let days = now.past.last_days(&thing.id);
        let marks = thing.facts.marks.iter().map(|mark| {
            let value = i18n::format::number(now.locale, mark.value, 0);
            let name = format!("{} ({})", mark.long_name, mark.name);
            view! { <div><dt lang="de">{name}</dt><dd>{value} " cm"</dd></div> }
        });
        let more = further(
            now,
            thing,
            &[Property::Discharge, Property::WaterTemperature],
        );
        let body = view! {
            <p class="main">{value(now, main)}</p>
            {level.and_then(|level| river(level, days, &thing.facts.marks))}
            {days.and_then(|days| last_days(now, days))}
            {more}
            <dl>{marks.collect_view()}</dl>
        };
        Some(gauge(now, thing, main, "", body))
    });
    section(i18n::now::water(now.locale), None, cards)
}

/// Between which levels the river was in the last days, and where a day ago.
fn last_days(now: &Snapshot<'_>, days: &LastDays) -> Option<Html> {
    let number = |value| i18n::format::number(now.locale, value, 0);
    let (low, high) = days.range()?;
    let day_before = days.day_before(now.at.timestamp()).map(number);
    let words = i18n::usual::level_of_last_days(
        now.locale,
        LastDays::DAYS,
        (&number(low), &number(high)),
        day_before.as_deref(),
    );
    Some(view! { <p>{words}</p> }.written())
}

fn further(now: &Snapshot<'_>, thing: &Thing, properties: &[Property]) -> Html {
    let found = properties
        .iter()
        .filter_map(|property| reading(now, thing, *property))
        .filter(|reading| reading.latest.is_some());
    let rows: Vec<_> = found.map(|reading| also(now, reading)).collect();
    view! { <dl>{rows}</dl> }.written()
}

/// A card for each thing, from the middle of the city outwards.
fn cards(now: &Snapshot<'_>, topic: Topic, card: impl Fn(&Thing) -> Option<Html>) -> Vec<Html> {
    let mut things: Vec<_> = now.things(topic).collect();
    things.sort_by(|a, b| from_centre(now, a).total_cmp(&from_centre(now, b)));
    things.into_iter().filter_map(|thing| card(thing)).collect()
}

fn section(heading: &'static str, told: Option<Html>, cards: Vec<Html>) -> Option<Html> {
    let shown = !cards.is_empty();
    shown.then(|| view! { <h2>{heading}</h2> {told} <ul class="gauges">{cards}</ul> }.written())
}

/// The warmest and the coolest of the stations that are current; `None` where only one is.
fn extremes(now: &Snapshot<'_>) -> Option<Html> {
    let stations = now.things(Topic::Weather);
    let mut known: Vec<_> = stations
        .filter_map(|thing| measured(now, thing, Property::AirTemperature))
        .collect();
    known.sort_by(|a, b| a.celsius.total_cmp(&b.celsius));
    let [coolest, .., warmest] = &known[..] else {
        return None;
    };
    let degrees = |celsius| format!("{} °C", i18n::format::number(now.locale, celsius, 1));
    let words = i18n::now::warmest_and_coolest(
        now.locale,
        (&warmest.thing.name, &degrees(warmest.celsius)),
        (&coolest.thing.name, &degrees(coolest.celsius)),
        &degrees(warmest.celsius - coolest.celsius),
    );
    let feeds = [warmest, coolest].map(|one| &one.thing.feed);
    let simulated = feeds.iter().any(|feed| now.is_simulated(feed));
    Some(view! { <p>{words} " " {simulated.then(|| badge(now.locale))}</p> }.written())
}
