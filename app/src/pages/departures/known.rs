//! Where the times of departures are known from.

use domain::{Locale, live::Origin};
use jiff::Zoned;
use portal::timetable::TimetableDirectory;

use crate::site::Site;

/// A sentence for all departures of a page: only the timetable, or also what is reported, by whom
/// and when.
pub(super) fn known(
    site: &Site,
    locale: Locale,
    timetable: &TimetableDirectory,
    now: &Zoned,
) -> String {
    let feeds = site.portal.feeds().iter();
    let mut sources: Vec<String> = feeds
        .filter(|feed| feed.connector.is_kept_in_memory())
        .map(|feed| {
            let source = site.city().source(&feed.source);
            let name = source.map_or(feed.source.as_str(), |source| &source.attribution);
            match feed.origin {
                Origin::Live => name.to_owned(),
                Origin::Simulated => format!("{name}, {}", i18n::live::simulation(locale)),
            }
        })
        .collect();
    sources.dedup();
    if sources.is_empty() {
        return i18n::departures::as_planned(locale).to_owned();
    }
    let Some(at) = timetable.heard_at(now.timestamp()) else {
        return i18n::departures::silent(locale).to_owned();
    };
    let at = i18n::format::time(at.to_zoned(now.time_zone().clone()).time());
    i18n::departures::as_reported(locale, &at, &sources.join("; "))
}
