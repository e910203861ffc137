//! Shared vehicles by district: bicycles, scooters and cars apart.

use std::collections::BTreeMap;

use domain::{
    DistrictId,
    live::{Property, Topic, VehicleClass},
};
use leptos::prelude::*;
use portal::live::Reading;

use super::{
    Snapshot,
    snapshot::{as_of, shown},
};
use crate::{
    components::fold,
    routes::Route,
    written::{Html, Written},
};

/// Of vehicles whose kind is one of these; all others are told together.
const KINDS: [VehicleClass; 4] = [
    VehicleClass::Bicycle,
    VehicleClass::Scooter,
    VehicleClass::Car,
    VehicleClass::Other,
];

/// How many of each kind can be taken; unknown as soon as a part of them is.
type Counts = [Option<f64>; KINDS.len()];

const NONE: Counts = [Some(0.0); KINDS.len()];

/// How many can be taken in the city, with a table by district; `None` where nobody tells.
pub(super) fn section(now: &Snapshot<'_>) -> Option<Html> {
    now.things(Topic::Sharing).next()?;
    let locale = now.locale;
    let by_district = by_district(now);
    let city = by_district.values().copied().fold(NONE, plus);
    let shown: Vec<usize> = (0..KINDS.len())
        .filter(|kind| city[*kind] != Some(0.0))
        .collect();
    let name = |kind: &usize| i18n::now::shared(locale, KINDS[*kind]);
    let number = |count: Option<f64>| match count {
        Some(count) => i18n::format::number(locale, count, 0),
        None => i18n::live::no_value(locale).to_owned(),
    };
    let told: Vec<String> = shown
        .iter()
        .map(|kind| format!("{}: {}", name(kind), number(city[*kind])))
        .collect();
    let rows = rows(now, &by_district)
        .into_iter()
        .map(|(district, counts)| {
            let cells = shown
                .iter()
                .map(|kind| view! { <td class="num">{number(counts[*kind])}</td> });
            view! { <tr><th scope="row">{district}</th>{cells.collect_view()}</tr> }
        });
    let heads = shown
        .iter()
        .map(|kind| view! { <th scope="col">{name(kind)}</th> });
    let table = view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="shared-by-district">
            <table class="kern-table shared">
                <caption id="shared-by-district">{i18n::now::shared_note(locale)}</caption>
                <thead>
                    <tr><th scope="col">{i18n::now::district(locale)}</th>{heads.collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    let href = Route::Live(Some(Topic::Sharing)).href(locale);
    Some(
        view! {
            <h2>{i18n::observed::topic(locale, Topic::Sharing)}</h2>
            <p>{told.join(" · ")}</p>
            {as_of(now, Topic::Sharing, Property::VehiclesAvailable)}
            {fold("shared".to_owned(), i18n::now::by_district(locale).to_owned(), table.written())}
            <p class="topics"><a href=href>{i18n::now::shared_stations(locale)}</a></p>
        }
        .written(),
    )
}

/// The districts by name, and last what lies in none.
fn rows(
    now: &Snapshot<'_>,
    counts: &BTreeMap<Option<DistrictId>, Counts>,
) -> Vec<(String, Counts)> {
    let named = |(id, counts): (&Option<DistrictId>, &Counts)| {
        let district = id.as_ref().and_then(|id| now.site.city().district(id));
        (district.map(|district| district.name.clone()), *counts)
    };
    let mut rows: Vec<_> = counts.iter().map(named).collect();
    rows.sort_by(|a, b| (a.0.is_none(), &a.0).cmp(&(b.0.is_none(), &b.0)));
    let others = || i18n::now::others(now.locale).to_owned();
    rows.into_iter()
        .map(|(name, counts)| (name.unwrap_or_else(others), counts))
        .collect()
}

fn by_district(now: &Snapshot<'_>) -> BTreeMap<Option<DistrictId>, Counts> {
    let mut all = BTreeMap::new();
    for thing in now.things(Topic::Sharing) {
        let readings = now.board.readings(&thing.id);
        let readings = readings.filter(|one| one.stream.property == Property::VehiclesAvailable);
        let known = of_thing(now, readings);
        let sum = all.entry(thing.district.clone()).or_insert(NONE);
        *sum = plus(*sum, known);
    }
    all
}

/// What a station or a district tells: by kind, and in all, which may be more.
fn of_thing<'r>(now: &Snapshot<'_>, readings: impl Iterator<Item = Reading<'r>>) -> Counts {
    let mut counts = NONE;
    let mut in_all = None;
    for reading in readings {
        let value = shown(now, &reading);
        match reading.stream.class {
            None => in_all = Some(value),
            Some(class) => {
                let kind = KINDS.iter().position(|kind| *kind == class);
                let kind = kind.unwrap_or(KINDS.len() - 1);
                counts[kind] = counts[kind].zip(value).map(|(a, b)| a + b);
            }
        }
    }
    if let Some(in_all) = in_all {
        let named = counts
            .into_iter()
            .try_fold(0.0, |sum, count| Some(sum + count?));
        let rest = in_all
            .zip(named)
            .map(|(in_all, named)| (in_all - named).max(0.0));
        let last = KINDS.len() - 1;
        counts[last] = counts[last].zip(rest).map(|(a, b)| a + b);
    }
    counts
}

fn plus(a: Counts, b: Counts) -> Counts {
    std::array::from_fn(|kind| a[kind].zip(b[kind]).map(|(a, b)| a + b))
}
