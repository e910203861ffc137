//! Free spaces, as large as the signs at the edge of the road.

use domain::live::Occupancy;
use leptos::prelude::*;

use super::sheet::{Sheet, Told, evenly};
use crate::{
    pages::now::{
        Snapshot,
        car_parks::{CarPark, car_parks},
    },
    written::{Html, Written},
};

/// How many car parks a screen has room for.
const ON_SHEET: usize = 15;

pub(super) fn sheets(now: &Snapshot<'_>) -> Vec<Sheet> {
    let locale = now.locale;
    let in_city = car_parks(now).filter(|one| one.thing.facts.park_and_ride != Some(true));
    let sheet = |part: Vec<CarPark<'_>>| {
        let mut told = Told::default();
        for one in &part {
            let shown = one.free.latest.filter(|_| one.spaces().is_some());
            told.add(&one.thing.feed, shown.map(|latest| latest.observation.end));
        }
        let body = if part.is_empty() {
            view! { <p class="wall-say">{i18n::live::nothing_here(locale)}</p> }.written()
        } else {
            let cards: Vec<_> = part.iter().map(|one| card(now, one)).collect();
            view! { <ul class="wall-parks">{cards}</ul> }.written()
        };
        Sheet {
            title: i18n::wall::car_parks(locale).to_owned(),
            body,
            foot: told.foot(now),
        }
    };
    evenly(in_city.collect(), ON_SHEET)
        .into_iter()
        .map(sheet)
        .collect()
}

fn card(now: &Snapshot<'_>, one: &CarPark<'_>) -> Html {
    let locale = now.locale;
    let free = one.spaces();
    let number = free.map(|free| i18n::format::number(locale, free, 0));
    // "free" and "0 full" say the same as the number; every other state has to be a word.
    let word = match one.occupancy {
        Occupancy::Free => i18n::now::spaces_free(locale),
        other => i18n::now::occupancy(locale, other),
    };
    view! {
        <li class=format!("gauge {}", one.occupancy.as_str())>
            <h2>{one.thing.name.clone()}</h2>
            <p><b>{number}</b> " " <span class="state">{word}</span></p>
        </li>
    }
    .written()
}
