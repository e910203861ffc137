//! Sources that do what they are told to, and a connector that understands them.

use std::{sync::Mutex, time::Duration};

use async_trait::async_trait;
use domain::{
    Coordinate,
    live::{
        Datastream, Feed, FeedId, Harvest, Property, Quality, Thing, ThingFacts, ThingId, ThingKind,
    },
};
use jiff::SignedDuration;
use tokio::{sync::mpsc, time::Instant};

use super::town::INTERVAL;
use crate::{Answer, Connector, Context, FetchError, Get, Http, ReadError, Reader};

/// What a source does when it is asked.
#[derive(Clone)]
pub(super) enum Source {
    /// Brings so many values.
    Values(i64),
    /// Says that nothing has changed.
    Unchanged,
    Refuses(Option<u64>),
    Hangs,
    BreaksConnector,
}

/// The sources of both feeds, and what the engine told the client.
pub(super) struct Sources {
    pub(super) now: Mutex<Source>,
    pub(super) asked: Mutex<Vec<(String, Instant)>>,
    pub(super) told: Mutex<Vec<&'static str>>,
}

impl Sources {
    /// When a feed was asked, as seconds between the requests.
    pub(super) fn gaps(&self, feed: &str) -> Vec<f64> {
        let asked = self.asked.lock().unwrap();
        let times: Vec<Instant> = asked
            .iter()
            .filter(|(id, _)| id == feed)
            .map(|(_, at)| *at)
            .collect();
        times
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).as_secs_f64())
            .collect()
    }

    pub(super) fn count(&self, feed: &str) -> usize {
        self.asked
            .lock()
            .unwrap()
            .iter()
            .filter(|(id, _)| id == feed)
            .count()
    }

    pub(super) fn set(&self, source: Source) {
        *self.now.lock().unwrap() = source;
    }
}

#[async_trait]
impl Http for Sources {
    async fn get(&self, _: Get, feed: &Feed) -> Result<Option<Answer>, FetchError> {
        self.asked
            .lock()
            .unwrap()
            .push((feed.id.to_string(), Instant::now()));
        // Only the first feed has a source that changes.
        let source = match feed.id.as_str() {
            "a" => self.now.lock().unwrap().clone(),
            _ => Source::Values(1),
        };
        let address = feed.url.clone();
        match source {
            Source::Unchanged => return Ok(None),
            Source::Refuses(retry_after) => {
                return Err(FetchError::Status {
                    address,
                    status: 503,
                    retry_after,
                });
            }
            Source::Hangs => {
                tokio::time::sleep(feed.timeout).await;
                return Err(FetchError::TooSlow {
                    address,
                    seconds: feed.timeout.as_secs(),
                });
            }
            Source::Values(_) | Source::BreaksConnector => {}
        }
        let values = if let Source::Values(values) = source {
            values
        } else {
            i64::MAX
        };
        Ok(Some(Answer {
            status: 200,
            body: values.to_string().into_bytes(),
            ..Answer::default()
        }))
    }

    fn stored(&self, _: &FeedId) {
        self.told.lock().unwrap().push("stored");
    }

    fn forget(&self, _: &FeedId) {
        self.told.lock().unwrap().push("forget");
    }
}

/// Reads a number of values, one for each second before now.
pub(super) struct Counting;

#[async_trait]
impl Connector for Counting {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let Some(answer) = reader.get_if_changed(&context.feed.url).await? else {
            return Ok(None);
        };
        Ok(Some(harvest(&answer.body, context)))
    }

    fn receive(&self, body: &[u8], context: Context<'_>) -> Result<Harvest, ReadError> {
        Ok(harvest(body, context))
    }

    async fn listen(&self, feed: &Feed, found: mpsc::Sender<Vec<u8>>) {
        if feed.options["listens"] == true {
            for _ in 0..3 {
                found.send(b"2".to_vec()).await.unwrap();
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

fn harvest(body: &[u8], context: Context<'_>) -> Harvest {
    let values: i64 = std::str::from_utf8(body).unwrap().parse().unwrap();
    assert!(values < 1000, "this connector breaks");
    let mut harvest = Harvest::default();
    let id = ThingId::of(&context.feed.id, "1");
    let stream = Datastream::instant(&id, Property::FreeSpaces, INTERVAL, 2 * INTERVAL);
    let stream = harvest.datastream(stream);
    harvest.things.push(Thing {
        id,
        feed: context.feed.id.clone(),
        kind: ThingKind::CarPark,
        name: "P1".to_owned(),
        position: Some(Coordinate::new(49.5, 8.5).unwrap()),
        district: None,
        facts: ThingFacts::default(),
    });
    for seconds in 0..values {
        let end = context.now - SignedDuration::from_secs(seconds);
        harvest.observe(stream, end, Some(1.0), Quality::Ok);
    }
    harvest
}
