//! The next departures of one place: a part that the server draws anew every half a minute.

use domain::{Locale, timetable::Station};
use jiff::{SignedDuration, Zoned};
use leptos::prelude::*;
use portal::timetable::{TimetableDirectory, Validity};

use super::{known::known, line_name::line_name, pause::pause, row::row};
use crate::{
    site::Site,
    written::{Html, Written},
};

/// How far ahead departures are looked for.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// The departures of stations with everything a citizen has to know about them; at most `limit`.
pub(in crate::pages) fn board(
    site: &Site,
    locale: Locale,
    timetable: &TimetableDirectory,
    stations: &[u32],
    limit: usize,
) -> Html {
    let now = site.portal.now();
    let date = |day| i18n::format::date(locale, day);
    let (words, rows, is_over) = match timetable.validity(now.timestamp()) {
        Validity::None => (
            i18n::departures::no_timetable(locale).to_owned(),
            None,
            false,
        ),
        Validity::From(day) => (i18n::departures::not_yet(locale, &date(day)), None, false),
        Validity::Ended(day) => (i18n::departures::ended(locale, &date(day)), None, true),
        Validity::Until(_) => match rows(locale, timetable, stations, &now, limit) {
            Some(rows) => (known(site, locale, timetable, &now), Some(rows), false),
            None => (
                i18n::departures::nothing_soon(locale).to_owned(),
                None,
                false,
            ),
        },
    };
    let as_of = rows.is_some().then(|| {
        let time = i18n::format::time(now.time());
        view! { " " <small class="muted">{i18n::departures::as_of(locale, &time)}</small> }
    });
    view! {
        {rows.is_some().then(|| pause(locale))}
        <section data-live="departures" data-minute="">
            <h2>{i18n::departures::next(locale)} {as_of}</h2>
            {rows}
            <p>{words}</p>
            {lines(locale, timetable, stations, is_over)}
            {note(locale, timetable, stations, &now)}
        </section>
    }
    .written()
}

/// The list of departures; `None` when nothing leaves.
pub(super) fn rows(
    locale: Locale,
    timetable: &TimetableDirectory,
    stations: &[u32],
    now: &Zoned,
    limit: usize,
) -> Option<Html> {
    let from = now.timestamp();
    let until = from.checked_add(AHEAD).ok()?;
    let found = timetable.departures(stations, from, until, limit);
    let rows: Vec<_> = found.iter().map(|one| row(locale, one, now)).collect();
    (!rows.is_empty()).then(|| view! { <ul class="departures">{rows}</ul> }.written())
}

/// Which lines stop here and where they go.
fn lines(
    locale: Locale,
    timetable: &TimetableDirectory,
    stations: &[u32],
    is_over: bool,
) -> Option<Html> {
    let lines = stations
        .iter()
        .flat_map(|station| timetable.lines_of(*station));
    let rows: Vec<_> = lines
        .map(|one| {
            let ways: Vec<&str> = one.headsigns.iter().map(|way| &**way).collect();
            view! { <li>{line_name(&one.line)} " " {ways.join(" · ")}</li> }
        })
        .collect();
    let heading = if is_over {
        i18n::departures::former_lines(locale)
    } else {
        i18n::departures::lines(locale)
    };
    (!rows.is_empty()).then(|| {
        view! {
            <h3>{heading}</h3>
            <ul class="lines">{rows}</ul>
        }
        .written()
    })
}

/// What the stations are called in the timetable, whose it is and how long it holds.
fn note(
    locale: Locale,
    timetable: &TimetableDirectory,
    stations: &[u32],
    now: &Zoned,
) -> Option<Html> {
    let all = timetable.stations();
    let names: Vec<&str> = stations
        .iter()
        .filter_map(|number| all.get(*number as usize))
        .map(|station: &Station| station.name.as_str())
        .collect();
    let called = i18n::departures::called(locale, &names.join(" / "));
    let mut operators: Vec<&str> = stations
        .iter()
        .flat_map(|station| timetable.lines_of(*station))
        .filter_map(|one| one.line.operator.as_deref())
        .collect();
    operators.sort_unstable();
    operators.dedup();
    let source = match timetable.validity(now.timestamp()) {
        Validity::Until(day) if !operators.is_empty() => {
            let day = i18n::format::date(locale, day);
            Some(i18n::departures::source(
                locale,
                &operators.join(", "),
                &day,
            ))
        }
        _ => None,
    };
    let shown = !names.is_empty();
    shown.then(|| view! { <p class="note">{called} " " {source}</p> }.written())
}
