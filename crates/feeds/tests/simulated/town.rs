//! A city folder of this repository with a running simulator.

use std::{path::PathBuf, sync::Arc};

use domain::{
    City,
    live::{ConnectorKind, Feed, FeedId, Harvest},
    timetable::TripOfDay,
};
use feeds::{Connector, Context, Http, HttpClient, ReadError, Reader};
use jiff::{Timestamp, tz::TimeZone};
use simulator::{Fault, SimulatedClock, Simulator};
use tokio::{net::TcpListener, runtime::Runtime};

pub(crate) struct Town {
    city: City,
    pub(crate) simulator: Simulator,
    base: String,
    http: HttpClient,
    pub(crate) runtime: Runtime,
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A hundred trips that begin at the first of two instants.
fn trips(from: Timestamp, _until: Timestamp) -> Vec<TripOfDay> {
    let day = from.to_zoned(TimeZone::UTC).date();
    let trip = |number| TripOfDay {
        id: format!("trip-{number}"),
        day,
        calls: vec![(1, from), (2, from + jiff::SignedDuration::from_mins(10))],
    };
    (0..100).map(trip).collect()
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
        let simulated = simulated.unwrap().with_trips(Arc::new(trips));
        let simulator = Simulator::new(simulated, 1, clock);
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
        let mut all = self.all_feeds();
        all.retain(|feed| feed.connector == kind);
        all
    }

    /// All feeds of the city, as the portal reads them from the simulator.
    pub(crate) fn all_feeds(&self) -> Vec<Feed> {
        let all = self.simulator.feeds().iter();
        all.map(|feed| feed.simulated(&self.base)).collect()
    }

    /// One judged reading by a connector.
    pub(crate) fn try_read(
        &self,
        connector: &dyn Connector,
        feed: &Feed,
    ) -> Result<Option<Harvest>, ReadError> {
        let now = self.simulator.clock().now();
        let context = self.context(feed);
        let mut reader = Reader::new(&self.http, feed, None);
        let read = self.runtime.block_on(connector.read(&mut reader, context));
        // As the engine does it: what was read is stored, what failed is asked for anew.
        match &read {
            Ok(_) => self.http.stored(&feed.id),
            Err(_) => self.http.forget(&feed.id),
        }
        let mut read = read?;
        if let Some(harvest) = &mut read {
            harvest.judge(now);
        }
        Ok(read)
    }

    /// What a connector may know at this moment.
    pub(crate) fn context<'a>(&'a self, feed: &'a Feed) -> Context<'a> {
        Context {
            feed,
            zone: &self.city.time_zone,
            area: &self.city.places_box,
            districts: &self.city.districts,
            is_known_trip: &|_| true,
            now: self.simulator.clock().now(),
        }
    }

    /// The first judged reading of a feed.
    pub(crate) fn read(&self, feed: &Feed) -> Harvest {
        let connector = feeds::connector(feed).unwrap_or_else(|error| panic!("{error}"));
        let read = self.try_read(&*connector, feed);
        read.unwrap_or_else(|error| panic!("{}: {error}", feed.id))
            .unwrap()
    }

    /// Gives a feed a fault, or heals it.
    pub(crate) fn switch(&self, feed: &Feed, fault: Option<Fault>) {
        let real = feed.id.as_str().trim_start_matches(FeedId::SIMULATED);
        self.simulator.faults().set(&FeedId::new(real), fault);
    }
}
