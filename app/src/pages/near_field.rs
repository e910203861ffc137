//! The field for an address from which distances are counted, with what was wrong about it and what
//! else it may mean. Its form says `data-query`, so that the client exchanges only the parts.

use domain::Locale;
use leptos::prelude::*;
use portal::Near;

use crate::{
    isle::mount,
    isles::PositionIsle,
    written::{Html, Written},
};

/// The field with its button. `href` is the address of the same page with another point.
pub(in crate::pages) fn near_field(
    locale: Locale,
    typed: Option<&str>,
    near: &Near,
    href: impl Fn(String) -> String,
) -> Html {
    let missing = *near == Near::NotFound;
    let typed = typed.unwrap_or_default().to_owned();
    let error = missing.then(|| {
        view! {
            <p class="kern-error" id="nahe-fehler">{i18n::places::near_unknown(locale)}</p>
        }
    });
    view! {
        <div class="filter-near">
            <label class="kern-label" for="nahe">{i18n::places::near(locale)}</label>
            {mount(PositionIsle { locale })}
            <div class="joined">
                <input
                    class="kern-form-input__input" id="nahe" name="nahe" value=typed
                    placeholder=i18n::places::near_hint(locale) autocomplete="street-address"
                    enterkeyhint="search" aria-invalid=missing.then_some("true")
                    aria-describedby=missing.then_some("nahe-fehler")
                />
                <button class="kern-btn kern-btn--primary">{i18n::places::show(locale)}</button>
            </div>
            <div data-part="near">{error} {other_readings(locale, near, href)}</div>
        </div>
    }
    .written()
}

/// By what a list is sorted, when a point was given, and how exact that is.
pub(in crate::pages) fn near_order(locale: Locale, near: &Near) -> impl IntoView + use<> {
    let Near::Found { best, .. } = near else {
        return None;
    };
    let words = if best.label.is_empty() {
        i18n::places::by_distance_device(locale).to_owned()
    } else {
        i18n::places::by_distance(locale, &best.label)
    };
    let note = best.number_unknown.then(|| {
        view! { <p class="note">{i18n::places::number_unknown(locale)}</p> }
    });
    Some(view! { <p class="muted">{words}</p> {note} })
}

/// Links to what else the typed address may mean.
fn other_readings(locale: Locale, near: &Near, href: impl Fn(String) -> String) -> Option<Html> {
    let others = match near {
        Near::Found { others, .. } if !others.is_empty() => others,
        _ => return None,
    };
    let links = others.iter().map(|other| {
        let href = href(other.position.to_string());
        view! { <li><a class="chip" href=href>{other.label.clone()}</a></li> }
    });
    Some(
        view! {
            <p class="muted">{i18n::places::did_you_mean(locale)}</p>
            <ul class="chips">{links.collect_view()}</ul>
        }
        .written(),
    )
}
