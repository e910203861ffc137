//! The city right now: what the pages of the areas say about it in words and numbers.
//!
//! Everything in a `[data-live]` element is drawn by the server. The browser half writes newer numbers
//! into it, and asks for the element again when more than a number has changed.

mod car_parks;
mod charging;
mod climate;
mod counters;
mod gauge;
mod headlines;
mod health;
mod heat;
mod nearby;
mod river;
mod season;
mod sharing;
mod snapshot;
mod unusual;
mod usual_bar;
pub(super) mod wall;
mod years;

use domain::{Area, Locale, live::Topic};
use leptos::prelude::*;

pub(super) use headlines::headlines;
pub(super) use heat::{heat_now, notice as heat_notice};
pub(super) use nearby::Nearby;
use snapshot::Snapshot;

use crate::{
    pages::live::{banner, live_bar},
    site::Site,
    written::{Html, Written},
};

/// What a topic's values come to: counters against what is usual, car parks and charging points by how full they are;
/// nothing where there is neither.
pub(super) fn in_short(site: &Site, locale: Locale, topic: Topic) -> Option<Html> {
    let now = Snapshot::of(site, locale)?;
    let part = match topic {
        Topic::Parking => car_parks::in_words(&now)?,
        Topic::Charging => charging::in_words(&now)?,
        _ => counters::section(&now, topic, true)?,
    };
    Some(view! { <section data-live="usual">{part}</section> }.written())
}

/// What happens in an area right now; nothing where no source is read.
pub(super) fn section(site: &Site, locale: Locale, area: Area, nearby: &Nearby) -> Option<Html> {
    let now = Snapshot::of(site, locale)?;
    let (topics, parts) = match area {
        Area::Services => return None,
        Area::Mobility => (
            vec![
                Topic::Parking,
                Topic::Sharing,
                Topic::Charging,
                Topic::Roadworks,
                Topic::Warnings,
            ],
            vec![
                ("unusual", Some(unusual::section(&now))),
                ("traffic", counters::section(&now, Topic::Traffic, false)),
                ("car-parks", car_parks::section(&now, nearby, false)),
                ("park-and-ride", car_parks::section(&now, nearby, true)),
                ("charging", charging::section(&now, nearby)),
                ("bicycles", counters::section(&now, Topic::Bicycles, false)),
                ("sharing", sharing::section(&now)),
            ],
        ),
        Area::Climate => (
            vec![Topic::Warnings, Topic::Weather, Topic::Air, Topic::Water],
            vec![
                ("heat", heat::part(&now)),
                ("warnings", Some(climate::warnings(&now))),
                ("weather", climate::weather(&now)),
                ("air", climate::air(&now)),
                ("health", health::section(&now)),
                ("water", climate::water(&now)),
            ],
        ),
    };
    let parts = parts.into_iter().map(|(name, part)| {
        // A part that is not there yet may come.
        let is_empty = part.is_none();
        let is_near_form = name == "car-parks";
        let form = is_near_form
            .then(|| car_parks::near_form(&now, nearby))
            .flatten();
        view! {
            {form}
            <section data-live=name data-part=name hidden=is_empty>{part}</section>
        }
    });
    let parts = parts.collect_view();
    Some(
        view! {
            {now.any_simulated().then(|| banner(locale))}
            {live_bar(site, locale, &topics)}
            {parts}
        }
        .written(),
    )
}
