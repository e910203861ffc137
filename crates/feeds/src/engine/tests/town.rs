//! A town with two feeds, a source that says what it is told to, and a clock that runs with the
//! tests.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use domain::{
    BoundingBox, City, Coordinate, District, DistrictId, LocalText,
    live::{
        ConnectorKind, Datastream, Feed, FeedId, Harvest, Origin, Property, Quality, Thing,
        ThingFacts, ThingId, ThingKind,
    },
};
use geo::polygon;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use portal::ports::{Clock, IdGenerator};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
    time::Instant,
};

use super::store::MemoryStore;
use crate::{
    Answer, Connector, Context, Engine, EngineParts, FetchError, Get, Http, Inbox, ReadError,
    Reader,
};

pub(super) const INTERVAL: Duration = Duration::from_mins(10);

struct TestClock(Instant);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let start: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        start + SignedDuration::try_from(self.0.elapsed()).unwrap()
    }
}

#[derive(Default)]
struct Numbers(AtomicU32);

impl IdGenerator for Numbers {
    fn next(&self) -> String {
        self.0.fetch_add(1, Ordering::Relaxed).to_string()
    }
}

/// What a source does when it is asked.
#[derive(Clone)]
pub(super) enum Source {
    /// Brings so many values.
    Values(usize),
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
            usize::MAX
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
struct Counting;

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
    let values: usize = std::str::from_utf8(body).unwrap().parse().unwrap();
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
        let end = context.now - SignedDuration::from_secs(seconds as i64);
        harvest.observe(stream, end, Some(1.0), Quality::Ok);
    }
    harvest
}

pub(super) fn feed(id: &str) -> Feed {
    Feed {
        id: FeedId::new(id),
        source: "s".to_owned(),
        connector: ConnectorKind::Generic,
        origin: Origin::Live,
        url: format!("https://{id}.example/"),
        interval: INTERVAL,
        stale_after: 2 * INTERVAL,
        timeout: Duration::from_secs(20),
        max_bytes: 1000,
        row_budget: 1000,
        secret: None,
        private_address: false,
        options: serde_json::json!({}),
    }
}

fn city() -> City {
    let around = BoundingBox::new(8.0, 49.0, 9.0, 50.0).unwrap();
    let square =
        polygon![(x: 8.0, y: 49.0), (x: 9.0, y: 49.0), (x: 9.0, y: 50.0), (x: 8.0, y: 50.0)];
    City {
        name: "Musterstadt".to_owned(),
        portal_name: String::new(),
        time_zone: TimeZone::get("Europe/Berlin").unwrap(),
        land: "BW".to_owned(),
        centre: Coordinate::new(49.5, 8.5).unwrap(),
        bounding_box: around.clone(),
        places_box: around,
        contacts: Vec::new(),
        links: Vec::new(),
        areas: Vec::<(domain::Area, LocalText)>::new(),
        categories: Vec::new(),
        boundary: None,
        districts: vec![District {
            id: DistrictId::new("mitte"),
            name: "Mitte".to_owned(),
            approximate: false,
            boundary: square.into(),
        }],
        streets: Vec::new(),
        addresses: Vec::new(),
        sources: Vec::new(),
        feeds: Vec::new(),
        resting_feeds: Vec::new(),
        places: Vec::new(),
        texts: <_>::default(),
        theme_css: String::new(),
        base_map: None,
    }
}

/// A town whose feeds can be read by any number of nodes.
pub(super) struct Town {
    pub(super) store: Arc<MemoryStore>,
    pub(super) sources: Arc<Sources>,
    pub(super) feeds: Vec<Feed>,
    clock: Arc<TestClock>,
    ids: Arc<Numbers>,
}

/// An engine that runs.
pub(super) struct Node {
    pub(super) inbox: Inbox,
    pub(super) running: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Node {
    pub(super) async fn stop(self) {
        self.stop.send_replace(true);
        self.running.await.unwrap();
    }
}

impl Town {
    pub(super) fn new() -> Self {
        Self {
            store: Arc::default(),
            sources: Arc::new(Sources {
                now: Mutex::new(Source::Values(1)),
                asked: Mutex::default(),
                told: Mutex::default(),
            }),
            feeds: vec![feed("a"), feed("b")],
            clock: Arc::new(TestClock(Instant::now())),
            ids: Arc::default(),
        }
    }

    pub(super) fn engine(&self) -> Engine {
        let parts = EngineParts {
            city: Arc::new(city()),
            feeds: self.feeds.clone(),
            store: self.store.clone(),
            http: self.sources.clone(),
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            secrets: Box::new(|_| None),
        };
        Engine::connecting(parts, Box::new(|_| Ok(Box::new(Counting))))
    }

    pub(super) fn start(&self) -> Node {
        let engine = self.engine();
        let (stop, stopped) = watch::channel(false);
        Node {
            inbox: engine.inbox(),
            running: tokio::spawn(engine.run(stopped)),
            stop,
        }
    }
}

/// Lets the town's time pass.
pub(super) async fn pass(time: Duration) {
    tokio::time::sleep(time).await;
}
