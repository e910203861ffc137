//! One departure in a list.

use domain::{
    Locale,
    timetable::{Departure, Expectation},
};
use jiff::{Timestamp, Zoned};
use leptos::prelude::*;

use super::line_name::line_name;
use crate::written::{Html, Written};

/// Later departures only have a time.
const SOON_MINUTES: i64 = 60;

pub(super) fn row(locale: Locale, one: &Departure, now: &Zoned) -> Html {
    let platform = one
        .platform
        .as_ref()
        .map(|name| format!("{}{name}", i18n::departures::platform(locale)));
    let step_free = one.wheelchair.map(|is| {
        let words = if is {
            i18n::departures::step_free(locale)
        } else {
            i18n::departures::not_step_free(locale)
        };
        words.to_owned()
    });
    let known = match one.expectation {
        Expectation::Timetable => i18n::departures::timetable(locale),
        _ => i18n::departures::live(locale),
    };
    let known = Some(known.to_owned());
    let more: Vec<String> = [known, platform, step_free].into_iter().flatten().collect();
    view! {
        <li>
            <span class="departure-line">
                <span class="kern-sr-only">{i18n::departures::line(locale)}</span>
                {line_name(&one.line)}
            </span>
            " "
            <span class="departure-way">
                <span class="kern-sr-only">{i18n::departures::to(locale)}</span>
                <b>{one.headsign.to_string()}</b>
                " "
                <small class="muted">{more.join(" · ")}</small>
            </span>
            " "
            <span class="departure-time">{time(locale, one, now)}</span>
        </li>
    }
    .written()
}

/// When it leaves, or that it does not.
fn time(locale: Locale, one: &Departure, now: &Zoned) -> Html {
    let planned = clock(locale, one.planned, now);
    let off = match one.expectation {
        Expectation::Cancelled => Some(i18n::departures::cancelled(locale)),
        Expectation::Skipped => Some(i18n::departures::skipped(locale)),
        Expectation::Timetable | Expectation::At(_) => None,
    };
    if let Some(off) = off {
        return view! {
            <s><time datetime=one.planned.to_string()>{planned}</time></s>
            " "
            <strong class="departure-off">{off}</strong>
        }
        .written();
    }
    let leaves = one.leaves();
    let minutes = leaves.duration_since(now.timestamp()).as_mins();
    let soon = (minutes < SOON_MINUTES).then(|| i18n::departures::in_minutes(locale, minutes));
    let late = one.delay_minutes().map(|late| match late {
        0 => i18n::departures::on_time(locale).to_owned(),
        _ => i18n::departures::late(locale, late, &planned),
    });
    let shown = match one.expectation {
        Expectation::At(at) => clock(locale, at, now),
        _ if one.approximate => format!("{}{planned}", i18n::departures::about(locale)),
        _ => planned,
    };
    let small = |text: String| view! { " " <small class="muted">{text}</small> };
    view! {
        <time datetime=leaves.to_string()>{shown}</time>
        {late.map(small)}
        {soon.map(small)}
    }
    .written()
}

/// The time of an instant, with its weekday when that is another one.
fn clock(locale: Locale, at: Timestamp, now: &Zoned) -> String {
    let at = at.to_zoned(now.time_zone().clone());
    let time = i18n::format::time(at.time());
    if at.date() == now.date() {
        return time;
    }
    let day = i18n::format::short_weekday(locale, at.weekday());
    format!("{day} {time}")
}
