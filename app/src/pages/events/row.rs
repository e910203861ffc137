//! A report as a row of a list. The map takes its points and lines from these rows.

use std::fmt::Write;

use domain::{
    Coordinate, Locale,
    live::{Event, EventKind, EventText},
};
use jiff::Zoned;
use leptos::prelude::*;

use super::Listed;
use crate::{
    pages::live::{badge, moment},
    routes::Route,
    written::{Html, Written},
};

/// How rows are shown.
#[derive(Clone, Copy)]
pub(in crate::pages) struct EventRow<'a> {
    pub(in crate::pages) locale: Locale,
    /// In the city's time zone.
    pub(in crate::pages) now: &'a Zoned,
    /// Whether there is a map beside the list.
    pub(in crate::pages) with_map: bool,
}

/// The row of a report.
pub(in crate::pages) fn row(show: EventRow<'_>, listed: &Listed, simulated: bool) -> Html {
    let EventRow { locale, now, .. } = show;
    let event = &*listed.event;
    let at = event.middle().filter(|_| show.with_map);
    let title = text(locale, &event.title);
    let say = format!(
        "{}{}",
        i18n::places::show_on_map(locale),
        event.title.in_locale(locale).0
    );
    let distance = listed
        .distance
        .map(|away| i18n::format::distance(locale, away));
    let close = listed.is_close().then(|| {
        view! { <p class="tags"><span class="close-by">{i18n::events::affected(locale)}</span></p> }
    });
    view! {
        <li
            class=format!("place-row event {}", event.severity.as_str())
            data-id=event.id.to_string() data-category=event.kind.as_str()
            data-lat=at.map(|at| format!("{:.5}", at.lat()))
            data-lng=at.map(|at| format!("{:.5}", at.lon()))
            data-line=at.and_then(|_| line(&event.line))
        >
            <h3><a href=Route::Event(event.id.clone()).href(locale)>{title}</a></h3>
            {close}
            {details(locale, event, simulated, now)}
            {distance.map(|away| view! { <span class="di">{away}</span> })}
            {at.map(|_| view! {
                <button class="show" type="button" aria-label=say>{i18n::places::on_map(locale)}</button>
            })}
        </li>
    }
    .written()
}

/// What is known of a report besides its title: kind, street, direction, time, the source's words.
pub(super) fn details(locale: Locale, event: &Event, simulated: bool, now: &Zoned) -> Html {
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
    view! {
        <p class="muted">{sign(event.kind)} {words.join(" · ")} {simulated.then(|| badge(locale))}</p>
        <p>{validity(locale, event, now)}</p>
        {event.description.as_ref().map(|words| view! { <p>{text(locale, words)}</p> })}
        {event.instruction.as_ref().map(|words| view! {
            <p><b>{i18n::live::what_to_do(locale)} ": "</b> {text(locale, words)}</p>
        })}
        {event.url.clone().map(|url| view! {
            <p><a href=url>{i18n::live::to_the_source(locale)}</a></p>
        })}
    }
    .written()
}

/// "Beginn: 3. November, 8:00 · Ende nicht bekannt".
fn validity(locale: Locale, event: &Event, now: &Zoned) -> String {
    let told = |word, at| format!("{word}: {}", moment(locale, at, now));
    let from = event
        .valid_from
        .map(|at| told(i18n::live::begins(locale), at));
    let to = match event.valid_to {
        Some(at) => told(i18n::live::ends(locale), at),
        None => i18n::live::end_unknown(locale).to_owned(),
    };
    let parts: Vec<String> = from.into_iter().chain([to]).collect();
    parts.join(" · ")
}

/// The sign of a kind, in the shape it has on the map. The word stands beside it.
pub(super) fn sign(kind: EventKind) -> Html {
    let shape = match kind {
        EventKind::Roadwork => "M12 3 22 21H2Z",
        EventKind::Closure => "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20ZM6 10h12v4H6Z",
        EventKind::Traffic => "M12 1 23 12 12 23 1 12Z",
        EventKind::Warning => "M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12Z",
    };
    let class = format!("sign {}", kind.as_str());
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d=shape/></svg>
    }
    .written()
}

/// `49.41,8.69 49.42,8.7`: the corners of a line. A single position has none.
pub(super) fn line(corners: &[Coordinate]) -> Option<String> {
    (corners.len() > 1).then(|| {
        let mut written = String::new();
        for (number, corner) in corners.iter().enumerate() {
            let space = if number > 0 { " " } else { "" };
            // A text in memory takes everything.
            let _ = write!(written, "{space}{:.5},{:.5}", corner.lat(), corner.lon());
        }
        written
    })
}

/// A text of the source, marked with its language where that is not the page's.
pub(super) fn text(locale: Locale, text: &EventText) -> Html {
    let (words, language) = text.in_locale(locale);
    let lang = (language != locale).then(|| language.tag());
    view! { <span lang=lang>{words.to_owned()}</span> }.written()
}
