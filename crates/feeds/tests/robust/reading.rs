//! Reads a feed from a source that says whatever it is told to say. The fuzz targets use it too.

use std::sync::LazyLock;

use async_trait::async_trait;
use domain::{BoundingBox, District, DistrictId, live::Feed};
use feeds::{Answer, Context, FetchError, Get, Http, Reader};
use jiff::{Timestamp, tz::TimeZone};

/// Says something at each address.
struct Source<'a>(&'a (dyn Fn(&str) -> Vec<u8> + Sync));

#[async_trait]
impl Http for Source<'_> {
    async fn get(&self, request: Get, _feed: &Feed) -> Result<Option<Answer>, FetchError> {
        Ok(Some(Answer {
            status: 200,
            body: (self.0)(&request.url),
            ..Answer::default()
        }))
    }
}

static ZONE: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC));

/// Reads a feed twice, because a connector may keep something in between, and takes the same bytes
/// as a notification. Only that it comes back counts. Says whether the first reading brought
/// anything.
pub(crate) fn survive(feed: &Feed, says: &(dyn Fn(&str) -> Vec<u8> + Sync)) -> bool {
    let Ok(connector) = feeds::connector(feed) else {
        return false;
    };
    let Ok(area) = BoundingBox::new(8.5, 49.3, 8.8, 49.5) else {
        return false;
    };
    let edges = [(8.5, 49.3), (8.8, 49.3), (8.8, 49.5), (8.5, 49.5)];
    let ring = geo::LineString::from(edges.to_vec());
    let districts = [District {
        id: DistrictId::new("altstadt"),
        name: "Altstadt".to_owned(),
        approximate: false,
        boundary: geo::Polygon::new(ring, Vec::new()).into(),
    }];
    let mut now = Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_secs(1_795_348_800);
    let source = Source(says);
    let mut brought = false;
    for reading in 0..2 {
        let context = Context {
            feed,
            zone: &ZONE,
            area: &area,
            districts: &districts,
            is_known_trip: &|_| true,
            now,
        };
        let mut reader = Reader::new(&source, feed, None);
        let read = futures_util::FutureExt::now_or_never(connector.read(&mut reader, context));
        if let Some(Ok(Some(mut harvest))) = read {
            harvest.judge(now);
            let events = harvest.events.is_some_and(|events| !events.is_empty());
            let trips = harvest.trips.is_some_and(|said| !said.trips.is_empty());
            brought |= reading == 0 && (events || trips || !harvest.observations.is_empty());
        }
        let _ = connector.receive(&says(&feed.url), context);
        now += jiff::SignedDuration::from_hours(2);
    }
    brought
}
