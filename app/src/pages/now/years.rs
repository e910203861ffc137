//! Counters this year against the year before, on the days that both years have.

use domain::live::{Property, Thing, Topic};
use leptos::prelude::*;
use portal::live::YearToDate;

use super::Snapshot;
use crate::{
    components::fold,
    pages::live::badge,
    routes::Route,
    written::{Html, Written},
};

/// A table of the counters of a topic that can be compared; `None` where there is none.
pub(super) fn years(now: &Snapshot<'_>, topic: Topic, counted: &[Property]) -> Option<Html> {
    let locale = now.locale;
    let known = now.things(topic).flat_map(|thing| {
        counted.iter().filter_map(|property| {
            let years = now.past.of(&thing.id, *property)?.years;
            (years.days > 0).then_some((&**thing, years))
        })
    });
    let known: Vec<(&Thing, YearToDate)> = known.collect();
    if known.is_empty() {
        return None;
    }
    let rows = known.iter().map(|(thing, years)| {
        let href = Route::Thing(thing.id.clone()).href(locale);
        let name = view! { <a href=href>{thing.name.clone()}</a> };
        row(now, name.written(), years)
    });
    let all = (known.len() > 1).then(|| {
        let together = known
            .iter()
            .fold(YearToDate::default(), |sum, (_, one)| YearToDate {
                // Each counter has days of its own.
                days: 0,
                this_year: sum.this_year + one.this_year,
                year_before: sum.year_before + one.year_before,
            });
        row(
            now,
            i18n::usual::all_together(locale).to_owned().written(),
            &together,
        )
    });
    let heads =
        i18n::usual::years_columns(locale).map(|name| view! { <th scope="col">{name}</th> });
    let simulated = known.iter().any(|(thing, _)| now.is_simulated(&thing.feed));
    let table = view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="years">
            <table class="kern-table years">
                <caption id="years">
                    {i18n::usual::years_note(locale)} {simulated.then(|| badge(locale))}
                </caption>
                <thead><tr>{heads.into_iter().collect_view()}</tr></thead>
                <tbody>{rows.collect_view()} {all}</tbody>
            </table>
        </div>
    };
    let summary = i18n::usual::years(locale).to_owned();
    Some(fold("years".to_owned(), summary, table.written()))
}

fn row(now: &Snapshot<'_>, name: Html, years: &YearToDate) -> Html {
    let locale = now.locale;
    let number = |value| i18n::format::number(locale, value, 0);
    let change = (years.year_before > 0.0)
        .then(|| i18n::usual::change(locale, years.this_year / years.year_before - 1.0));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{number(years.this_year)}</td>
            <td class="num">{number(years.year_before)}</td>
            <td class="num">{change.unwrap_or_else(|| "–".to_owned())}</td>
            <td class="num">{(years.days > 0).then(|| i18n::format::integer(locale, years.days))}</td>
        </tr>
    }
    .written()
}
