//! The hours before the first reading, month by month: what the weather is compared with.

use domain::live::{Aggregation, Harvest, Property, Quality};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::Deserialize;
use serde_json::Value;

use super::{
    map::{Now, Over, stream},
    wire::{Record, Weather},
};
use crate::{
    address::with_query,
    connector::{Context, ReadError},
    http::{FetchError, Reader},
    loose::{self, Loose},
};

/// What is compared with its past, with the names of hourly records.
const VALUES: [(&str, Property, Over); 2] = [
    ("temperature", Property::AirTemperature, Over::Instant),
    (
        "precipitation",
        Property::Precipitation,
        Over::Hour(Aggregation::Sum),
    ),
];

/// Adds the hours of so many months before the current weather, this month among them.
pub(super) async fn fill(
    reader: &mut Reader<'_>,
    months: u8,
    now: &Now,
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<(), ReadError> {
    let this = now.at.to_zoned(TimeZone::UTC).date().first_of_month();
    for ago in (0..i32::from(months)).rev() {
        let first = this - ago.months();
        let next = first + 1.month();
        let address = with_query(
            &format!("{}/weather", context.feed.url.trim_end_matches('/')),
            &[
                (now.parameter, Some(&now.station)),
                ("date", Some(&first.to_string())),
                ("last_date", Some(&next.to_string())),
                ("units", Some("dwd")),
            ],
        );
        let answer = match reader.get(&address).await {
            // The station is younger.
            Err(FetchError::Status { status: 404, .. }) => continue,
            answer => answer?,
        };
        let hours: Weather<Vec<Value>> = loose::json(&address, &answer.body)?;
        // Later hours are forecasts, and the hour at midnight comes with both months.
        let end = midnight(next).min(now.at);
        add(&hours, midnight(first)..end, now, harvest, context);
    }
    Ok(())
}

fn midnight(date: Date) -> Timestamp {
    let zoned = date.to_zoned(TimeZone::UTC);
    zoned.map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// Adds what the station itself measured: another one has another climate.
fn add(
    hours: &Weather<Vec<Value>>,
    span: std::ops::Range<Timestamp>,
    now: &Now,
    harvest: &mut Harvest,
    context: Context<'_>,
) {
    // The same station has one number for what is checked and another for what just came.
    let own = hours.stations().filter(|one| one.is(&now.station));
    let own: Vec<Loose> = own.map(|station| station.id).collect();
    for hour in &hours.weather {
        harvest.seen += 1;
        let record = Record::deserialize(hour).map_err(|error| error.to_string());
        let read = record.and_then(|record| {
            let at = record.value("timestamp").instant();
            Ok((at.map_err(|odd| odd.to_string())?, record))
        });
        let (at, record) = match read {
            Ok((Some(at), record)) if span.contains(&at) => (at, record),
            Ok(_) => continue,
            Err(reason) => {
                harvest.reject("an hour", reason);
                continue;
            }
        };
        for (name, property, over) in VALUES {
            let source = record.fallback(name);
            let source = source.unwrap_or_else(|| record.value("source_id"));
            if !own.contains(&source) {
                continue;
            }
            match record.value(name).number() {
                Ok(None) => {}
                Ok(Some(value)) => {
                    let stream = harvest.datastream(stream(&now.thing, property, over, context));
                    harvest.observe(stream, at, Some(value), Quality::Ok);
                }
                Err(odd) => harvest.reject(name, odd),
            }
        }
    }
}
