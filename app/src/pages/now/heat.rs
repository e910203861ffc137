//! How hot it is, and whether help is announced.

use std::sync::Arc;

use domain::{
    Locale,
    heat::warns_of_heat,
    live::{Event, Freshness, Property, Quality, Thing, Topic},
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{
    Snapshot,
    snapshot::{Heard, reading},
};
use crate::{
    pages::live::{badge, moment},
    routes::Route,
    site::Site,
    written::{Html, Written},
};

/// What a station says about the heat.
pub(super) struct Measured<'a> {
    pub(super) thing: &'a Thing,
    property: Property,
    pub(super) celsius: f64,
    at: Timestamp,
}

/// The hottest of the stations that are current, by what is felt there, or by the air where nobody
/// says what is felt.
fn hottest<'a>(now: &'a Snapshot<'_>) -> Option<Measured<'a>> {
    let stations = now.things(Topic::Weather).filter_map(|thing| {
        let of = |property| measured(now, thing, property);
        of(Property::FeltTemperature).or_else(|| of(Property::AirTemperature))
    });
    stations.max_by(|a, b| a.celsius.total_cmp(&b.celsius))
}

/// What a station measures, where it is current and reliable.
pub(super) fn measured<'a>(
    now: &Snapshot<'_>,
    thing: &'a Thing,
    property: Property,
) -> Option<Measured<'a>> {
    let reading = reading(now, thing, property)?;
    let fresh = reading.freshness(now.at.timestamp())? < Freshness::Stale;
    let seen = reading.latest?.observation;
    let value = seen
        .value
        .filter(|_| fresh && seen.quality != Quality::Suspect);
    Some(Measured {
        thing,
        property,
        celsius: value?,
        at: seen.end,
    })
}

/// That it is hot, with the way to help; nothing on other days.
pub(in crate::pages) fn notice(site: &Site, locale: Locale) -> Option<Html> {
    part(&Snapshot::of(site, locale)?)
}

/// The same as a part of a page that renews itself.
pub(super) fn part(now: &Snapshot<'_>) -> Option<Html> {
    let (locale, hottest) = (now.locale, hottest(now));
    let help = &now.site.city().heat;
    let is_hot = help.is_hot(hottest.as_ref().map(|one| one.celsius));
    let is_warned = || {
        now.events(Topic::Warnings)
            .into_iter()
            .any(|event| warns_of_heat(event))
    };
    (is_hot || is_warned()).then(|| {
        let what = if is_hot {
            i18n::heat::hot(locale)
        } else {
            i18n::heat::warned(locale)
        };
        view! {
            <div class="kern-alert kern-alert--warning" role="note">
                <p><b>{what}</b> " " {hottest.map(|one| words(now, &one))}</p>
                <p><a href=Route::Heat.href(locale)>{i18n::heat::to_help(locale)}</a></p>
            </div>
        }
        .written()
    })
}

/// The temperature now and the warnings of heat, or that they are not known.
pub(in crate::pages) fn heat_now(site: &Site, locale: Locale) -> Html {
    let Some(now) = Snapshot::of(site, locale) else {
        return view! { <p>{i18n::heat::not_known(locale)}</p> }.written();
    };
    let temperature = match hottest(&now) {
        Some(one) => words(&now, &one),
        None => view! { {i18n::heat::not_known(locale)} }.written(),
    };
    let warnings = now.events(Topic::Warnings);
    let heat = warnings.iter().filter(|event| warns_of_heat(event));
    let heat: Vec<_> = heat.map(|event| warning(&now, event)).collect();
    let unknown = matches!(now.heard(Topic::Warnings), Some(Heard::NotAll))
        .then(|| view! { <p>{i18n::now::warnings_unknown(locale)}</p> });
    view! { <p>{temperature}</p> {heat} {unknown} }.written()
}

fn words(now: &Snapshot<'_>, one: &Measured<'_>) -> Html {
    let locale = now.locale;
    let words = i18n::heat::measured(
        locale,
        i18n::observed::property(locale, one.property),
        &i18n::format::number(locale, one.celsius, 0),
        &one.thing.name,
        &moment(locale, one.at, &now.at),
    );
    let simulated = now.is_simulated(&one.thing.feed);
    view! { {words} {simulated.then(|| badge(locale))} }.written()
}

fn warning(now: &Snapshot<'_>, event: &Arc<Event>) -> Html {
    let (title, language) = event.title.in_locale(now.locale);
    let level = i18n::live::severity(now.locale, event.severity);
    let lang = (language != now.locale).then(|| language.tag());
    let simulated = now.is_simulated(&event.feed);
    view! {
        <p>
            <b lang=lang>{title.to_owned()}</b> {level.map(|level| format!(" ({level})"))}
            {simulated.then(|| badge(now.locale))}
        </p>
    }
    .written()
}
