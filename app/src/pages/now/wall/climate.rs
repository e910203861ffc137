//! Weather, air and river side by side.

use domain::live::{Freshness, Property, Quality, Thing, Topic};
use leptos::prelude::*;
use portal::live::Reading;

use super::sheet::{Sheet, Told, stand};
use crate::{
    pages::now::{
        Snapshot,
        climate::air_index,
        snapshot::{central, reading},
    },
    written::{Html, Written},
};

/// What a panel is about: its largest value, and what stands below it.
const PANELS: [(Topic, Property, &[Property]); 3] = [
    (
        Topic::Weather,
        Property::AirTemperature,
        &[
            Property::FeltTemperature,
            Property::WindSpeed,
            Property::Precipitation,
        ],
    ),
    (
        Topic::Air,
        Property::AirQualityIndex,
        &[Property::O3, Property::No2, Property::Pm10],
    ),
    (
        Topic::Water,
        Property::WaterLevel,
        &[Property::Discharge, Property::WaterTemperature],
    ),
];

pub(super) fn sheet(now: &Snapshot<'_>) -> Sheet {
    let locale = now.locale;
    let mut told = Told::default();
    let panels = PANELS.map(|(topic, main, further)| {
        let (thing, reading) = central(now, topic, main)?;
        told.add(&thing.feed, None);
        Some(panel(now, thing, reading, further))
    });
    let panels: Vec<_> = panels.into_iter().flatten().collect();
    let body = if panels.is_empty() {
        view! { <p class="wall-say">{i18n::live::nothing_here(locale)}</p> }.written()
    } else {
        view! { <ul class="wall-panels">{panels}</ul> }.written()
    };
    Sheet {
        title: i18n::wall::climate(locale).to_owned(),
        body,
        foot: told.foot(now),
    }
}

fn panel(now: &Snapshot<'_>, thing: &Thing, main: Reading<'_>, further: &[Property]) -> Html {
    let locale = now.locale;
    let topic = thing.kind.topic();
    let rows = further.iter().filter_map(|property| {
        let (number, unit) = told(now, reading(now, thing, *property)?)?;
        let name = i18n::observed::property(locale, *property);
        Some(view! { <div><dt>{name}</dt><dd><b>{number}</b> " " {unit}</dd></div> })
    });
    let rows: Vec<_> = rows.collect();
    let value = match told(now, main) {
        None => {
            view! { <p class="wall-value in-words">{i18n::live::no_value(locale)}</p> }.written()
        }
        Some((number, unit)) => {
            let class = if unit.is_empty() {
                "wall-value in-words"
            } else {
                "wall-value"
            };
            view! { <p class=class><b>{number}</b> " " {unit}</p> }.written()
        }
    };
    let stand = main.latest.map(|latest| {
        let fresh = main.freshness(now.at.timestamp());
        let late = fresh.filter(|fresh| *fresh >= Freshness::Stale);
        let late = late.map(|late| {
            view! { ", " <span data-freshness=late.as_str()>{i18n::live::freshness(locale, late)}</span> }
        });
        view! {
            <p>{stand(now, latest.observation.end)} {late}</p>
        }
    });
    view! {
        <li class=format!("wall-panel {}", topic.as_str())>
            <h2>{i18n::observed::topic(locale, topic)}</h2>
            <p>{thing.name.clone()}</p>
            {value}
            <dl>{rows}</dl>
            {stand}
        </li>
    }
    .written()
}

/// A value that may be shown, with its unit; the index of the air is a word.
fn told(now: &Snapshot<'_>, reading: Reading<'_>) -> Option<(String, String)> {
    let property = reading.stream.property;
    let seen = reading.latest.map(|latest| latest.observation);
    let value = seen
        .filter(|seen| seen.quality != Quality::Suspect)?
        .value?;
    Some(if property == Property::AirQualityIndex {
        let word = i18n::now::air_quality(now.locale, air_index(value));
        (word.to_owned(), String::new())
    } else {
        let number = i18n::format::number(now.locale, value, property.decimals());
        (number, i18n::observed::amount(reading.stream))
    })
}
