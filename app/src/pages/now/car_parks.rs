//! Car parks: is there room, and how much.

use domain::{
    Area, Metres, PlaceQuery,
    live::{Occupancy, Property, Thing, Topic},
};
use leptos::prelude::*;
use portal::live::Reading;

use super::{Nearby, Snapshot, gauge::gauge};
use crate::{
    components::in_german,
    isle::mount,
    isles::QueryFormIsle,
    pages::near_field::{near_field, near_order},
    routes::{Route, in_path, places_href},
    written::{Html, Written},
};

/// The category of bays for disabled people, where a city has it.
const DISABLED_BAYS: &str = "disabled_parking";

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

/// The field for an address from which car parks are sorted; `None` where there is none.
pub(super) fn near_form(now: &Snapshot<'_>, nearby: &Nearby) -> Option<Html> {
    car_parks(now).next()?;
    let locale = now.locale;
    let path = Route::Area(Area::Mobility).href(locale);
    let field = near_field(locale, nearby.typed.as_deref(), &nearby.near, |near| {
        format!("{path}?nahe={}", in_path(&near))
    });
    Some(
        view! {
            <form
                class="filter" action=path.clone() method="get" role="search"
                aria-label=i18n::now::car_parks_near(locale) data-query=""
            >
                {field}
            </form>
            {mount(QueryFormIsle {})}
        }
        .written(),
    )
}

/// Car parks in the city, or those at stops: the nearest first where an address was given.
pub(super) fn section(now: &Snapshot<'_>, nearby: &Nearby, park_and_ride: bool) -> Option<Html> {
    let at_stops = |one: &CarPark<'_>| one.thing.facts.park_and_ride == Some(true);
    let mut sorted: Vec<(Option<Metres>, CarPark<'_>)> = car_parks(now)
        .filter(|one| at_stops(one) == park_and_ride)
        .map(|one| (nearby.distance_to(one.thing), one))
        .collect();
    // What nobody knows the place of comes last; without an address the order stays.
    let metres = |distance: Option<Metres>| distance.map_or(f64::INFINITY, |Metres(metres)| metres);
    sorted.sort_by(|(a, _), (b, _)| metres(*a).total_cmp(&metres(*b)));
    let cards = sorted
        .iter()
        .map(|(distance, one)| card(now, one, *distance));
    let cards: Vec<_> = cards.collect();
    let heading = if park_and_ride {
        i18n::now::park_and_ride(now.locale)
    } else {
        i18n::now::car_parks(now.locale)
    };
    let shown = !cards.is_empty();
    shown.then(|| {
        view! {
            <h2>{heading}</h2>
            {near_order(now.locale, &nearby.near)}
            {(!park_and_ride).then(|| disabled_bays(now, nearby))}
            <ul class="gauges">{cards}</ul>
        }
        .written()
    })
}

/// The way to the bays for disabled people, sorted by the same address.
fn disabled_bays(now: &Snapshot<'_>, nearby: &Nearby) -> Option<Html> {
    let categories = &now.site.city().categories;
    let bays = categories
        .iter()
        .find(|one| one.id.as_str() == DISABLED_BAYS)?;
    let query = PlaceQuery {
        category: Some(bays.slug.clone()),
        near: nearby.typed.clone(),
        ..PlaceQuery::default()
    };
    let href = places_href(now.locale, &query);
    let name = bays.name.get(now.locale).to_owned();
    Some(view! { <p class="topics"><a href=href>{name}</a></p> }.written())
}

fn card(now: &Snapshot<'_>, one: &CarPark<'_>, distance: Option<Metres>) -> Html {
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
    // Words of the source, such as "1 h: 2,30 €".
    let told = |label: &'static str, words: &Option<String>| {
        let words = in_german(locale, words.as_ref()?);
        Some(view! { <p class="stand">{label} ": " {words}</p> })
    };
    let distance = distance.map(|metres| {
        view! { <p>{i18n::now::far(locale, &i18n::format::distance(locale, metres))}</p> }
    });
    let body = view! {
        <p class="state">{i18n::now::occupancy(locale, one.occupancy)}</p>
        {number}
        {distance}
        {told(i18n::charts::opening_hours(locale), &facts.opening_hours)}
        {told(i18n::charts::fee(locale), &facts.fee)}
        {height}
    };
    gauge(now, one.thing, one.free, one.occupancy.as_str(), body)
}
