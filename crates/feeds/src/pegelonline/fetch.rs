//! One request for the newest values; the values before only when some were missed.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{
    map::{self, Series},
    wire::{self, Measurement, Station},
};
use crate::{
    address::{segment, with_query},
    connector::{Connector, Context, ReadError},
    http::Reader,
    loose::{self, unreadable},
    options::{self, OptionsError},
};

/// The source keeps measurements this long.
const MOST_DAYS: i64 = 31;

/// The days before the first reading, which a chart of a week shows.
const FIRST_DAYS: i64 = 8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Identifier of the station, its number or its name.
    station: String,
    #[serde(default = "level_and_discharge")]
    timeseries: Vec<String>,
}

fn level_and_discharge() -> Vec<String> {
    ["W", "Q"].map(str::to_owned).to_vec()
}

struct Pegelonline {
    options: Options,
    /// The newest value that was read of each timeseries.
    last: Mutex<HashMap<String, Timestamp>>,
}

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let options: Options = options::parse(feed)?;
    let unknown = options
        .timeseries
        .iter()
        .find(|name| map::property(name).is_none());
    if let Some(name) = unknown {
        let reason = format!("`timeseries` has `{name}`; W, Q, WT and LT are known");
        return Err(OptionsError::new(feed, reason));
    }
    Ok(Box::new(Pegelonline {
        options,
        last: Mutex::default(),
    }))
}

#[async_trait]
impl Connector for Pegelonline {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let station = format!(
            "{}/stations/{}",
            context.feed.url.trim_end_matches('/'),
            segment(&self.options.station)
        );
        let yes = Some("true");
        let address = with_query(
            &format!("{station}.json"),
            &[
                ("includeTimeseries", yes),
                ("includeCurrentMeasurement", yes),
                ("includeCharacteristicValues", yes),
            ],
        );
        let Some(answer) = reader.get_if_changed(&address).await? else {
            return Ok(None);
        };
        let told: Station = loose::json(&address, &answer.body)?;
        let mut harvest = Harvest::default();
        let all = map::station(&told, &self.options.timeseries, &mut harvest, context)
            .map_err(|odd| unreadable(&address, odd))?;
        for series in &all {
            let last = self.last().get(&series.name).copied();
            if last.is_none_or(|last| series.has_gap_after(last)) {
                let days = days_since(last, context.now);
                fill(reader, &station, days, series, &mut harvest).await;
            }
            if let Some(newest) = series.newest {
                self.last().insert(series.name.clone(), newest);
            }
        }
        Ok(Some(harvest))
    }
}

impl Pegelonline {
    fn last(&self) -> MutexGuard<'_, HashMap<String, Timestamp>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many days of measurements are asked for.
fn days_since(last: Option<Timestamp>, now: Timestamp) -> i64 {
    let missed = |last| now.duration_since(last).as_hours() / 24 + 1;
    last.map_or(FIRST_DAYS, missed).clamp(1, MOST_DAYS)
}

/// Reads the measurements of the last days. Without them there are still the newest values.
async fn fill(
    reader: &mut Reader<'_>,
    station: &str,
    days: i64,
    series: &Series,
    harvest: &mut Harvest,
) {
    let start = format!("P{days}D");
    let address = with_query(
        &format!("{station}/{}/measurements.json", segment(&series.name)),
        &[("start", Some(&start))],
    );
    let read = match reader.get(&address).await {
        Ok(answer) => loose::json::<Vec<Value>>(&address, &answer.body),
        Err(error) => Err(error.into()),
    };
    match read {
        Ok(list) => {
            for measured in list.iter().flat_map(wire::all::<Measurement>) {
                harvest.seen += 1;
                series.observe(&measured, harvest);
            }
        }
        Err(error) => harvest.reject(&series.name, error),
    }
}
