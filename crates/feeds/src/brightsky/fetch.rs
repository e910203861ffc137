//! One request each for the weather and for the warnings; after a start also for the months before.

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use serde::Deserialize;

use super::{
    map, map_alerts, past,
    wire::{self, Alerts, Record},
};
use crate::{
    address,
    connector::{Connector, Context, ReadError},
    http::Reader,
    loose::{self, unreadable},
    options::{self, OptionsError},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    /// Degrees north and east.
    lat: f64,
    lon: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cell {
    /// The community's cell of the Deutscher Wetterdienst, such as 808221000.
    warn_cell_id: u32,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "either `warn_cell_id` or `lat` and `lon` are needed"
)]
enum Where {
    Cell(Cell),
    Point(Point),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Degrees north and east.
    lat: f64,
    lon: f64,
    /// So many months are read after a start, this one among them.
    #[serde(default = "two")]
    months: u8,
}

/// Holds the last 30 days on every day.
fn two() -> u8 {
    2
}

/// Older values are not taken ([`domain::live::Retention`]), though the source begins in 2010.
const MOST_MONTHS: u8 = 26;

struct Weather {
    options: Options,
    /// Whether the months before have been read.
    has_past: AtomicBool,
}

struct Warnings(Where);

/// The connector of a feed of current weather.
pub(crate) fn new_weather(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let options: Options = options::parse(feed)?;
    if !(2..=MOST_MONTHS).contains(&options.months) {
        let reason = format!("`months` goes from 2 to {MOST_MONTHS}");
        return Err(OptionsError::new(feed, reason));
    }
    let has_past = AtomicBool::new(false);
    Ok(Box::new(Weather { options, has_past }))
}

/// The connector of a feed of warnings.
pub(crate) fn new_alerts(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    Ok(Box::new(Warnings(options::parse(feed)?)))
}

#[async_trait]
impl Connector for Weather {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let (lat, lon) = (self.options.lat.to_string(), self.options.lon.to_string());
        let address = address::with_query(
            &format!("{}/current_weather", context.feed.url.trim_end_matches('/')),
            &[
                ("lat", Some(&lat)),
                ("lon", Some(&lon)),
                ("units", Some("dwd")),
            ],
        );
        let Some(answer) = reader.get_if_changed(&address).await? else {
            return Ok(None);
        };
        let weather: wire::Weather<Record> = loose::json(&address, &answer.body)?;
        let (now, mut harvest) =
            map::weather(&weather, context).map_err(|odd| unreadable(&address, odd))?;
        if !self.has_past.load(Ordering::Relaxed) {
            // Without the months before there is still the weather of now, and the next reading asks again.
            let months = self.options.months;
            match past::fill(reader, months, &now, &mut harvest, context).await {
                Ok(()) => self.has_past.store(true, Ordering::Relaxed),
                Err(error) => harvest.reject("the months before", error),
            }
        }
        Ok(Some(harvest))
    }
}

#[async_trait]
impl Connector for Warnings {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let (cell, lat, lon) = match &self.0 {
            Where::Cell(cell) => (Some(cell.warn_cell_id.to_string()), None, None),
            Where::Point(at) => (None, Some(at.lat.to_string()), Some(at.lon.to_string())),
        };
        let address = address::with_query(
            &format!("{}/alerts", context.feed.url.trim_end_matches('/')),
            &[
                ("warn_cell_id", cell.as_deref()),
                ("lat", lat.as_deref()),
                ("lon", lon.as_deref()),
            ],
        );
        let Some(answer) = reader.get_if_changed(&address).await? else {
            return Ok(None);
        };
        let alerts: Alerts<'_> = loose::json(&address, &answer.body)?;
        Ok(Some(map_alerts::warnings(&alerts, context)))
    }
}
