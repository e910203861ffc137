//! How warm the last day was for the time of the year.

use domain::live::Thing;
use jiff::ToSpan;
use leptos::prelude::*;
use portal::live::{Against, Season};

use super::Snapshot;
use crate::written::{Html, Written};

/// The last 24 hours of a weather station against what is usual, and what that is; `None` where it is
/// not known.
pub(super) fn season(now: &Snapshot<'_>, thing: &Thing) -> Option<Html> {
    let season = now.past.season(&thing.id)?;
    let words = i18n::usual::last_day(now.locale, season.last, season.apart());
    let usual = (season.low, season.high);
    let basis = match season.against {
        Against::Years { first, last } => {
            let date = now.at.date();
            let around = Season::AROUND.days();
            let dates = (date - around, date + around);
            i18n::usual::usual_in_years(now.locale, usual, season.days, dates, (first, last))
        }
        Against::Recent => i18n::usual::usual_recently(now.locale, usual, season.days),
    };
    Some(view! { <p class="season">{words} " " <small>{basis}</small></p> }.written())
}
