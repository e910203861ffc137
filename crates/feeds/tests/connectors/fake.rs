//! A source that answers from memory, and a small city around it.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use domain::{
    BoundingBox, District, DistrictId,
    live::{ConnectorKind, Feed, FeedId, Harvest, Origin},
};
use feeds::{Answer, Connector, Context, FetchError, Get, Http, ReadError, Reader};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

/// Answers by address. What is not in it answers 404; what was asked is remembered.
#[derive(Default)]
pub(crate) struct Fake {
    answers: HashMap<String, Answer>,
    unchanged: Vec<String>,
    asked: Mutex<Vec<String>>,
}

impl Fake {
    /// The same source with one more address.
    pub(crate) fn with(mut self, url: &str, body: impl Into<Vec<u8>>) -> Self {
        let answer = Answer {
            status: 200,
            body: body.into(),
            ..Answer::default()
        };
        self.answers.insert(url.to_owned(), answer);
        self
    }

    /// The same source with an address that answers `204 No Content`.
    pub(crate) fn empty(mut self, url: &str) -> Self {
        let answer = Answer {
            status: 204,
            ..Answer::default()
        };
        self.answers.insert(url.to_owned(), answer);
        self
    }

    /// The same source with an address that says that nothing has changed.
    pub(crate) fn unchanged(mut self, url: &str) -> Self {
        self.unchanged.push(url.to_owned());
        self
    }

    /// What was asked, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[async_trait]
impl Http for Fake {
    async fn get(&self, request: Get, _feed: &Feed) -> Result<Option<Answer>, FetchError> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(request.url.clone());
        if request.conditional && self.unchanged.contains(&request.url) {
            return Ok(None);
        }
        let answer = self.answers.get(&request.url).cloned();
        answer.map(Some).ok_or(FetchError::Status {
            address: request.url,
            status: 404,
            retry_after: None,
        })
    }
}

/// A feed of a kind at `https://source.example/feed`.
pub(crate) fn feed(connector: ConnectorKind, options: Value) -> Feed {
    Feed {
        id: FeedId::new("feed"),
        source: "source".to_owned(),
        connector,
        origin: Origin::Live,
        url: "https://source.example/feed".to_owned(),
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

/// The connector of a feed.
pub(crate) fn connector(feed: &Feed) -> Box<dyn Connector> {
    feeds::connector(feed).unwrap()
}

/// Why a feed has no connector.
pub(crate) fn fault(connector: ConnectorKind, options: Value) -> String {
    match feeds::connector(&feed(connector, options)) {
        Ok(_) => panic!("these options should not be taken"),
        Err(error) => error.to_string(),
    }
}

/// An instant.
pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Does something in a city from 8.5 to 8.8 east and 49.3 to 49.5 north, with a district in its west
/// and one in its east.
fn in_city<T>(feed: &Feed, now: &str, what: impl FnOnce(Context<'_>) -> T) -> T {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    what(Context {
        feed,
        zone: &zone,
        area: &BoundingBox::new(8.5, 49.3, 8.8, 49.5).unwrap(),
        districts: &[district("west", 8.5), district("ost", 8.65)],
        is_known_trip: &|_| true,
        now: at(now),
    })
}

/// Reads a feed once.
pub(crate) fn read(
    connector: &dyn Connector,
    feed: &Feed,
    http: &Fake,
    now: &str,
) -> Result<Option<Harvest>, ReadError> {
    in_city(feed, now, |context| {
        let mut reader = Reader::new(http, feed, None);
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.build().unwrap();
        runtime.block_on(connector.read(&mut reader, context))
    })
}

/// Takes a notification.
pub(crate) fn receive(
    connector: &dyn Connector,
    feed: &Feed,
    body: &[u8],
    now: &str,
) -> Result<Harvest, ReadError> {
    in_city(feed, now, |context| connector.receive(body, context))
}

/// Reads a feed of one address once.
pub(crate) fn harvest(kind: ConnectorKind, options: Value, body: &[u8], now: &str) -> Harvest {
    let feed = feed(kind, options);
    let http = Fake::default().with(&feed.url, body);
    read(&*connector(&feed), &feed, &http, now)
        .unwrap()
        .unwrap()
}

fn district(id: &str, west: f64) -> District {
    let (east, south, north) = (west + 0.15, 49.3, 49.5);
    let corners = [(west, south), (east, south), (east, north), (west, north)];
    let ring = geo::LineString::from(corners.to_vec());
    District {
        id: DistrictId::new(id),
        name: id.to_uppercase(),
        approximate: false,
        boundary: geo::Polygon::new(ring, Vec::new()).into(),
    }
}

/// A payload that was recorded from a real source; it is not in the repository.
pub(crate) fn recorded(path: &str) -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/feeds");
    let payload = std::fs::read(root.join(path)).ok();
    if payload.is_none() {
        eprintln!("skipped: the recorded payload {path} is not on this machine");
    }
    payload
}

/// All values of a datastream, the oldest first.
pub(crate) fn values(harvest: &Harvest, stream: &str) -> Vec<(String, Option<f64>)> {
    let position = harvest
        .datastreams
        .iter()
        .position(|it| it.id.as_str() == stream);
    let ids: Vec<_> = harvest
        .datastreams
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    let position = position.unwrap_or_else(|| panic!("no `{stream}` in {ids:?}"));
    let mut found: Vec<_> = harvest
        .observations
        .iter()
        .filter(|new| new.datastream as usize == position)
        .map(|new| (new.observation.end.to_string(), new.observation.value))
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// The reasons for which records were left out.
pub(crate) fn rejections(harvest: &Harvest) -> Vec<String> {
    let told = harvest.rejected.iter();
    told.map(|it| format!("{}: {}", it.record, it.reason))
        .collect()
}
