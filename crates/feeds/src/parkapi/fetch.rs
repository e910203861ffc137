//! Reads all pages by their cursor, and survives a server that does not keep to it.

use std::collections::HashSet;

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use serde::Deserialize;

use super::{
    map,
    wire::{Page, Site},
};
use crate::{
    address,
    connector::{Connector, Context, ReadError},
    http::Reader,
    loose,
    options::{self, OptionsError},
};

/// 100,000 sites with pages of 500: three times as many as there are.
const MOST_PAGES: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Only sites of this source; all when it is absent.
    source_uid: Option<String>,
    #[serde(default = "page_size")]
    page_size: u32,
}

fn page_size() -> u32 {
    500
}

struct ParkApi(Options);

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let options: Options = options::parse(feed)?;
    if !(1..=1_000).contains(&options.page_size) {
        return Err(OptionsError::new(feed, "`page_size` goes from 1 to 1000"));
    }
    Ok(Box::new(ParkApi(options)))
}

#[async_trait]
impl Connector for ParkApi {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let mut reading = Reading::default();
        let mut cursor = None;
        for number in 1..=MOST_PAGES {
            let address = self.page(context.feed, cursor.as_deref());
            let next = match reader.get(&address).await {
                Ok(answer) => reading.take(&answer.body, &address, context),
                Err(error) => Err(error.into()),
            };
            cursor = match next {
                Ok(next) => next,
                Err(error) if number == 1 => return Err(error),
                // What came before is worth keeping: each site stands for itself.
                Err(error) => {
                    reading.harvest.reject(address, error);
                    None
                }
            };
            if cursor.is_none() {
                break;
            }
        }
        if cursor.is_some() {
            let reason = format!("it has more than {MOST_PAGES} pages");
            reading.harvest.reject(&context.feed.url, reason);
        }
        Ok(Some(reading.complete(context.feed)))
    }
}

impl ParkApi {
    fn page(&self, feed: &Feed, cursor: Option<&str>) -> String {
        let size = self.0.page_size.to_string();
        let parameters = [
            ("source_uid", self.0.source_uid.as_deref()),
            ("limit", Some(size.as_str())),
            ("start", cursor),
        ];
        address::with_query(&feed.url, &parameters)
    }
}

/// What has been read of the pages so far.
#[derive(Default)]
struct Reading {
    harvest: Harvest,
    sites: HashSet<String>,
    cursors: HashSet<String>,
    announced: Option<u32>,
}

impl Reading {
    /// Takes a page; the cursor of the next, if there is one worth asking for.
    fn take(
        &mut self,
        body: &[u8],
        address: &str,
        context: Context<'_>,
    ) -> Result<Option<String>, ReadError> {
        let page: Page<'_> = loose::json(address, body)?;
        let before = self.harvest.seen;
        for record in &page.items {
            self.record(record.get(), context);
        }
        self.announced = page.total_count.count().or(self.announced);
        let Some(next) = page.next_id.text().filter(|_| !page.items.is_empty()) else {
            return Ok(None);
        };
        if self.harvest.seen == before || !self.cursors.insert(next.clone()) {
            let reason = "it repeats what was told before";
            self.harvest.reject(address, reason);
            return Ok(None);
        }
        Ok(Some(next))
    }

    /// Takes a site, unless a page before has brought it.
    fn record(&mut self, record: &str, context: Context<'_>) {
        let read: Result<Site, _> = serde_json::from_str(record);
        let name = |site: &Site| site.identifier().ok_or("it has no identifier");
        let outcome = match &read {
            Ok(site) => name(site).map(|id| (id, site)).map_err(str::to_owned),
            Err(error) => Err(error.to_string()),
        };
        match outcome {
            Ok((id, site)) => {
                if self.sites.insert(id.clone()) {
                    self.harvest.seen += 1;
                    map::site(&id, site, &mut self.harvest, context);
                }
            }
            Err(reason) => {
                self.harvest.seen += 1;
                let beginning: String = record.chars().take(60).collect();
                self.harvest.reject(beginning, reason);
            }
        }
    }

    /// A server that stops before its end is no reason to believe that the rest is gone.
    fn complete(mut self, feed: &Feed) -> Harvest {
        let told = self.harvest.seen;
        if let Some(announced) = self.announced
            && told < announced
        {
            let reason = format!("{announced} sites were announced and {told} were told");
            self.harvest.reject(&feed.url, reason);
        }
        self.harvest
    }
}
