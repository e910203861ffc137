//! On which days services run: by weekday, by single days, or both.

use std::collections::{BTreeSet, HashMap};

use domain::timetable::Service;
use jiff::civil::{Date, Weekday};

use super::{
    archive::Archive,
    times::day,
    wire::{CalendarDateRow, CalendarRow, needed},
};
use crate::ImportError;

/// A calendar covers no more than ten years.
const LONGEST_DAYS: i64 = 3_650;

/// All services by their identifiers; those that never run are left out.
pub(super) fn services(archive: &mut Archive<'_>) -> Result<HashMap<String, Service>, ImportError> {
    let mut days: HashMap<String, BTreeSet<Date>> = HashMap::new();
    let weekly = archive.rows("calendar.txt", |row: CalendarRow| {
        let id = needed("service_id", row.service_id.as_ref())?;
        let on = days_of(&row)?;
        days.entry(id.to_owned()).or_default().extend(on);
        Ok(())
    })?;
    let take = |row: CalendarDateRow| {
        let id = needed("service_id", row.service_id.as_ref())?;
        let on = day(needed("date", row.date.as_ref())?)?;
        let days = days.entry(id.to_owned()).or_default();
        match needed("exception_type", row.exception_type.as_ref())? {
            "1" => days.insert(on),
            "2" => days.remove(&on),
            other => return Err(format!("`{other}` is no exception_type: it is 1 or 2")),
        };
        Ok(())
    };
    if weekly {
        archive.rows("calendar_dates.txt", take)?;
    } else {
        archive.needed_rows("calendar_dates.txt", take)?;
    }
    let service = |(id, days): (String, _)| Some((id.clone(), Service::new(id, days)?));
    Ok(days.into_iter().filter_map(service).collect())
}

fn days_of(row: &CalendarRow) -> Result<Vec<Date>, String> {
    let first = day(needed("start_date", row.start_date.as_ref())?)?;
    let last = day(needed("end_date", row.end_date.as_ref())?)?;
    if first.duration_until(last).as_hours() / 24 > LONGEST_DAYS {
        return Err(format!("{first} to {last} is longer than ten years"));
    }
    let runs = |weekday: Weekday| {
        let field = match weekday {
            Weekday::Monday => &row.monday,
            Weekday::Tuesday => &row.tuesday,
            Weekday::Wednesday => &row.wednesday,
            Weekday::Thursday => &row.thursday,
            Weekday::Friday => &row.friday,
            Weekday::Saturday => &row.saturday,
            Weekday::Sunday => &row.sunday,
        };
        field.as_deref() == Some("1")
    };
    let days = first.series(jiff::Span::new().days(1));
    let days = days.take_while(|day| *day <= last);
    Ok(days.filter(|day| runs(day.weekday())).collect())
}
