//! A source that answers from memory, and the reading of it.

use std::{path::PathBuf, sync::Mutex, time::Duration};

use async_trait::async_trait;
use domain::{
    BoundingBox,
    live::{
        ConnectorKind, Feed, FeedId, Harvest, NewObservation, Observation, Origin, Property, Thing,
    },
};
use feeds::{Answer, Connector, Context, FetchError, Get, Http, ReadError, Reader};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A feed at `https://source.example/api`.
pub(crate) fn feed(connector: ConnectorKind, options: Value) -> Feed {
    Feed {
        id: FeedId::new("feed"),
        source: "source".into(),
        connector,
        origin: Origin::Live,
        url: "https://source.example/api".into(),
        interval: Duration::from_mins(5),
        stale_after: Duration::from_mins(10),
        timeout: Duration::from_secs(20),
        max_bytes: 8 << 20,
        row_budget: 100_000,
        secret: None,
        private_address: false,
        options,
    }
}

type Replies = dyn Fn(&Get) -> Result<Answer, FetchError> + Send + Sync;

/// Answers every request by a function, and remembers what was asked.
pub(crate) struct Source {
    replies: Box<Replies>,
    pub(crate) asked: Mutex<Vec<Get>>,
}

impl Source {
    pub(crate) fn new(
        replies: impl Fn(&Get) -> Result<Answer, FetchError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            replies: Box::new(replies),
            asked: Mutex::default(),
        }
    }

    /// A source that answers everything with one body.
    pub(crate) fn saying(body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self::new(move |_| Ok(answer(body.clone())))
    }

    pub(crate) fn addresses(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|get| get.url.clone()).collect()
    }
}

#[async_trait]
impl Http for Source {
    async fn get(&self, request: Get, _feed: &Feed) -> Result<Option<Answer>, FetchError> {
        let answer = (self.replies)(&request);
        self.asked.lock().unwrap().push(request);
        answer.map(Some)
    }
}

pub(crate) fn answer(body: impl Into<Vec<u8>>) -> Answer {
    Answer {
        status: 200,
        body: body.into(),
        ..Answer::default()
    }
}

pub(crate) fn failing(get: &Get, status: u16) -> FetchError {
    FetchError::Status {
        address: get.url.clone(),
        status,
        retry_after: None,
    }
}

/// The value of a parameter of an address.
pub(crate) fn parameter<'a>(get: &'a Get, name: &str) -> Option<&'a str> {
    let (_, query) = get.url.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(key, value)| (key == name).then_some(value))
}

/// What happens while the clock stands still.
pub(crate) struct Reading {
    pub(crate) feed: Feed,
    pub(crate) now: Timestamp,
    pub(crate) area: BoundingBox,
}

impl Reading {
    pub(crate) fn of(feed: Feed, now: &str) -> Self {
        Self {
            feed,
            now: at(now),
            area: BoundingBox::new(8.5, 49.3, 8.8, 49.5).unwrap(),
        }
    }

    pub(crate) fn connector(&self) -> Box<dyn Connector> {
        feeds::connector(&self.feed).unwrap()
    }

    /// Reads once with a new connector.
    pub(crate) fn read(&self, source: &Source) -> Result<Harvest, ReadError> {
        self.read_with(&*self.connector(), source)
    }

    /// Reads once; judges as the engine does.
    pub(crate) fn read_with(
        &self,
        connector: &dyn Connector,
        source: &Source,
    ) -> Result<Harvest, ReadError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let mut reader = Reader::new(source, &self.feed, None);
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let read = runtime.block_on(connector.read(&mut reader, self.context(&zone)))?;
        let mut harvest = read.unwrap_or_default();
        harvest.judge(self.now);
        Ok(harvest)
    }

    /// Takes a notification.
    pub(crate) fn receive(&self, body: &[u8]) -> Result<Harvest, ReadError> {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let mut harvest = self.connector().receive(body, self.context(&zone))?;
        harvest.judge(self.now);
        Ok(harvest)
    }

    fn context<'a>(&'a self, zone: &'a TimeZone) -> Context<'a> {
        Context {
            feed: &self.feed,
            zone,
            area: &self.area,
            districts: &[],
            is_known_trip: &|_| true,
            now: self.now,
        }
    }
}

/// The observations of one property of one thing, the oldest first.
pub(crate) fn values(harvest: &Harvest, thing: &str, property: Property) -> Vec<Observation> {
    let id = format!("feed:{thing}");
    let of_stream = |new: &&NewObservation| {
        let stream = &harvest.datastreams[new.datastream as usize];
        stream.thing.as_str() == id && stream.property == property
    };
    let found = harvest.observations.iter().filter(of_stream);
    found.map(|new| new.observation).collect()
}

/// The one observation of one property of one thing.
pub(crate) fn value(harvest: &Harvest, thing: &str, property: Property) -> Observation {
    match values(harvest, thing, property)[..] {
        [one] => one,
        ref others => panic!("{thing} has {others:?} of {property:?}"),
    }
}

pub(crate) fn thing<'a>(harvest: &'a Harvest, id: &str) -> &'a Thing {
    let id = format!("feed:{id}");
    let found = harvest.things.iter().find(|thing| thing.id.as_str() == id);
    found.unwrap_or_else(|| panic!("{id} is not among {:?}", harvest.things))
}

pub(crate) fn reasons(harvest: &Harvest) -> Vec<String> {
    let rejected = harvest.rejected.iter();
    rejected
        .map(|it| format!("{}: {}", it.record, it.reason))
        .collect()
}

/// A recorded payload, or `None` with a printed reason on machines that have none.
pub(crate) fn recorded(path: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/feeds");
    let body = std::fs::read(root.join(path));
    if body.is_err() {
        println!("skipped: there is no recorded payload {path}");
    }
    body.ok()
}
