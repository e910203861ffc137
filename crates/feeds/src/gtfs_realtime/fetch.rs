//! One file.

use async_trait::async_trait;
use bytes::Bytes;
use domain::live::{Feed, Harvest};
use prost::Message;
use serde::Deserialize;

use super::{map, wire::FeedMessage};
use crate::{
    connector::{Connector, Context, ReadError},
    http::Reader,
    loose::unreadable,
    options::{OptionsError, parse},
};

/// There is nothing to choose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {}

struct GtfsRealtime;

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let Options {} = parse(feed)?;
    Ok(Box::new(GtfsRealtime))
}

#[async_trait]
impl Connector for GtfsRealtime {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let address = &context.feed.url;
        let Some(answer) = reader.get_if_changed(address).await? else {
            return Ok(None);
        };
        let message = FeedMessage::decode(Bytes::from(answer.body))
            .map_err(|error| unreadable(address, error))?;
        map::harvest(message, context).map(Some)
    }
}
