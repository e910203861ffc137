//! UV index and pollen: forecasts for today.

use domain::live::{Property, Quality, Thing, ThingKind, Topic};
use leptos::prelude::*;
use portal::live::Reading;

use super::{Snapshot, gauge::gauge};
use crate::written::{Html, Written};

/// Both of them; nothing where no source tells them.
pub(super) fn section(now: &Snapshot<'_>) -> Option<Html> {
    let uv = now
        .things(Topic::Weather)
        .filter_map(|thing| uv(now, thing));
    let regions = now.things(Topic::Air);
    let regions = regions.filter(|thing| thing.kind == ThingKind::PollenRegion);
    let cards: Vec<_> = uv
        .chain(regions.filter_map(|region| pollen(now, region)))
        .collect();
    let shown = !cards.is_empty();
    shown.then(|| {
        view! {
            <h2>{i18n::health::uv_and_pollen(now.locale)}</h2>
            <ul class="gauges">{cards}</ul>
        }
        .written()
    })
}

fn uv(now: &Snapshot<'_>, thing: &Thing) -> Option<Html> {
    let locale = now.locale;
    let mut readings = now.board.readings(&thing.id);
    let reading = readings.find(|reading| reading.stream.property == Property::UvIndex)?;
    let words = match told(reading) {
        None => view! { <p class="main">{i18n::live::no_value(locale)}</p> }.written(),
        Some(index) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the index is 0 to 15, and the conversion keeps to its ends"
            )]
            let step = index.round() as u8;
            view! {
                <p class="main">
                    {i18n::health::uv_today(locale)} " "
                    <b data-value="">{i18n::format::number(locale, index, 0)}</b> ", "
                    <b>{i18n::health::uv_risk(locale, step)}</b>
                </p>
                <p>{i18n::health::uv_advice(locale, step)}</p>
            }
            .written()
        }
    };
    Some(gauge(now, thing, reading, "", words))
}

/// The pollen that fly, the most first.
fn pollen(now: &Snapshot<'_>, region: &Thing) -> Option<Html> {
    let locale = now.locale;
    let mut readings: Vec<_> = now.board.readings(&region.id).collect();
    readings.sort_by(|a, b| {
        told(*b)
            .partial_cmp(&told(*a))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let most = *readings.first()?;
    let flying = readings.iter().filter_map(|reading| {
        let load = told(*reading).filter(|load| *load > 0.0)?;
        let plant = i18n::observed::property(locale, reading.stream.property);
        let load = i18n::health::pollen_load(locale, load);
        Some(view! { <div><dt>{plant}</dt><dd>{load}</dd></div> })
    });
    let flying: Vec<_> = flying.collect();
    let words = match told(most) {
        None => view! { <p>{i18n::live::no_value(locale)}</p> }.written(),
        Some(_) if flying.is_empty() => {
            view! { <p>{i18n::health::no_pollen(locale)}</p> }.written()
        }
        Some(_) => view! { <dl>{flying}</dl> }.written(),
    };
    let body = view! { <p class="main">{i18n::health::pollen_today(locale)}</p> {words} };
    Some(gauge(now, region, most, "", body))
}

/// The number of a reading, if it may be shown.
fn told(reading: Reading<'_>) -> Option<f64> {
    let seen = reading.latest?.observation;
    seen.value.filter(|_| seen.quality != Quality::Suspect)
}
