//! The invented city with its simulated sources, a database and an engine, all on one clock that a
//! test moves.

use std::{path::PathBuf, sync::Arc, time::Duration};

use domain::{
    City,
    live::{Feed, FeedId, Outcome},
};
use feeds::{Engine, EngineParts, Equipment, HttpClient};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use portal::{
    live::Live,
    ports::{Clock, IdGenerator, LiveStore},
};
use simulator::{SimulatedClock, Simulator};
use storage::Store;
use tokio::net::TcpListener;

/// How long a source may take in a test, and how much it may send.
const PATIENCE: Duration = Duration::from_secs(10);
const BYTES: u64 = 4 * 1024 * 1024;

struct TownClock(SimulatedClock);

impl Clock for TownClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

struct NameOf(&'static str);

impl IdGenerator for NameOf {
    fn next(&self) -> String {
        self.0.to_owned()
    }
}

fn engine(
    city: &Arc<City>,
    simulator: &Simulator,
    feeds: Vec<Feed>,
    store: &Arc<dyn LiveStore>,
    name: &'static str,
) -> Engine {
    Engine::new(EngineParts {
        equipment: Equipment {
            city: Arc::clone(city),
            http: Arc::new(HttpClient::new("http://127.0.0.1").unwrap()),
            clock: Arc::new(TownClock(simulator.clock().clone())),
            secrets: Box::new(|_| None),
            trips: None,
        },
        feeds,
        store: Arc::clone(store),
        ids: Arc::new(NameOf(name)),
    })
}

pub(crate) struct Town {
    city: Arc<City>,
    pub(crate) simulator: Simulator,
    pub(crate) feeds: Vec<Feed>,
    pub(crate) zone: TimeZone,
    pub(crate) store: Arc<dyn LiveStore>,
    pub(crate) live: Live,
    engine: Engine,
    _folder: tempfile::TempDir,
}

impl Town {
    /// The city at an instant that stays until the test moves it; nothing was read yet.
    pub(crate) async fn at(now: &str) -> Self {
        Self::running(now, 0.0).await
    }

    /// The city from an instant on; its clock runs so many times as fast as others.
    pub(crate) async fn running(now: &str, speed: f64) -> Self {
        let folder = PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../cities/musterstadt"
        ));
        let city = city::load(&folder).unwrap();
        let simulated = simulator::City::read(
            &city.name,
            city.time_zone.clone(),
            city.bounding_box,
            [city.feeds.clone(), city.resting_feeds.clone()].concat(),
            &folder.join("simulation"),
        );
        let clock = SimulatedClock::running(now.parse().unwrap(), speed);
        let simulator = Simulator::new(simulated.unwrap(), 1, clock);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(simulator::serve(listener, simulator.clone()));
        let feeds: Vec<Feed> = simulator
            .feeds()
            .iter()
            .map(|feed| Feed {
                timeout: PATIENCE,
                max_bytes: BYTES,
                ..feed.simulated(&base)
            })
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", folder.path().join("town.db").display());
        let store: Arc<dyn LiveStore> = Arc::new(Store::open(&database).await.unwrap());
        let zone = city.time_zone.clone();
        let city = Arc::new(city);
        let engine = engine(&city, &simulator, feeds.clone(), &store, "node");
        let live = Live::open(Arc::clone(&store)).await.unwrap();
        Self {
            city,
            simulator,
            feeds,
            zone,
            store,
            live,
            engine,
            _folder: folder,
        }
    }

    /// An engine of another node, with a store of its own.
    pub(crate) fn engine(
        &self,
        feed: &Feed,
        store: &Arc<dyn LiveStore>,
        name: &'static str,
    ) -> Engine {
        engine(&self.city, &self.simulator, vec![feed.clone()], store, name)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.simulator.clock().now()
    }

    pub(crate) fn wait(&self, time: Duration) {
        let time = SignedDuration::try_from(time).unwrap();
        self.simulator.clock().advance(time);
    }

    /// Reads a feed once and takes over what changed.
    pub(crate) async fn read(&self, feed: &Feed) -> Outcome {
        let run = self.engine.read_once(feed).await.unwrap();
        self.live.catch_up().await.unwrap();
        run.outcome
    }

    /// The feed under the key of the city's folder.
    pub(crate) fn real_id(feed: &Feed) -> FeedId {
        let id = feed.id.as_str();
        FeedId::new(id.strip_prefix("simulated-").unwrap_or(id))
    }
}
