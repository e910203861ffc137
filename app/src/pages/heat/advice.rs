//! When it is an emergency, and what does good.

use domain::Locale;
use i18n::heat as text;
use leptos::prelude::*;

use crate::written::{Html, Written};

/// The signs of heat stroke and the two numbers.
pub(super) fn emergency(locale: Locale) -> Html {
    let signs = text::danger(locale).map(|sign| view! { <li>{sign}</li> });
    let numbers = [
        ("112", text::rescue(locale)),
        ("116117", text::doctor(locale)),
    ];
    let numbers = numbers.map(|(number, whom)| {
        view! {
            <div>
                <dt><a href=format!("tel:{number}")>{number}</a></dt>
                <dd>{whom}</dd>
            </div>
        }
    });
    view! {
        <section class="heat-call">
            <h2>{text::emergency(locale)}</h2>
            <p>{text::signs(locale)}</p>
            <ul>{signs.into_iter().collect_view()}</ul>
            <p>{text::meanwhile(locale)}</p>
            <dl>{numbers.into_iter().collect_view()}</dl>
        </section>
    }
    .written()
}

/// Advice by people, and whose facts it is made of.
pub(super) fn advice(locale: Locale) -> Html {
    let cards = text::advice_by_people(locale).map(|advice| {
        let what = advice.what.iter().map(|words| view! { <li>{*words}</li> });
        view! {
            <section>
                <h3>{advice.whom}</h3>
                <ul>{what.collect_view()}</ul>
            </section>
        }
    });
    let bodies = text::bodies(locale).map(|(name, url)| view! { <li><a href=url>{name}</a></li> });
    view! {
        <section class="heat-advice">
            <h2>{text::advice(locale)}</h2>
            <div>{cards.into_iter().collect_view()}</div>
            <p class="muted">{text::sources(locale)} ":"</p>
            <ul class="topics">{bodies.into_iter().collect_view()}</ul>
        </section>
    }
    .written()
}
