//! One request for the index, one for each component, and one for the station until it is known.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use serde::Deserialize;

use super::{
    hours,
    map::{self, COMPONENTS, HOURLY, Station},
    wire::Answer,
};
use crate::{
    address::with_query,
    connector::{Connector, Context, ReadError},
    http::Reader,
    loose::{self, Odd, unreadable},
    options::{self, OptionsError},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Code of the station, such as `DEBW009`.
    station: String,
    #[serde(default = "all_components")]
    components: Vec<String>,
}

fn all_components() -> Vec<String> {
    COMPONENTS.map(|(name, ..)| name.to_owned()).to_vec()
}

struct Uba {
    code: String,
    /// Numbers of the components.
    components: Vec<u32>,
    station: Mutex<Option<Station>>,
}

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let options: Options = options::parse(feed)?;
    let number = |name: &String| {
        let known = COMPONENTS.iter().find(|(own, ..)| own == name);
        known.map(|(_, number, _)| *number).ok_or_else(|| {
            let reason = format!("`components` has `{name}`; PM10, O3, NO2 and PM2.5 are known");
            OptionsError::new(feed, reason)
        })
    };
    Ok(Box::new(Uba {
        components: options
            .components
            .iter()
            .map(number)
            .collect::<Result<_, _>>()?,
        code: options.station,
        station: Mutex::default(),
    }))
}

#[async_trait]
impl Connector for Uba {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let mut harvest = Harvest::default();
        let station = self.station(reader, context, &mut harvest).await;
        let address = self.address("airquality", &[], context);
        let answer = ask(reader, &address).await?;
        take(
            &answer,
            &address,
            &station,
            map::index,
            &mut harvest,
            context,
        )?;
        for component in &self.components {
            let (component, scope) = (component.to_string(), HOURLY.to_string());
            let which = [("component", component.as_str()), ("scope", &scope)];
            let address = self.address("measures", &which, context);
            let answer = ask(reader, &address).await?;
            take(
                &answer,
                &address,
                &station,
                map::measure,
                &mut harvest,
                context,
            )?;
        }
        harvest.things.push(station.thing(context));
        Ok(Some(harvest))
    }
}

impl Uba {
    fn address(&self, what: &str, more: &[(&str, &str)], context: Context<'_>) -> String {
        let (from, to) = hours::days(context.now);
        let (from, to) = (from.to_string(), to.to_string());
        let mut parameters = vec![
            ("station", Some(self.code.as_str())),
            ("date_from", Some(&from)),
            ("time_from", Some("1")),
            ("date_to", Some(&to)),
            ("time_to", Some("24")),
        ];
        parameters.extend(more.iter().map(|(name, value)| (*name, Some(*value))));
        let url = context.feed.url.trim_end_matches('/');
        with_query(&format!("{url}/{what}/json"), &parameters)
    }

    /// The station; without its name and position when they cannot be had today.
    async fn station(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
        harvest: &mut Harvest,
    ) -> Station {
        let known = self
            .station
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(station) = known {
            return station;
        }
        let address = self.address(
            "stations",
            &[("use", "airquality"), ("lang", "de")],
            context,
        );
        let answer = ask(reader, &address).await;
        let found = answer.map(|answer| {
            let rows = answer.stations();
            rows.iter()
                .filter_map(|row| Station::of(row))
                .find(|it| it.code == self.code)
        });
        match found {
            Ok(Some(station)) => {
                let mut known = self.station.lock().unwrap_or_else(PoisonError::into_inner);
                return known.insert(station).clone();
            }
            Ok(None) => harvest.reject(&self.code, "it is not in the list of stations"),
            Err(error) => harvest.reject(&self.code, error),
        }
        Station::unknown(&self.code)
    }
}

async fn ask(reader: &mut Reader<'_>, address: &str) -> Result<Answer, ReadError> {
    let answer = reader.get(address).await?;
    loose::json(address, &answer.body)
}

/// How a row becomes an observation.
type Row = fn(&Station, (&str, &serde_json::Value), &mut Harvest, Context<'_>) -> Result<(), Odd>;

fn take(
    answer: &Answer,
    address: &str,
    station: &Station,
    row: Row,
    harvest: &mut Harvest,
    context: Context<'_>,
) -> Result<(), ReadError> {
    let keys = [
        station.code.as_str(),
        station.number.as_deref().unwrap_or_default(),
    ];
    let rows = answer.rows(&keys);
    for told in rows.ok_or_else(|| unreadable(address, "`data` is no object of stations"))? {
        harvest.seen += 1;
        if let Err(odd) = row(station, told, harvest, context) {
            harvest.reject(told.0, odd);
        }
    }
    Ok(())
}
