//! The city right now in one line each, for the home page.

use domain::{
    Locale,
    live::{EventKind, Property, Topic},
};
use leptos::prelude::*;

use super::{
    Snapshot,
    car_parks::car_parks,
    counters,
    snapshot::{Heard, central, shown},
};
use crate::{
    pages::live::{badge, moment},
    routes::Route,
    site::Site,
    written::{Html, Written},
};

/// Warnings, closures, traffic, parking, weather, river: each with a link to more.
pub(in crate::pages) fn headlines(site: &Site, locale: Locale) -> Option<Html> {
    let now = Snapshot::of(site, locale)?;
    let parking = parking(&now).map(|words| (Topic::Parking, words));
    let lines = [
        Some(Topic::Warnings).zip(warnings(&now)),
        Some(Topic::Roadworks).zip(closures(&now)),
        Some(Topic::Traffic).zip(counters::headline(&now)),
        parking,
        Some(Topic::Weather).zip(value(&now, Topic::Weather, Property::AirTemperature)),
        Some(Topic::Water).zip(value(&now, Topic::Water, Property::WaterLevel)),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .flatten()
        .map(|(topic, words)| {
            let href = Route::Live(Some(topic)).href(locale);
            view! { <li><a href=href>{i18n::observed::topic(locale, topic)}</a> " " {words}</li> }
        })
        .collect();
    let shown = !lines.is_empty();
    shown.then(|| {
        view! {
            <section class="headlines">
                <h2>
                    {i18n::now::in_the_city(locale)}
                    {now.any_simulated().then(|| badge(locale))}
                </h2>
                <ul>{lines}</ul>
            </section>
        }
        .written()
    })
}

fn warnings(now: &Snapshot<'_>) -> Option<String> {
    let (locale, heard) = (now.locale, now.heard(Topic::Warnings)?);
    let number = now.events(Topic::Warnings).len();
    Some(match heard {
        _ if number > 0 => i18n::now::warnings(locale, number),
        Heard::NotAll => i18n::now::warnings_unknown(locale).to_owned(),
        Heard::At(at) => format!(
            "{} {}: {}",
            i18n::now::no_warnings(locale),
            i18n::now::checked(locale),
            moment(locale, at, &now.at)
        ),
    })
}

fn closures(now: &Snapshot<'_>) -> Option<String> {
    let events = now.events(Topic::Roadworks).into_iter();
    let closures = events.filter(|event| event.kind == EventKind::Closure);
    let number = closures.count();
    (number > 0).then(|| i18n::now::closures(now.locale, number))
}

fn parking(now: &Snapshot<'_>) -> Option<String> {
    let known: Vec<f64> = car_parks(now).filter_map(|one| one.spaces()).collect();
    let spaces = i18n::format::number(now.locale, known.iter().sum(), 0);
    let number = i18n::format::integer(now.locale, known.len());
    (!known.is_empty()).then(|| i18n::now::free_in(now.locale, &spaces, &number))
}

/// The value that stands for the city, when it is current: "5,1 °C, Mannheim, 13:25".
fn value(now: &Snapshot<'_>, topic: Topic, property: Property) -> Option<String> {
    let locale = now.locale;
    let (thing, reading) = central(now, topic, property)?;
    let value = shown(now, &reading)?;
    let at = reading.latest?.observation.end;
    Some(format!(
        "{} {}, {}, {}",
        i18n::format::number(locale, value, property.decimals()),
        i18n::observed::unit(property),
        thing.name,
        moment(locale, at, &now.at)
    ))
}
