//! The pages of datastreams. After a gap more observations than the newest are asked for.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use domain::live::{Feed, Harvest, Property, ThingKind};
use jiff::Timestamp;
use serde::Deserialize;
use tokio::sync::mpsc;

use super::{
    broker::Broker,
    listen,
    map::{self, Reading},
    streams::Streams,
    wire::Page,
};
use crate::{
    address::with_query,
    connector::{Connector, Context, ReadError},
    drift::unless_all_faulty,
    http::{Reader, origin_of},
    loose::{json, unreadable},
    options::{OptionsError, parse},
};

const MOST_PAGES: usize = 200;
/// Observations of each datastream after a gap.
const AFTER_A_GAP: u32 = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Options {
    /// `$filter` of the datastreams.
    filter: Option<String>,
    /// Address of the broker: `mqtt://sensors.example:1883`.
    mqtt: Option<String>,
    /// The property that an `ObservedProperty` of this name is. Names that are a property
    /// themselves need no entry; what is neither is left out.
    #[serde(default)]
    pub(super) properties: BTreeMap<String, Property>,
    #[serde(default = "sensor")]
    pub(super) kind: ThingKind,
    #[serde(default = "hundred")]
    page_size: u16,
}

fn sensor() -> ThingKind {
    ThingKind::Sensor
}

fn hundred() -> u16 {
    100
}

struct SensorThings {
    options: Options,
    broker: Option<Broker>,
    streams: Streams,
    last_read: Mutex<Option<Timestamp>>,
}

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let options: Options = parse(feed)?;
    let named = options.mqtt.as_ref().map(|named| Broker::of(feed, named));
    let broker = named
        .transpose()
        .map_err(|reason| OptionsError::new(feed, reason))?;
    if options.page_size == 0 {
        return Err(OptionsError::new(feed, "`page_size` is at least 1"));
    }
    Ok(Box::new(SensorThings {
        options,
        broker,
        streams: Streams::new(),
        last_read: Mutex::default(),
    }))
}

/// The address of the next page; it has to be at the same server.
fn next_page(link: &str, url: &str) -> Result<String, String> {
    let origin = origin_of(url);
    let address = if link.starts_with('/') {
        format!("{origin}{link}")
    } else {
        link.to_owned()
    };
    if origin_of(&address) != origin {
        return Err(format!("its next page is at another server: {link}"));
    }
    Ok(address.replace(' ', "%20"))
}

impl SensorThings {
    /// Whether observations may have been missed since the last reading.
    fn has_gap(&self, context: Context<'_>) -> bool {
        let missed = self.streams.take_missed();
        let last = *self
            .last_read
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let late = last.is_some_and(|last| {
            let age: Result<std::time::Duration, _> = context.now.duration_since(last).try_into();
            age.is_ok_and(|age| age > context.feed.interval.mul_f64(1.5))
        });
        missed || late
    }

    async fn pages(
        &self,
        reader: &mut Reader<'_>,
        reading: &mut Reading<'_>,
        url: &str,
        observations: u32,
    ) -> Result<(), ReadError> {
        let expand = format!(
            "Thing/Locations,ObservedProperty,Observations($orderby=phenomenonTime desc;$top={observations})"
        );
        let first = with_query(
            &format!("{url}/Datastreams"),
            &[
                ("$top", Some(&self.options.page_size.to_string())),
                ("$filter", self.options.filter.as_deref()),
                ("$expand", Some(&expand)),
            ],
        );
        let mut asked = HashSet::new();
        let mut next = Some(first);
        while let Some(address) = next.take() {
            let answer = reader.get(&address).await?;
            let page: Page = json(&address, &answer.body)?;
            let Some(datastreams) = page.value else {
                return Err(unreadable(&address, "it has no list `value`"));
            };
            reading.add(datastreams);
            asked.insert(address);
            if let Some(link) = page.next.text() {
                let link = next_page(&link, url).map_err(|reason| unreadable(url, reason))?;
                if asked.contains(&link) {
                    reading.reject_page("the pages lead in a circle");
                } else if asked.len() == MOST_PAGES {
                    reading.reject_page(&format!("there are more than {MOST_PAGES} pages"));
                } else {
                    next = Some(link);
                }
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Connector for SensorThings {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let url = context.feed.url.trim_end_matches('/');
        let gap = self.has_gap(context);
        let mut reading = Reading::new(&self.options, context);
        let observations = if gap { AFTER_A_GAP } else { 1 };
        let read = self.pages(reader, &mut reading, url, observations).await;
        if let Err(error) = read {
            if gap {
                self.streams.miss();
            }
            return Err(error);
        }
        let (harvest, found) = reading.finish();
        let harvest = unless_all_faulty(harvest, url)?;
        self.streams.learn(found);
        *self
            .last_read
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(context.now);
        Ok(Some(harvest))
    }

    fn receive(&self, body: &[u8], context: Context<'_>) -> Result<Harvest, ReadError> {
        map::message(body, &self.streams, context)
    }

    async fn listen(&self, feed: &Feed, found: mpsc::Sender<Vec<u8>>) {
        if let Some(broker) = &self.broker {
            listen::listen(broker, &self.streams, &feed.id, found).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_at_the_same_server() {
        let of = |link: &str| next_page(link, "https://s.example/v1.1");
        let page = "https://s.example/v1.1/Datastreams?$skip=1&$orderby=a%20desc";
        assert_eq!(of(&page.replace("%20", " ")).as_deref(), Ok(page));
        assert_eq!(
            of("/v1.1/Datastreams?$skip=1&$orderby=a desc").as_deref(),
            Ok(page)
        );
        assert!(of("http://s.example/v1.1/Datastreams").is_err());
        assert!(of("https://s.example.evil/v1.1").is_err());
    }
}
