//! What is unusual on the streets: warnings, closures, full car parks, more traffic than usual.

use domain::live::{Event, EventKind, Occupancy, Topic};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{Snapshot, car_parks::car_parks, counters::above_usual, snapshot::Heard};
use crate::{
    pages::live::{badge, moment},
    routes::Route,
    written::{Html, Written},
};

/// The newest first, or that there is nothing.
pub(super) fn section(now: &Snapshot<'_>) -> Html {
    let locale = now.locale;
    let warnings = now.events(Topic::Warnings).into_iter();
    let closures = now.events(Topic::Roadworks).into_iter();
    let events = warnings.chain(closures.filter(|event| event.kind == EventKind::Closure));
    let mut notes: Vec<(Option<Timestamp>, Html)> = events
        .map(|event| (event.valid_from, note_of(now, event)))
        .chain(full(now))
        .chain(above_usual(now).map(|(since, note)| (Some(since), note)))
        .collect();
    notes.sort_by_key(|(since, _)| std::cmp::Reverse(*since));
    let nothing = notes
        .is_empty()
        .then(|| view! { <p>{i18n::now::nothing_unusual(locale)}</p> });
    let notes = notes.into_iter().map(|(_, note)| view! { <li>{note}</li> });
    view! {
        <h2>{i18n::now::unusual(locale)}</h2>
        {nothing}
        <ul class="notes">{notes.collect_view()}</ul>
        {heard(now)}
    }
    .written()
}

fn note_of(now: &Snapshot<'_>, event: &Event) -> Html {
    let locale = now.locale;
    let (words, language) = event.title.in_locale(locale);
    let lang = (language != locale).then(|| language.tag());
    let since = event
        .valid_from
        .map(|from| i18n::live::since(locale, &moment(locale, from, &now.at)));
    let href = Route::Live(Some(event.kind.topic())).href(locale);
    view! {
        <b>{i18n::live::event_kind(locale, event.kind)} ":"</b> " "
        <a href=href lang=lang>{words.to_owned()}</a> " "
        <small class="muted">{since}</small>
        {now.is_simulated(&event.feed).then(|| badge(locale))}
    }
    .written()
}

/// All full car parks as one note.
fn full(now: &Snapshot<'_>) -> Option<(Option<Timestamp>, Html)> {
    let full: Vec<_> = car_parks(now)
        .filter(|one| one.occupancy == Occupancy::Full)
        .collect();
    let newest = full.iter().filter_map(|one| one.free.latest);
    let newest = newest.map(|latest| latest.observation.end).max()?;
    let names: Vec<&str> = full.iter().map(|one| one.thing.name.as_str()).collect();
    let simulated = full.iter().any(|one| now.is_simulated(&one.thing.feed));
    let note = view! {
        <b>{i18n::now::full_car_parks(now.locale)} ":"</b> " " {names.join(", ")}
        {simulated.then(|| badge(now.locale))}
    };
    Some((Some(newest), note.written()))
}

/// Who has not been heard is said: no news is no good news then.
fn heard(now: &Snapshot<'_>) -> impl IntoView + use<> {
    let locale = now.locale;
    let topics = [Topic::Warnings, Topic::Roadworks];
    let silent = topics.map(|topic| {
        matches!(now.heard(topic), Some(Heard::NotAll))
            .then(|| i18n::now::silent(locale, i18n::observed::topic(locale, topic)))
    });
    let silent = silent.into_iter().flatten();
    silent
        .map(|words| view! { <p class="silent">{words}</p> })
        .collect_view()
}
