//! Official warnings and closures, the gravest first, and what it means that there are none.

use std::{cmp::Reverse, sync::Arc};

use domain::live::{Event, EventKind, Feed, Occupancy, Topic};
use leptos::prelude::*;

use super::sheet::{Sheet, Told, evenly};
use crate::{
    pages::{
        live::moment,
        now::{Snapshot, car_parks::car_parks, snapshot::Heard},
    },
    written::{Html, Written},
};

/// How many reports a screen has room for.
const ON_SHEET: usize = 3;
/// How many are shown in all: who waits for his number does not see more.
const SHOWN: usize = 6;

pub(super) fn sheets(now: &Snapshot<'_>) -> Vec<Sheet> {
    let locale = now.locale;
    let mut events = now.events(Topic::Warnings);
    let closures = now.events(Topic::Roadworks).into_iter();
    events.extend(closures.filter(|event| event.kind == EventKind::Closure));
    events.sort_by_key(|event| (event.kind != EventKind::Warning, Reverse(event.severity)));
    let left = events.len().saturating_sub(SHOWN);
    events.truncate(SHOWN);
    let calm = calm(now);
    let parts = evenly(events, ON_SHEET);
    let last = parts.len() - 1;
    let sheet = |(n, part): (usize, Vec<&Arc<Event>>)| {
        let mut told = Told::default();
        let telling = |feed: &&Feed| feed.connector.events().is_some();
        for feed in now.site.portal.feeds().iter().filter(telling) {
            told.add(&feed.id, None);
        }
        let cards: Vec<_> = part.iter().map(|event| card(now, event)).collect();
        let cards = (!cards.is_empty()).then(|| view! { <ul class="wall-events">{cards}</ul> });
        let left = (n == last && left > 0)
            .then(|| view! { <p class="wall-more">{i18n::wall::more(locale, left)}</p> });
        let calm = (n == 0).then(|| {
            calm.iter()
                .map(|line| view! { <p>{line.clone()}</p> })
                .collect_view()
        });
        let class = if part.is_empty() {
            "wall-say"
        } else {
            "wall-more"
        };
        Sheet {
            title: i18n::wall::warnings(locale).to_owned(),
            body: view! { <div class=class>{calm}</div> {cards} {left} }.written(),
            foot: told.foot(now),
        }
    };
    parts.into_iter().enumerate().map(sheet).collect()
}

/// What is not the case, what is not known, and which car parks are full.
fn calm(now: &Snapshot<'_>) -> Vec<String> {
    let locale = now.locale;
    let warned = !now.events(Topic::Warnings).is_empty();
    let warnings = match now.heard(Topic::Warnings) {
        Some(Heard::NotAll) => Some(i18n::now::warnings_unknown(locale).to_owned()),
        Some(Heard::At(at)) if !warned => Some(format!(
            "{} {}: {}",
            i18n::now::no_warnings(locale),
            i18n::now::checked(locale),
            moment(locale, at, &now.at)
        )),
        _ => None,
    };
    let closed = now.events(Topic::Roadworks);
    let closed = closed.iter().any(|event| event.kind == EventKind::Closure);
    let closures = match now.heard(Topic::Roadworks) {
        Some(Heard::NotAll) => {
            let topic = i18n::observed::topic(locale, Topic::Roadworks);
            Some(i18n::now::silent(locale, topic))
        }
        Some(Heard::At(_)) if !closed => Some(i18n::wall::no_closures(locale).to_owned()),
        _ => None,
    };
    let full: Vec<String> = car_parks(now)
        .filter(|one| one.occupancy == Occupancy::Full)
        .map(|one| one.thing.name.clone())
        .collect();
    let full = (!full.is_empty())
        .then(|| format!("{}: {}", i18n::now::full_car_parks(locale), full.join(", ")));
    [warnings, closures, full].into_iter().flatten().collect()
}

fn card(now: &Snapshot<'_>, event: &Event) -> Html {
    let locale = now.locale;
    let (title, language) = event.title.in_locale(locale);
    let level = (event.kind == EventKind::Warning)
        .then(|| i18n::live::severity(locale, event.severity))
        .flatten();
    let until = event
        .valid_to
        .map(|to| i18n::wall::until(locale, &moment(locale, to, &now.at)));
    let line: Vec<&str> = [Some(i18n::live::event_kind(locale, event.kind)), level]
        .into_iter()
        .flatten()
        .chain(event.street.as_deref())
        .chain(until.as_deref())
        .collect();
    let more = event.instruction.as_ref().or(event.description.as_ref());
    let more = more.map(|words| {
        let (words, language) = words.in_locale(locale);
        view! { <p class="wall-words" lang=language.tag()>{words.to_owned()}</p> }
    });
    view! {
        <li class=format!("wall-event {}", event.severity.as_str())>
            <p>{line.join(" · ")}</p>
            <h2 lang=language.tag()>{title.to_owned()}</h2>
            {more}
        </li>
    }
    .written()
}
