//! Hourly bicycle counts: a packed table for each month.

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{Question, times::local};
use crate::{
    answer::Document,
    stations::BicycleCounter,
    values::{BicycleHour, World, rounded},
};

const HEAD: &str = "operator_name,domain_name,domain_id,counter_site,counter_site_id,counter_serial,longitude,latitude,timezone,iso_timestamp,channels_in,channels_out,channels_all,channels_unknown,site_temperature,site_rain_accumulation,site_snow_accumulation";
/// An hour is in the table this long after its end.
const LATE: SignedDuration = SignedDuration::from_mins(35);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    let month = question
        .path
        .strip_prefix("fahrradzaehler_stundenwerten_")?
        .strip_suffix(".csv.gz")?;
    let (year, month) = month.split_at_checked(4)?;
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    let zone = &world.city.time_zone;
    let midnight = |date: Date| Some(date.to_zoned(zone.clone()).ok()?.timestamp());
    let (start, end) = (
        midnight(first)?,
        midnight(first.last_of_month().tomorrow().ok()?)?,
    );
    let known = question.now.checked_sub(LATE).ok()?;
    // A month that has not begun has no table yet.
    (start + HOUR <= known).then_some(())?;
    let mut table = String::from(HEAD);
    table.push('\n');
    for counter in &world.city.stations.bicycle_counters {
        let mut hour = start;
        while hour < end && hour + HOUR <= known {
            if let Some(passed) = world.bicycles(counter, hour) {
                row(&mut table, world, counter, hour, passed);
            }
            hour += HOUR;
        }
    }
    Some(Document::packed_csv(table).validated())
}

fn row(
    table: &mut String,
    world: &World,
    counter: &BicycleCounter,
    hour: Timestamp,
    passed: BicycleHour,
) {
    let both = passed.inwards + passed.outwards;
    // Now and then the total of the source does not fit what it is the total of.
    let all = both + i64::from(hour.as_second() / 3_600 % 97 == 0);
    let (inwards, outwards, unknown) = if counter.directions {
        (
            passed.inwards.to_string(),
            passed.outwards.to_string(),
            String::new(),
        )
    } else {
        (String::new(), String::new(), both.to_string())
    };
    let cells = [
        quoted(&counter.operator),
        quoted(&world.city.name),
        "1".to_owned(),
        quoted(&counter.name),
        quoted(&counter.id),
        format!("SIM{}", counter.id.to_uppercase()),
        counter.lon.to_string(),
        counter.lat.to_string(),
        world.city.time_zone.iana_name().unwrap_or("UTC").to_owned(),
        local(hour, &world.city.time_zone),
        inwards,
        outwards,
        all.to_string(),
        unknown,
        rounded(passed.temperature, 1).to_string(),
        rounded(passed.rain, 1).to_string(),
        String::new(),
    ];
    table.push_str(&cells.join(","));
    table.push('\n');
}

/// A cell; in quotes where a comma would end it.
fn quoted(text: &str) -> String {
    if text.contains([',', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
