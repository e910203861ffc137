//! Reads all pages.

use std::collections::HashSet;

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use serde::Deserialize;

use super::{
    map,
    wire::{Location, Page},
};
use crate::{
    address::with_query,
    connector::{Connector, Context, ReadError},
    drift::unless_all_faulty,
    http::Reader,
    loose::json,
    options::{OptionsError, parse},
};

/// 50,000 locations: more than there are in a Land.
const MOST_PAGES: usize = 50;

/// Locations on a page; a server may give fewer.
const PAGE: usize = 1_000;

/// There is nothing to choose; what a source filters by stands in its address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {}

struct Ocpi;

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let Options {} = parse(feed)?;
    Ok(Box::new(Ocpi))
}

#[async_trait]
impl Connector for Ocpi {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let mut reading = Reading::default();
        for number in 1.. {
            let address = page(reading.told, context);
            let read = match reader.get(&address).await {
                Ok(answer) => reading.take(&answer.body, &address, context),
                Err(error) => Err(error.into()),
            };
            let more = match read {
                Ok(more) => more,
                Err(error) if number == 1 => return Err(error),
                // What came before is worth keeping: each location stands for itself.
                Err(error) => {
                    reading.harvest.reject(address, error);
                    false
                }
            };
            if !more {
                break;
            }
            if number == MOST_PAGES {
                let reason = format!("it has more than {MOST_PAGES} pages");
                reading.harvest.reject(&context.feed.url, reason);
                break;
            }
        }
        unless_all_faulty(reading.harvest, &context.feed.url).map(Some)
    }
}

/// The address of the page that begins after so many locations. OCPDB takes the edges of the city;
/// other servers do not know these parameters and tell everything.
fn page(offset: usize, context: Context<'_>) -> String {
    let [west, south, east, north] = context.area.edges().map(|edge| edge.to_string());
    let (offset, limit) = (offset.to_string(), PAGE.to_string());
    let parameters = [
        ("offset", &offset),
        ("limit", &limit),
        ("lat_min", &south),
        ("lat_max", &north),
        ("lon_min", &west),
        ("lon_max", &east),
    ];
    let parameters = parameters.map(|(name, value)| (name, Some(value.as_str())));
    with_query(&context.feed.url, &parameters)
}

/// What has been read of the pages so far.
#[derive(Default)]
struct Reading {
    harvest: Harvest,
    known: HashSet<String>,
    /// Locations on the pages so far, with those that were told twice.
    told: usize,
}

impl Reading {
    /// Takes a page; whether there is another one worth asking for.
    fn take(
        &mut self,
        body: &[u8],
        address: &str,
        context: Context<'_>,
    ) -> Result<bool, ReadError> {
        let page: Page<'_> = json(address, body)?;
        let before = self.harvest.seen;
        for record in &page.items {
            self.record(record.get(), context);
        }
        self.told += page.items.len();
        // A server that tells all at once, whatever it is asked, has told them.
        let is_last = match page.total_count.count() {
            Some(all) => self.told >= all as usize,
            None => page.items.len() < PAGE,
        };
        if is_last || page.items.is_empty() {
            return Ok(false);
        }
        if self.harvest.seen == before {
            self.harvest
                .reject(address, "it repeats what was told before");
        }
        Ok(self.harvest.seen > before)
    }

    /// Takes a location, unless a page before has brought it.
    fn record(&mut self, record: &str, context: Context<'_>) {
        let read: Result<Location, _> = serde_json::from_str(record);
        let named = read.map_err(|error| error.to_string()).and_then(|read| {
            let id = read.id.text().ok_or("it has no `id`")?;
            Ok((id, read))
        });
        match named {
            Ok((id, location)) => {
                if self.known.insert(id.clone()) {
                    self.harvest.seen += 1;
                    map::location(&id, &location, &mut self.harvest, context);
                }
            }
            Err(reason) => {
                self.harvest.seen += 1;
                let beginning: String = record.chars().take(60).collect();
                self.harvest.reject(beginning, reason);
            }
        }
    }
}
