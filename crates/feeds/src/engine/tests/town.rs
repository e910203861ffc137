//! A town with two feeds, a source that says what it is told to, and a clock that runs with the
//! tests.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use domain::{
    BoundingBox, City, Coordinate, District, DistrictId, LocalText,
    live::{ConnectorKind, Feed, FeedId, Origin},
};
use geo::polygon;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use portal::ports::{Clock, IdGenerator};
use tokio::{sync::watch, task::JoinHandle, time::Instant};

use super::{
    sources::{Counting, Source, Sources},
    store::MemoryStore,
};
use crate::{Engine, EngineParts, Equipment, Inbox};

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
        bounding_box: around,
        displays: Vec::new(),
        heat: domain::heat::HeatHelp::default(),
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
            equipment: Equipment {
                city: Arc::new(city()),
                http: self.sources.clone(),
                clock: self.clock.clone(),
                secrets: Box::new(|_| None),
                trips: None,
            },
            feeds: self.feeds.clone(),
            store: self.store.clone(),
            ids: self.ids.clone(),
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
