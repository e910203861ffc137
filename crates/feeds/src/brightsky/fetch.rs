//! One request each for the weather and for the warnings.

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use serde::Deserialize;

use super::{
    map, map_alerts,
    wire::{Alerts, CurrentWeather},
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

struct Weather(Point);

struct Warnings(Where);

/// The connector of a feed of current weather.
pub(crate) fn new_weather(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    Ok(Box::new(Weather(options::parse(feed)?)))
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
        let (lat, lon) = (self.0.lat.to_string(), self.0.lon.to_string());
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
        let weather: CurrentWeather = loose::json(&address, &answer.body)?;
        let harvest = map::weather(&weather, context);
        Ok(Some(harvest.map_err(|odd| unreadable(&address, odd))?))
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
