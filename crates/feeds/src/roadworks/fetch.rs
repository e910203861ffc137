//! One file.

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use serde::Deserialize;

use super::{map, wire::Collection};
use crate::{
    connector::{Connector, Context, ReadError},
    drift::unless_all_faulty,
    http::Reader,
    loose::{json, unreadable},
    options::{OptionsError, parse},
};

/// There is nothing to choose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {}

struct Roadworks;

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let Options {} = parse(feed)?;
    Ok(Box::new(Roadworks))
}

#[async_trait]
impl Connector for Roadworks {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let address = &context.feed.url;
        let Some(answer) = reader.get_if_changed(address).await? else {
            return Ok(None);
        };
        let collection: Collection = json(address, &answer.body)?;
        let Some(features) = collection.features else {
            return Err(unreadable(address, "it has no list `features`"));
        };
        unless_all_faulty(map::harvest(features, context), address).map(Some)
    }
}
