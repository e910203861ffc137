//! Car parks: is there room, and how much.

use domain::live::{Occupancy, Property, Thing, Topic};
use leptos::prelude::*;
use portal::live::Reading;

use super::{Snapshot, gauge::gauge};
use crate::written::{Html, Written};

/// The readings of one car park.
pub(super) struct CarPark<'a> {
    pub(super) thing: &'a Thing,
    /// Free spaces.
    pub(super) free: Reading<'a>,
    pub(super) occupancy: Occupancy,
}

impl CarPark<'_> {
    /// The number of free spaces, where it may be shown.
    pub(super) fn spaces(&self) -> Option<f64> {
        let value = self.free.latest.and_then(|latest| latest.observation.value);
        value.filter(|_| self.occupancy.counts())
    }
}

/// All car parks that tell how many spaces are free.
pub(super) fn car_parks<'a>(now: &'a Snapshot<'_>) -> impl Iterator<Item = CarPark<'a>> {
    let at = now.at.timestamp();
    now.things(Topic::Parking).filter_map(move |thing| {
        let of = |property: Property| {
            let mut readings = now.board.readings(&thing.id);
            readings.find(|reading| reading.stream.property == property)
        };
        let seen =
            |reading: Reading<'_>| Some((reading.latest?.observation, reading.freshness(at)?));
        let free = of(Property::FreeSpaces)?;
        let open = of(Property::Open).and_then(seen);
        let occupancy = Occupancy::of(thing.facts.capacity, seen(free), open);
        Some(CarPark {
            thing,
            free,
            occupancy,
        })
    })
}

/// Car parks in the city, or those at stops.
pub(super) fn section(now: &Snapshot<'_>, park_and_ride: bool) -> Option<Html> {
    let at_stops = |one: &CarPark<'_>| one.thing.facts.park_and_ride == Some(true);
    let cards: Vec<_> = car_parks(now)
        .filter(|one| at_stops(one) == park_and_ride)
        .map(|one| card(now, &one))
        .collect();
    let heading = if park_and_ride {
        i18n::now::park_and_ride(now.locale)
    } else {
        i18n::now::car_parks(now.locale)
    };
    let shown = !cards.is_empty();
    shown.then(|| {
        view! {
            <h2>{heading}</h2>
            <ul class="gauges">{cards}</ul>
        }
        .written()
    })
}

fn card(now: &Snapshot<'_>, one: &CarPark<'_>) -> Html {
    let locale = now.locale;
    let facts = &one.thing.facts;
    let number = one.spaces().map(|free| {
        let of = match facts.capacity {
            Some(all) => i18n::now::of_spaces(locale, &i18n::format::integer(locale, all as usize)),
            None => i18n::now::spaces_free(locale).to_owned(),
        };
        view! { <p><b data-value="">{i18n::format::number(locale, free, 0)}</b> " " {of}</p> }
    });
    let height = facts.max_height_m.map(|metres| {
        let metres = i18n::format::number(locale, metres, 2);
        view! { <p class="stand">{i18n::now::max_height(locale)} " " {metres} " m"</p> }
    });
    let body = view! {
        <p class="state">{i18n::now::occupancy(locale, one.occupancy)}</p>
        {number}
        {height}
    };
    gauge(now, one.thing, one.free, one.occupancy.as_str(), body)
}
