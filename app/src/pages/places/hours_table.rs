//! The opening hours of the coming seven days.

use domain::{Locale, Place, opening::DayHours};
use jiff::civil::Date;
use leptos::prelude::*;
use portal::PlaceDetail;

/// The section; `None` when no opening hours are known.
pub(super) fn hours_section(locale: Locale, detail: &PlaceDetail) -> Option<impl IntoView + use<>> {
    if detail.week.is_empty() {
        return None;
    }
    let today = detail.now.date();
    let rows = detail
        .week
        .iter()
        .map(|day| row(locale, day, today))
        .collect_view();
    let known = known_since(locale, &detail.place);
    Some(view! {
        <section>
            <h2>{i18n::places::opening_hours(locale)}</h2>
            <table class="kern-table hours">
                <caption>{i18n::places::coming_week(locale)}</caption>
                <tbody>{rows}</tbody>
            </table>
            <p class="muted">{i18n::places::holidays_counted(locale)} " " {known}</p>
        </section>
    })
}

fn row(locale: Locale, day: &DayHours, today: Date) -> impl IntoView + use<> {
    let now = day.date == today;
    let mut name = i18n::format::weekday(locale, day.date.weekday()).to_owned();
    let more = [
        now.then(|| i18n::places::today(locale)),
        day.holiday.then(|| i18n::places::holiday(locale)),
    ];
    let more: Vec<_> = more.into_iter().flatten().collect();
    if !more.is_empty() {
        name = format!("{name} ({})", more.join(", "));
    }
    let spans = day.spans.iter().map(|(start, end)| {
        if start == end {
            i18n::places::all_day(locale).to_owned()
        } else {
            format!(
                "{}–{}",
                i18n::format::time(*start),
                i18n::format::end_time(*end)
            )
        }
    });
    let mut spans: Vec<String> = spans.collect();
    if spans.is_empty() {
        let unknown = i18n::places::not_known(locale);
        let closed = i18n::places::closed(locale);
        spans.push(if day.unknown { unknown } else { closed }.to_owned());
    }
    let last = spans.len() - 1;
    let spans = spans.into_iter().enumerate().map(|(i, span)| {
        let comma = if i < last { "," } else { "" };
        view! { <span>{format!("{span}{comma}")}</span> " " }
    });
    view! {
        <tr class=now.then_some("now")>
            <th scope="row">{name}</th>
            <td>{spans.collect_view()}</td>
        </tr>
    }
}

/// "Bekannt seit 13. Juli 2020, bitte vor dem Besuch prüfen."
fn known_since(locale: Locale, place: &Place) -> Option<String> {
    let since = i18n::format::as_of(locale, place.opening_hours_as_of.as_ref()?);
    let (known, check) = (
        i18n::places::hours_known_since(locale),
        i18n::places::check_before(locale),
    );
    Some(format!("{known}{since}{check}"))
}
