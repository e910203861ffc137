//! What is known about a place, at a glance.

use domain::{Locale, Place};
use leptos::prelude::*;
use ui::icon;

use crate::{
    components::in_german,
    written::{Html, Written},
};

/// The section. Accessibility is always there: "not known" is a fact too.
pub(super) fn facts_section(locale: Locale, place: &Place) -> Html {
    let facts = [
        fact("pin", i18n::places::address(locale), address(locale, place)),
        fact(
            "wheelchair",
            i18n::places::step_free(locale),
            Some(step_free(locale, place)),
        ),
        fact(
            "key",
            i18n::places::euro_key(locale),
            euro_key(locale, place),
        ),
        fact("euro", i18n::places::fee(locale), fee(locale, place)),
        fact("glass", i18n::places::glass(locale), glass(locale, place)),
        fact(
            "car-park",
            i18n::places::capacity(locale),
            capacity(locale, place),
        ),
        fact("phone", i18n::places::phone(locale), phone(place)),
        fact("globe", i18n::places::website(locale), website(place)),
        fact(
            "office",
            i18n::places::operator(locale),
            place.operator.clone().map(Written::written),
        ),
        fact(
            "info",
            i18n::places::good_to_know(locale),
            note(locale, place),
        ),
    ];
    view! {
        <section>
            <h2>{i18n::places::at_a_glance(locale)}</h2>
            <dl class="facts">{facts.into_iter().collect_view()}</dl>
        </section>
    }
    .written()
}

fn fact(symbol: &'static str, label: &'static str, value: Option<Html>) -> impl IntoView {
    value.map(|value| view! { <div>{icon(symbol)} <dt>{label}</dt> <dd>{value}</dd></div> })
}

fn address(locale: Locale, place: &Place) -> Option<Html> {
    let town = [&place.address.postcode, &place.address.town];
    let town = town
        .into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let near = place
        .near_street
        .as_ref()
        .map(|s| i18n::places::near_street(locale, s));
    let street = place.street_line().or(near)?;
    Some(
        if town.is_empty() {
            street
        } else {
            format!("{street}, {town}")
        }
        .written(),
    )
}

fn step_free(locale: Locale, place: &Place) -> Html {
    let known = i18n::places::wheelchair(locale, place.wheelchair);
    let words = known.unwrap_or(i18n::places::not_known(locale));
    match &place.wheelchair_note {
        Some(note) => view! { {words} ". " {in_german(locale, note)} }.written(),
        None => words.written(),
    }
}

fn euro_key(locale: Locale, place: &Place) -> Option<Html> {
    let yes = place.euro_key?;
    let words = if yes {
        i18n::places::euro_key_yes(locale)
    } else {
        i18n::places::euro_key_no(locale)
    };
    Some(words.written())
}

fn fee(locale: Locale, place: &Place) -> Option<Html> {
    let word = |fee| {
        if fee {
            i18n::places::paid(locale)
        } else {
            i18n::places::free(locale)
        }
    };
    let word = place.fee.map(word);
    let note = place.fee_note.as_ref();
    let note = note.map(|note| in_german(locale, note));
    let comma = (word.is_some() && note.is_some()).then_some(", ");
    (word.is_some() || note.is_some()).then(|| view! { {word} {comma} {note} }.written())
}

fn glass(locale: Locale, place: &Place) -> Option<Html> {
    let colours = place
        .glass_colours
        .iter()
        .map(|c| i18n::places::glass_colour(locale, *c));
    let colours = colours.collect::<Vec<_>>().join(", ");
    (!colours.is_empty()).then(|| colours.written())
}

fn capacity(locale: Locale, place: &Place) -> Option<Html> {
    let all = place.capacity.map(|n| n.to_string());
    let disabled = place.capacity_disabled.filter(|n| *n > 0);
    let disabled = disabled.map(|n| i18n::places::capacity_disabled(locale, n));
    let words = all
        .into_iter()
        .chain(disabled)
        .collect::<Vec<_>>()
        .join(", ");
    (!words.is_empty()).then(|| words.written())
}

fn phone(place: &Place) -> Option<Html> {
    let phone = place.phone.clone()?;
    let digits = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect::<String>();
    Some(view! { <a href=format!("tel:{digits}")>{phone}</a> }.written())
}

fn website(place: &Place) -> Option<Html> {
    let url = place.website.clone()?;
    let shown = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let shown = shown
        .trim_start_matches("www.")
        .trim_end_matches('/')
        .to_owned();
    Some(view! { <a href=url rel="external">{shown}</a> }.written())
}

fn note(locale: Locale, place: &Place) -> Option<Html> {
    let note = place.note.as_ref()?.get(locale);
    (!note.is_empty()).then(|| note.to_owned().written())
}
