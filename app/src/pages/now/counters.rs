//! Counters of vehicles and bicycles: what passed in the last full hour, against what is usual.

use domain::live::{Compared, Property, Thing, Topic};
use leptos::prelude::*;
use portal::live::{Measured, Usual};

use super::{Snapshot, usual_bar::usual_bar, years::years};
use crate::{
    components::fold,
    pages::live::{badge, moment},
    routes::Route,
    written::{Html, Written},
};

/// So many stand open.
const OPEN: usize = 6;

/// What one counter counted in the last full hour.
pub(super) struct Counter<'a> {
    pub(super) thing: &'a Thing,
    property: Property,
    pub(super) last: Measured,
    /// What is usual in that hour; `None` where it is not known yet.
    usual: Option<(Usual, Compared)>,
}

impl Counter<'_> {
    /// How it stands against what is usual, where that is known.
    pub(super) fn compared(&self) -> Option<Compared> {
        self.usual.map(|(_, compared)| compared)
    }

    /// What is most unusual comes first, more before less, and what cannot be compared last.
    fn place(&self) -> (bool, u8, bool) {
        match self.compared() {
            None => (true, 0, false),
            Some(compared) => {
                let is_less = compared < Compared::AsUsual;
                (false, u8::MAX - compared.distance(), is_less)
            }
        }
    }
}

/// What the counters of a topic count.
fn properties(topic: Topic) -> &'static [Property] {
    match topic {
        Topic::Traffic => &[Property::VehicleCount, Property::PedestrianCount],
        Topic::Bicycles => &[Property::BicycleCount],
        _ => &[],
    }
}

/// The counters of a topic with a complete hour, the most unusual first.
pub(super) fn counters<'a>(now: &'a Snapshot<'_>, topic: Topic) -> Vec<Counter<'a>> {
    let known = now.things(topic).flat_map(|thing| {
        properties(topic).iter().filter_map(|property| {
            let known = now.past.of(&thing.id, *property)?;
            let compared = known.compared();
            Some(Counter {
                thing,
                property: *property,
                last: known.last?,
                usual: compared.map(|(_, usual, compared)| (usual, compared)),
            })
        })
    });
    let mut known: Vec<_> = known.collect();
    known.sort_by_key(Counter::place);
    known
}

/// The most unusual counters of a topic, with the others folded or, where another page has them, the
/// way to it; `None` where the topic has none.
pub(super) fn section(now: &Snapshot<'_>, topic: Topic, has_all: bool) -> Option<Html> {
    let locale = now.locale;
    now.things(topic)
        .next()
        .filter(|_| !properties(topic).is_empty())?;
    let counters = counters(now, topic);
    let note = if counters.is_empty() {
        i18n::usual::nobody(locale)
    } else if counters.iter().all(|one| one.usual.is_none()) {
        i18n::usual::not_known_yet(locale)
    } else {
        i18n::usual::how(locale)
    };
    let cards = |some: &[Counter<'_>]| {
        let cards = some.iter().map(|one| card(now, one));
        view! { <ul class="gauges">{cards.collect_view()}</ul> }
    };
    let (open, others) = counters.split_at(counters.len().min(OPEN));
    let others = (!others.is_empty()).then(|| {
        if has_all {
            let summary = i18n::now::further(locale, others.len());
            return fold("counters".to_owned(), summary, cards(others));
        }
        let href = Route::Live(Some(topic)).href(locale);
        let words = i18n::usual::all_counters(locale, counters.len());
        view! { <p class="topics"><a href=href>{words}</a></p> }.written()
    });
    Some(
        view! {
            <h2>{i18n::usual::heading(locale, topic)}</h2>
            <p class="muted">{note}</p>
            {cards(open)}
            {others}
            {has_all.then(|| years(now, topic, properties(topic)))}
        }
        .written(),
    )
}

fn card(now: &Snapshot<'_>, one: &Counter<'_>) -> Html {
    let locale = now.locale;
    let whole = |value| i18n::format::number(locale, value, 0);
    // Classes: much_less less as_usual more much_more.
    let state = one.compared().map_or("", Compared::as_str);
    let usual = one.usual.map(|(usual, compared)| {
        let words = i18n::usual::usually(
            locale,
            &whole(usual.median),
            &whole(usual.low),
            &whole(usual.high),
        );
        view! {
            <p class="state">{i18n::usual::compared(locale, compared)}</p>
            {usual_bar(one.last.value, &usual)}
            <p>{words}</p>
        }
    });
    let time = |instant| moment(locale, instant, &now.at);
    let counted = i18n::usual::counted_between(locale, &time(one.last.start), &time(one.last.end));
    view! {
        <li class=format!("gauge counter {state}")>
            <h3><a href=Route::Thing(one.thing.id.clone()).href(locale)>{one.thing.name.clone()}</a></h3>
            <p><b>{whole(one.last.value)}</b> " " {i18n::usual::counted(locale, one.property)}</p>
            {usual}
            <p class="stand">
                {counted} {now.is_simulated(&one.thing.feed).then(|| badge(locale))}
            </p>
        </li>
    }
    .written()
}

/// More traffic than usual in one line; `None` where there is none.
pub(super) fn above_usual(now: &Snapshot<'_>) -> Option<(jiff::Timestamp, Html)> {
    let locale = now.locale;
    let counters = counters(now, Topic::Traffic);
    let above = counters.iter().filter_map(|one| {
        let compared = one.compared().filter(|one| *one > Compared::AsUsual)?;
        Some((one, compared))
    });
    let above: Vec<_> = above.collect();
    let newest = above.iter().map(|(one, _)| one.last.end).max()?;
    let simulated = above
        .iter()
        .any(|(one, _)| now.is_simulated(&one.thing.feed));
    let names = above.iter().map(|(one, compared)| match compared {
        Compared::MuchMore => {
            let much = i18n::usual::compared(locale, *compared);
            format!("{} ({much})", one.thing.name)
        }
        _ => one.thing.name.clone(),
    });
    let names: Vec<String> = names.collect();
    let href = Route::Live(Some(Topic::Traffic)).href(locale);
    let note = view! {
        <b>{i18n::usual::more_traffic(locale)} ":"</b> " " <a href=href>{names.join(", ")}</a> " "
        <small class="muted">{moment(locale, newest, &now.at)}</small>
        {simulated.then(|| badge(locale))}
    };
    Some((newest, note.written()))
}

/// The traffic of the city in one line; `None` where nothing can be compared.
pub(super) fn headline(now: &Snapshot<'_>) -> Option<String> {
    let locale = now.locale;
    let counters = counters(now, Topic::Traffic);
    let known: Vec<Compared> = counters.iter().filter_map(Counter::compared).collect();
    if known.is_empty() {
        return None;
    }
    let whole = |number| i18n::format::integer(locale, number);
    let all = whole(known.len());
    let above = known.iter().filter(|one| **one > Compared::AsUsual).count();
    let below = known.iter().filter(|one| **one < Compared::AsUsual).count();
    Some(match (above, below) {
        (0, 0) => i18n::usual::everywhere_as_usual(locale, &all),
        (0, below) => i18n::usual::at_some(locale, &whole(below), &all, Compared::Less),
        (above, _) => i18n::usual::at_some(locale, &whole(above), &all, Compared::More),
    })
}
