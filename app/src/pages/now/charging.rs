//! Charging points: how many are free, and where the nearest are.

use domain::{
    Metres,
    live::{Property, Thing, Topic},
};
use leptos::prelude::*;
use portal::live::Reading;

use super::{
    Nearby, Snapshot,
    gauge::gauge,
    snapshot::{as_of, reading, shown},
};
use crate::{
    routes::Route,
    written::{Html, Written},
};

/// So many of the nearest are shown.
const NEAREST: usize = 4;

/// The points of one site, each `None` where nobody tells or told too long ago.
struct Site<'a> {
    thing: &'a Thing,
    reading: Reading<'a>,
    free: Option<f64>,
    occupied: Option<f64>,
    broken: Option<f64>,
}

impl Site<'_> {
    /// Points that are in order or not, as far as somebody tells.
    fn told(&self) -> Option<f64> {
        Some(self.free? + self.occupied? + self.broken?)
    }
}

/// How many are free in the city, and the nearest ones to an address; `None` where nobody tells.
pub(super) fn section(now: &Snapshot<'_>, nearby: &Nearby) -> Option<Html> {
    let locale = now.locale;
    let words = in_words(now)?;
    let mut all: Vec<(Metres, Site<'_>)> = sites(now)
        .filter_map(|site| Some((nearby.distance_to(site.thing)?, site)))
        .collect();
    all.sort_by(|(a, _), (b, _)| a.0.total_cmp(&b.0));
    let nearest = all.iter().take(NEAREST);
    let cards: Vec<_> = nearest
        .map(|(distance, site)| card(now, site, *distance))
        .collect();
    let href = Route::Live(Some(Topic::Charging)).href(locale);
    Some(
        view! {
            <h2>{i18n::observed::topic(locale, Topic::Charging)}</h2>
            {words}
            {(!cards.is_empty()).then(|| view! { <ul class="gauges">{cards}</ul> })}
            <p class="topics"><a href=href>{i18n::now::charging_sites(locale)}</a></p>
        }
        .written(),
    )
}

/// How many points are free, of how many that are heard of.
pub(super) fn in_words(now: &Snapshot<'_>) -> Option<Html> {
    let locale = now.locale;
    let all: Vec<_> = sites(now).collect();
    if all.is_empty() {
        return None;
    }
    let told = all.iter().filter_map(|site| {
        let (free, broken) = (site.free?, site.broken?);
        Some((free, site.told()?, broken))
    });
    let (sites, sums) = told.fold((0, [0.0; 3]), |(sites, sums), one| {
        (
            sites + 1,
            [sums[0] + one.0, sums[1] + one.1, sums[2] + one.2],
        )
    });
    let counted = (sites > 0).then(|| {
        let [free, all, broken] = sums.map(|sum| i18n::format::number(locale, sum, 0));
        let broken = (sums[2] > 0.0).then_some(broken);
        i18n::now::points(locale, &free, &all, broken.as_deref())
    });
    let silent = all.len() - sites;
    let silent = (silent > 0).then(|| i18n::now::silent_sites(locale, silent));
    let words: Vec<String> = counted.into_iter().chain(silent).collect();
    Some(
        view! {
            <p class="counted">{words.join(". ")}</p>
            {as_of(now, Topic::Charging, Property::FreePoints)}
        }
        .written(),
    )
}

fn sites<'a>(now: &'a Snapshot<'_>) -> impl Iterator<Item = Site<'a>> {
    now.things(Topic::Charging).filter_map(|thing| {
        let known = |property| shown(now, &reading(now, thing, property)?);
        Some(Site {
            thing,
            reading: reading(now, thing, Property::FreePoints)?,
            free: known(Property::FreePoints),
            occupied: known(Property::OccupiedPoints),
            broken: known(Property::BrokenPoints),
        })
    })
}

fn card(now: &Snapshot<'_>, site: &Site<'_>, distance: Metres) -> Html {
    let locale = now.locale;
    let facts = &site.thing.facts;
    let (state, words) = match site.free {
        None => ("no_data", i18n::now::no_points_known(locale)),
        Some(free) if free > 0.0 => ("free", i18n::now::points_free(locale)),
        Some(_) => ("full", i18n::now::no_points_free(locale)),
    };
    let number = site.free.zip(site.told()).map(|(free, told)| {
        let [free, told] = [free, told].map(|count| i18n::format::number(locale, count, 0));
        view! { <p><b data-value="">{free}</b> " " {i18n::now::of_points(locale, &told)}</p> }
    });
    let plugs = facts
        .plugs
        .iter()
        .map(|plug| i18n::observed::plug(locale, plug).to_owned());
    let power = facts
        .power_kw
        .map(|power| i18n::now::up_to_power(locale, power));
    let kinds: Vec<String> = plugs.chain(power).collect();
    let far = i18n::now::far(locale, &i18n::format::distance(locale, distance));
    let body = view! {
        <p class="state">{words}</p>
        {number}
        <p>{far}</p>
        {(!kinds.is_empty()).then(|| view! { <p class="stand">{kinds.join(" · ")}</p> })}
    };
    gauge(now, site.thing, site.reading, state, body)
}
