//! Roadworks, closures and warnings as a list.

use std::sync::Arc;

use domain::{
    Locale,
    live::{Event, EventKind, EventText, Topic},
};
use jiff::Zoned;
use leptos::prelude::*;

use super::{reading_row::moment, simulation};
use crate::{
    site::Site,
    written::{Html, Written},
};

/// The events of a topic that hold now or will hold, and whether one of them is simulated.
pub(in crate::pages) fn list(site: &Site, locale: Locale, topic: Topic) -> (Html, bool) {
    let Some(live) = site.portal.live() else {
        let words = i18n::live::nothing_read(locale);
        return (view! { <p>{words}</p> }.written(), false);
    };
    let (board, now) = (live.board(), site.portal.now());
    let made_up = simulation::simulated(site);
    let mut events: Vec<&Arc<Event>> = board
        .events_of(topic)
        .filter(|event| site.portal.feed(&event.feed).is_some())
        .filter(|event| event.valid_to.is_none_or(|to| now.timestamp() < to))
        .collect();
    events.sort_by_key(|event| (std::cmp::Reverse(event.severity), event.valid_from));
    let simulated = events.iter().any(|event| made_up.contains(&event.feed));
    if events.is_empty() {
        return (
            view! { <p>{i18n::live::no_events(locale)}</p> }.written(),
            false,
        );
    }
    let items = events.into_iter().map(|event| {
        let simulated = made_up.contains(&event.feed);
        view! { <li>{card(locale, event, simulated, &now)}</li> }
    });
    let list = view! { <ul class="events">{items.collect_view()}</ul> };
    (list.written(), simulated)
}

/// The warnings that hold now; nothing when there are none.
pub(super) fn warnings(site: &Site, locale: Locale) -> Option<Html> {
    let live = site.portal.live()?;
    let (board, now) = (live.board(), site.portal.now());
    let made_up = simulation::simulated(site);
    let holding = board
        .events_of(Topic::Warnings)
        .filter(|event| event.holds_at(now.timestamp()) && site.portal.feed(&event.feed).is_some());
    let cards: Vec<_> = holding
        .map(|event| card(locale, event, made_up.contains(&event.feed), &now))
        .collect();
    let shown = !cards.is_empty();
    shown.then(|| {
        view! {
            <section>
                <h2>{i18n::live::topic(locale, Topic::Warnings)}</h2>
                <ul class="events">{cards.into_iter().map(|card| view! { <li>{card}</li> }).collect_view()}</ul>
            </section>
        }
        .written()
    })
}

fn card(locale: Locale, event: &Event, simulated: bool, now: &Zoned) -> Html {
    let kind = i18n::live::event_kind(locale, event.kind);
    // The levels are those of the weather service: roadworks have none.
    let level = (event.kind == EventKind::Warning)
        .then(|| i18n::live::severity(locale, event.severity))
        .flatten();
    let words: Vec<&str> = std::iter::once(kind)
        .chain(level)
        .chain(event.street.as_deref())
        .chain(event.direction.as_deref())
        .collect();
    let from = event.valid_from.map(|from| {
        format!(
            "{}: {}",
            i18n::live::begins(locale),
            moment(locale, from, now)
        )
    });
    let to = match event.valid_to {
        Some(to) => format!("{}: {}", i18n::live::ends(locale), moment(locale, to, now)),
        None => i18n::live::end_unknown(locale).to_owned(),
    };
    let time: Vec<String> = from.into_iter().chain([to]).collect();
    view! {
        <article class=format!("event {}", event.severity.as_str())>
            <h3>{text(locale, &event.title)}</h3>
            <p class="muted">{words.join(" · ")} {simulated.then(|| simulation::badge(locale))}</p>
            <p>{time.join(" · ")}</p>
            {event.description.as_ref().map(|words| view! { <p>{text(locale, words)}</p> })}
            {event.instruction.as_ref().map(|words| view! {
                <p><b>{i18n::live::what_to_do(locale)} ": "</b> {text(locale, words)}</p>
            })}
            {event.url.clone().map(|url| view! {
                <p><a href=url>{i18n::live::to_the_source(locale)}</a></p>
            })}
        </article>
    }
    .written()
}

/// A text of the source, marked with its language where that is not the page's.
fn text(locale: Locale, text: &EventText) -> Html {
    let (words, language) = text.in_locale(locale);
    let lang = (language != locale).then(|| language.tag());
    view! { <span lang=lang>{words.to_owned()}</span> }.written()
}
