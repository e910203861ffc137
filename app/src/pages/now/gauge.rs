//! One value with its place, time and state. The browser half writes newer values into it: it finds
//! the element by `data-datastream`, and what it writes by the other `data-` attributes.

use domain::live::{Freshness, Thing, Trend};
use leptos::prelude::*;
use portal::live::Reading;

use super::Snapshot;
use crate::{
    pages::live::{badge, moment},
    routes::Route,
    written::{Html, Written},
};

/// A card with the value of a reading in the middle of `body`.
pub(super) fn gauge(
    now: &Snapshot<'_>,
    thing: &Thing,
    reading: Reading<'_>,
    state: &'static str,
    body: impl IntoView,
) -> Html {
    let stream = reading.stream;
    let locale = now.locale;
    let stand = reading.latest.map(|latest| {
        let end = latest.observation.end;
        let fresh = reading
            .freshness(now.at.timestamp())
            .unwrap_or(Freshness::Offline);
        view! {
            <p class="stand">
                {i18n::live::as_of(locale)} " "
                <time data-time="" datetime=end.to_string()>{moment(locale, end, &now.at)}</time> ", "
                <span data-age="">{age(now, end)}</span> ", "
                <span data-freshness=fresh.as_str()>{i18n::live::freshness(locale, fresh)}</span>
                {now.is_simulated(&thing.feed).then(|| badge(locale))}
            </p>
        }
    });
    view! {
        <li
            class=format!("gauge {state}")
            data-datastream=stream.id.as_str().to_owned()
            data-decimals=stream.property.decimals()
            data-every=stream.expected_every.as_secs()
            data-stale=stream.stale_after.as_secs()
        >
            <h3><a href=Route::Thing(thing.id.clone()).href(locale)>{thing.name.clone()}</a></h3>
            {body}
            {trend(now, reading)}
            {stand}
        </li>
    }
    .written()
}

/// Where the value is going, as long as it is current.
fn trend(now: &Snapshot<'_>, reading: Reading<'_>) -> Option<Html> {
    let fresh = reading.freshness(now.at.timestamp())?;
    let trend = reading.trend().filter(|_| fresh < Freshness::Stale)?;
    let arrow = match trend {
        Trend::Rising => "↗",
        Trend::Falling => "↘",
        Trend::Steady => "→",
    };
    let words = i18n::usual::trend(now.locale, trend);
    Some(
        view! { <p class="trend"><span aria-hidden="true">{arrow}</span> " " {words}</p> }
            .written(),
    )
}

/// A further value of the same thing, of about the same time: a term and its value.
pub(super) fn also(now: &Snapshot<'_>, reading: Reading<'_>) -> Html {
    let stream = reading.stream;
    view! {
        <div
            data-datastream=stream.id.as_str().to_owned()
            data-decimals=stream.property.decimals()
        >
            <dt>{i18n::observed::property(now.locale, stream.property)}</dt>
            <dd>{value(now, reading)}</dd>
        </div>
    }
    .written()
}

/// The number with its unit, or why there is none.
pub(super) fn value(now: &Snapshot<'_>, reading: Reading<'_>) -> Html {
    let (locale, property) = (now.locale, reading.stream.property);
    let seen = reading.latest.map(|latest| latest.observation);
    let number = seen.and_then(|seen| seen.value);
    let number = number.map(|number| i18n::format::number(locale, number, property.decimals()));
    let quality = seen.map_or("missing", |seen| seen.quality.as_str());
    let remark = seen.and_then(|seen| i18n::live::quality(locale, seen.quality));
    view! {
        <b data-value="">{i18n::live::reading(locale, number, quality)}</b> " "
        <span>{i18n::observed::amount(reading.stream)}</span>
        {remark.map(|words| view! { " " <small>{words}</small> })}
    }
    .written()
}

fn age(now: &Snapshot<'_>, end: jiff::Timestamp) -> String {
    let seconds = now.at.timestamp().duration_since(end).as_secs();
    i18n::live::age(now.locale, seconds.max(0).unsigned_abs())
}
