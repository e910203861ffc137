//! Car parks: is there room, and how much.

use domain::{
    Area, Locale, Metres, PlaceQuery,
    live::{Occupancy, Property, Thing, Topic},
};
use leptos::prelude::*;
use portal::live::Reading;

use super::{Nearby, Snapshot, gauge::gauge};
use crate::{
    components::{fold, in_german},
    isle::mount,
    isles::QueryFormIsle,
    pages::{
        live::grouped,
        near_field::{near_field, near_order},
    },
    routes::{Route, in_path, places_href},
    written::{Html, Written},
};

/// The category of bays for disabled people, where a city has it.
const DISABLED_BAYS: &str = "disabled_parking";

/// So many stand open; the others are folded.
const OPEN: usize = 6;

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

/// Car parks in the city, or those at stops: how full they are in one line, the nearest to a given
/// address or to the middle of the city, and the others folded.
pub(super) fn section(now: &Snapshot<'_>, nearby: &Nearby, park_and_ride: bool) -> Option<Html> {
    let locale = now.locale;
    let all = of_kind(now, park_and_ride);
    if all.is_empty() {
        return None;
    }
    let counted = counted(locale, all.iter());
    let middle = now.site.city().centre;
    // What nobody knows the place of comes last.
    let far = |one: &CarPark<'_>| match nearby.near.position() {
        None => one.thing.position.map(|at| middle.distance_to(at)),
        Some(_) => nearby.distance_to(one.thing),
    };
    let far = |one: &CarPark<'_>| far(one).map_or(f64::INFINITY, |Metres(metres)| metres);
    let mut by_distance: Vec<&CarPark<'_>> = all.iter().collect();
    by_distance.sort_by(|a, b| far(a).total_cmp(&far(b)));
    let (open, folded) = by_distance.split_at(by_distance.len().min(OPEN));
    let cards = |some: &[&CarPark<'_>]| {
        let cards = some
            .iter()
            .map(|one| card(now, one, nearby.distance_to(one.thing)));
        view! { <ul class="gauges">{cards.collect_view()}</ul> }
    };
    let kind = kind(locale, park_and_ride);
    let folds = if nearby.is_known() || park_and_ride {
        let summary = format!(
            "{}: {}",
            i18n::now::further(locale, folded.len()),
            self::counted(locale, folded.iter().copied())
        );
        let name = format!("further-{park_and_ride}");
        let further = || fold(name, summary, cards(folded));
        (!folded.is_empty()).then(further).into_iter().collect()
    } else {
        // In the order of their names, which is that of the board.
        let rest = all
            .iter()
            .filter(|one| !open.iter().any(|open| open.thing.id == one.thing.id));
        let groups = grouped(now.site, locale, rest, |one| one.thing).into_iter();
        let folds = groups.map(|group| {
            let counted = self::counted(locale, group.members.iter().copied());
            let summary = format!("{}: {counted}", group.name);
            fold(group.key, summary, cards(&group.members))
        });
        folds.collect::<Vec<_>>()
    };
    let order = (!nearby.is_known())
        .then(|| view! { <p class="muted">{i18n::now::from_the_middle(locale)}</p> });
    Some(
        view! {
            <h2>{kind}</h2>
            <p class="counted">{counted}</p>
            {(!park_and_ride).then(|| disabled_bays(now, nearby))}
            {near_order(locale, &nearby.near)}
            {order}
            {cards(open)}
            {folds}
        }
        .written(),
    )
}

/// How full the car parks are, in one line for each kind.
pub(super) fn in_words(now: &Snapshot<'_>) -> Option<Html> {
    let lines = [false, true].map(|park_and_ride| {
        let all = of_kind(now, park_and_ride);
        let counted = (!all.is_empty()).then(|| counted(now.locale, all.iter()))?;
        let kind = kind(now.locale, park_and_ride);
        Some(view! { <p class="counted">{kind} ": " {counted}</p> }.written())
    });
    let lines: Vec<_> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| view! { {lines} }.written())
}

fn of_kind<'a>(now: &'a Snapshot<'_>, park_and_ride: bool) -> Vec<CarPark<'a>> {
    let at_stops = |one: &CarPark<'_>| one.thing.facts.park_and_ride == Some(true);
    let all = car_parks(now).filter(|one| at_stops(one) == park_and_ride);
    all.collect()
}

fn kind(locale: Locale, park_and_ride: bool) -> &'static str {
    if park_and_ride {
        i18n::now::park_and_ride(locale)
    } else {
        i18n::now::car_parks(locale)
    }
}

/// "17 von 23 frei, 1 fast voll".
fn counted<'a>(locale: Locale, all: impl Iterator<Item = &'a CarPark<'a>> + Clone) -> String {
    let counts = Occupancy::ALL.map(|state| {
        let number = all.clone().filter(|one| one.occupancy == state).count();
        (state, number)
    });
    i18n::now::occupancies(locale, &counts)
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
    // Classes: free nearly_full full closed not_reliable out_of_date no_data.
    gauge(now, one.thing, one.free, one.occupancy.as_str(), body)
}
