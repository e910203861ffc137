//! Reads all pages of entities, and takes notifications.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use jiff::{SignedDuration, Timestamp};

use super::{
    map,
    options::{Options, Version},
    subscribe,
    wire::{Notification, Page},
};
use crate::{
    address::with_query,
    connector::{Connector, Context, ReadError},
    http::{Answer, FetchError, Get, Reader},
    loose::{self, Loose},
    options::OptionsError,
};

/// More entities of one type than any city has.
const MOST_PAGES: usize = 200;

/// How often the portal looks whether the broker still means to notify it.
const LOOK_AFTER: SignedDuration = SignedDuration::from_hours(1);

struct Ngsi {
    options: Options,
    /// When the broker last had a subscription.
    subscribed: Mutex<Option<Timestamp>>,
}

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    Ok(Box::new(Ngsi {
        options: Options::of(feed)?,
        subscribed: Mutex::default(),
    }))
}

#[async_trait]
impl Connector for Ngsi {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let mut harvest = Harvest::default();
        if let Err(error) = self.subscribe(reader, context).await {
            harvest.reject("subscription", error);
        }
        let mut pages = Pages::default();
        for number in 0..MOST_PAGES {
            let address = self.page(number, context.feed);
            let more = match self.ask(reader, &address).await {
                Ok(answer) => pages.take(&answer, &address, &self.options, &mut harvest, context),
                Err(error) => Err(error.into()),
            };
            match more {
                Ok(true) => {}
                Ok(false) => return Ok(Some(pages.complete(harvest, context.feed))),
                Err(error) if number == 0 => return Err(error),
                // What came before is worth keeping: each entity stands for itself.
                Err(error) => {
                    harvest.reject(address, error);
                    return Ok(Some(harvest));
                }
            }
        }
        let reason = format!("it has more than {MOST_PAGES} pages");
        harvest.reject(&context.feed.url, reason);
        Ok(Some(harvest))
    }

    fn receive(&self, body: &[u8], context: Context<'_>) -> Result<Harvest, ReadError> {
        let notification: Notification<'_> = loose::json("a notification", body)?;
        let mut harvest = Harvest::default();
        for record in &notification.data {
            map::entity(record.get(), &self.options, &mut harvest, context);
        }
        Ok(harvest)
    }
}

impl Ngsi {
    fn page(&self, number: usize, feed: &Feed) -> String {
        let size = self.options.page_size;
        let (limit, offset) = (size.to_string(), (number * size).to_string());
        let count = match self.options.version {
            Version::V2 => ("options", Some("count")),
            Version::Ld => ("count", Some("true")),
        };
        let parameters = [
            ("type", Some(self.options.kind.as_str())),
            ("limit", Some(&limit)),
            ("offset", Some(&offset)),
            count,
        ];
        with_query(&feed.url, &parameters)
    }

    /// Which part of the broker is meant.
    fn headers(&self) -> Vec<(String, String)> {
        let (service, context) = match self.options.version {
            Version::V2 => ("Fiware-Service", None),
            Version::Ld => ("NGSILD-Tenant", self.options.context.as_deref()),
        };
        let link = context.map(|address| {
            let rel = "http://www.w3.org/ns/json-ld#context";
            format!("<{address}>; rel=\"{rel}\"; type=\"application/ld+json\"")
        });
        [
            (service, self.options.service.clone()),
            ("Fiware-ServicePath", self.options.service_path.clone()),
            ("Link", link),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
    }

    async fn ask(&self, reader: &mut Reader<'_>, address: &str) -> Result<Answer, FetchError> {
        let request = Get {
            url: address.to_owned(),
            headers: self.headers(),
            ..Get::default()
        };
        // Only a conditional request is answered by nothing.
        Ok(reader.send(request).await?.unwrap_or_default())
    }

    async fn subscribe(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<(), ReadError> {
        let Some(callback) = &self.options.callback else {
            return Ok(());
        };
        let last = *self
            .subscribed
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|last| context.now.duration_since(last) < LOOK_AFTER) {
            return Ok(());
        }
        subscribe::ensure(&self.options, callback, &self.headers(), reader, context).await?;
        let mut subscribed = self
            .subscribed
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *subscribed = Some(context.now);
        Ok(())
    }
}

/// What is known of the pages so far.
#[derive(Default)]
struct Pages {
    /// Entities as they were written.
    told: HashSet<String>,
    announced: Option<u32>,
}

impl Pages {
    /// Takes a page; whether there may be another one.
    fn take(
        &mut self,
        answer: &Answer,
        address: &str,
        options: &Options,
        harvest: &mut Harvest,
        context: Context<'_>,
    ) -> Result<bool, ReadError> {
        let page: Page<'_> = loose::json(address, &answer.body)?;
        let before = self.told.len();
        for record in &page.entities {
            if self.told.insert(record.get().to_owned()) {
                map::entity(record.get(), options, harvest, context);
            }
        }
        let counts = ["fiware-total-count", "ngsild-results-count"];
        let count = answer
            .headers
            .iter()
            .find(|(name, _)| counts.contains(&name.as_str()));
        let count = count.and_then(|(_, count)| Loose::Text(count.clone()).count());
        self.announced = count.or(self.announced);
        if self.told.len() == before && !page.entities.is_empty() {
            harvest.reject(address, "it repeats what was told before");
            return Ok(false);
        }
        let all = self.announced.is_some_and(|all| harvest.seen >= all);
        Ok(!all && page.entities.len() >= options.page_size)
    }

    /// A broker that stops before its end is no reason to believe that the rest is gone.
    fn complete(&self, mut harvest: Harvest, feed: &Feed) -> Harvest {
        let told = harvest.seen;
        if let Some(announced) = self.announced
            && told < announced
        {
            let reason = format!("{announced} entities were announced and {told} were told");
            harvest.reject(&feed.url, reason);
        }
        harvest
    }
}
