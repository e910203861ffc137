//! One value of the city as a row of a table. The browser half writes newer values into the same
//! cells: it finds the row by `data-datastream` and the cells by their `data-` attributes. The roles
//! keep it a table where a narrow page stacks its cells.

use domain::{
    Locale,
    live::{Datastream, Freshness, Property, Quality, Thing},
};
use jiff::{Timestamp, Zoned};
use leptos::prelude::*;
use portal::live::Reading;

use super::simulation;
use crate::{
    routes::Route,
    written::{Html, Written},
};

/// The row of a reading. Its name leads to `page`; a row that stands there has its history as a file.
/// One row of a thing may be the one that the map takes its point from.
pub(super) fn reading_row(
    locale: Locale,
    thing: &Thing,
    reading: Reading<'_>,
    simulated: bool,
    now: &Zoned,
    page: Option<Route>,
    on_map: bool,
) -> Html {
    let stream = reading.stream;
    let name = name(locale, thing, stream);
    let file = page.is_none().then(|| file(locale, &name, stream));
    let heading = match page {
        Some(page) => view! { <a href=page.href(locale)>{name}</a> }.written(),
        None => name.written(),
    };
    let seen = reading.latest.map(|latest| latest.observation);
    let number = seen.and_then(|seen| seen.value);
    let value = if stream.property == Property::Open {
        open_text(locale, number).to_owned()
    } else {
        let decimals = stream.property.decimals();
        let number = number.map(|number| i18n::format::number(locale, number, decimals));
        let quality = seen.map_or(Quality::Missing, |seen| seen.quality);
        i18n::live::reading(locale, number, quality.as_str())
    };
    let remark = seen.and_then(|seen| i18n::live::quality(locale, seen.quality));
    let fresh = reading.freshness(now.timestamp());
    let at = thing.position.filter(|_| on_map);
    let show = at.map(|_| {
        let say = format!("{}{}", i18n::places::show_on_map(locale), thing.name);
        view! { <button class="show" type="button" aria-label=say>{i18n::places::on_map(locale)}</button> }
    });
    view! {
        <tr
            role="row"
            data-id=at.map(|_| thing.id.to_string())
            data-name=at.map(|_| thing.name.clone())
            data-lat=at.map(domain::Coordinate::lat)
            data-lng=at.map(domain::Coordinate::lon)
            data-datastream=stream.id.as_str().to_owned()
            data-decimals=stream.property.decimals()
            data-every=stream.expected_every.as_secs()
            data-stale=stream.stale_after.as_secs()
            data-open=(stream.property == Property::Open).then_some("")
        >
            <th role="rowheader" scope="row">{heading} {show}</th>
            <td role="cell" class="num">
                <b data-value="">{value}</b> " "
                <span>{i18n::observed::amount(stream)}</span>
                {remark.map(|words| view! { <small>{words}</small> })}
                {simulated.then(|| simulation::badge(locale))}
            </td>
            <td role="cell">
                {as_of(locale, seen.map(|seen| seen.end), now)}
            </td>
            <td role="cell" data-freshness=fresh.map_or("", Freshness::as_str)>
                {fresh.map(|fresh| i18n::live::freshness(locale, fresh))}
            </td>
            {file}
        </tr>
    }
    .written()
}

/// The last day of a datastream as a file.
fn file(locale: Locale, name: &str, stream: &Datastream) -> Html {
    let csv = format!(
        "/api/v1/observations?datastream={}&format=csv",
        escaped(stream.id.as_str())
    );
    let about = format!("{}: {name}", i18n::live::history_csv(locale));
    view! { <td role="cell"><a href=csv aria-label=about download="">"CSV"</a></td> }.written()
}

/// When a value was measured. Before the first one there is nothing, and the place for it.
fn as_of(locale: Locale, end: Option<Timestamp>, now: &Zoned) -> Html {
    let Some(end) = end else {
        return view! { <span data-time=""></span> " " <small data-age=""></small> }.written();
    };
    let age = now.timestamp().duration_since(end).as_secs();
    let age = i18n::live::age(locale, age.max(0).unsigned_abs());
    view! {
        <time data-time="" datetime=end.to_string()>{moment(locale, end, now)}</time> " "
        <small data-age="">{age}</small>
    }
    .written()
}

/// "P23: freie Plätze (Pkw, Richtung Norden)".
fn name(locale: Locale, thing: &Thing, stream: &Datastream) -> String {
    let property = i18n::observed::property(locale, stream.property);
    let class = stream
        .class
        .map(|class| i18n::observed::vehicle_class(locale, class));
    let more: Vec<&str> = class
        .into_iter()
        .chain(stream.direction.as_deref())
        .collect();
    if more.is_empty() {
        format!("{}: {property}", thing.name)
    } else {
        format!("{}: {property} ({})", thing.name, more.join(", "))
    }
}

fn open_text(locale: Locale, value: Option<f64>) -> &'static str {
    match value {
        Some(value) if value > 0.5 => i18n::live::open(locale),
        Some(_) => i18n::live::closed(locale),
        None => i18n::live::no_value(locale),
    }
}

/// "13:25", or with its day when that is not today.
pub(in crate::pages) fn moment(locale: Locale, instant: Timestamp, now: &Zoned) -> String {
    let local = instant.to_zoned(now.time_zone().clone());
    let time = i18n::format::time(local.time());
    if local.date() == now.date() {
        time
    } else {
        format!(
            "{}, {time}",
            i18n::format::day_and_month(locale, local.date())
        )
    }
}

/// An identifier as a value in a query string.
fn escaped(id: &str) -> String {
    let pair = serde_urlencoded::to_string([("", id)]).unwrap_or_default();
    pair.trim_start_matches('=').to_owned()
}
