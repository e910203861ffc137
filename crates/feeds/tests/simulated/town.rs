//! A city folder of this repository with a running simulator.

use std::path::PathBuf;

use domain::{
    City,
    live::{ConnectorKind, Feed, Harvest},
};
use feeds::{Context, HttpClient, Reader};
use jiff::Timestamp;
use simulator::{SimulatedClock, Simulator};
use tokio::{net::TcpListener, runtime::Runtime};

pub(crate) struct Town {
    city: City,
    pub(crate) simulator: Simulator,
    base: String,
    http: HttpClient,
    runtime: Runtime,
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Town {
    /// The simulator of a city, with its clock standing still.
    pub(crate) fn at(name: &str, now: &str) -> Self {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cities");
        let folder = PathBuf::from(root).join(name);
        let city = city::load(&folder).unwrap();
        let simulated = simulator::City::read(
            &city.name,
            city.time_zone.clone(),
            city.bounding_box,
            [city.feeds.clone(), city.resting_feeds.clone()].concat(),
            &folder.join("simulation"),
        );
        let clock = SimulatedClock::standing(at(now));
        let simulator = Simulator::new(simulated.unwrap(), 1, clock);
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(simulator::serve(listener, simulator.clone()));
        let http = HttpClient::new("http://127.0.0.1").unwrap();
        Self {
            city,
            simulator,
            base,
            http,
            runtime,
        }
    }

    /// The feeds of one kind, as the portal reads them from the simulator.
    pub(crate) fn feeds(&self, kind: ConnectorKind) -> Vec<Feed> {
        let all = self
            .simulator
            .feeds()
            .iter()
            .filter(|feed| feed.connector == kind);
        all.map(|feed| feed.simulated(&self.base)).collect()
    }

    /// One judged reading by a connector.
    pub(crate) fn read_by(&self, connector: &dyn feeds::Connector, feed: &Feed) -> Option<Harvest> {
        let now = self.simulator.clock().now();
        let context = Context {
            feed,
            zone: &self.city.time_zone,
            area: &self.city.places_box,
            districts: &self.city.districts,
            now,
        };
        let mut reader = Reader::new(&self.http, feed, None);
        let read = self.runtime.block_on(connector.read(&mut reader, context));
        let mut harvest = read.unwrap_or_else(|error| panic!("{}: {error}", feed.id))?;
        harvest.judge(now);
        Some(harvest)
    }

    /// The first judged reading of a feed.
    pub(crate) fn read(&self, feed: &Feed) -> Harvest {
        let connector = feeds::connector(feed).unwrap_or_else(|error| panic!("{error}"));
        self.read_by(&*connector, feed).unwrap()
    }
}
