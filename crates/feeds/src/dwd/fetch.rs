//! One file each. It is read anew every time, also when it has not changed: at midnight what it said
//! for tomorrow becomes what it says for today.

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    day::Today,
    map,
    wire::{Answer, Place, Region},
};
use crate::{
    connector::{Connector, Context, ReadError},
    http::Reader,
    loose::{json, unreadable},
    options::{OptionsError, parse},
};

/// Pollen of one region.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pollen {
    /// Number of the region, or of its part, in `s31fg.json`.
    region: u32,
}

/// UV index of one place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Uv {
    /// Name of the place in `uvi.json`.
    city: String,
}

/// The connector of a feed with pollen.
pub(crate) fn new_pollen(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    Ok(Box::new(parse::<Pollen>(feed)?))
}

/// The connector of a feed with the UV index.
pub(crate) fn new_uv(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    Ok(Box::new(parse::<Uv>(feed)?))
}

#[async_trait]
impl Connector for Pollen {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let (today, regions) = forecast::<Region>(reader, context).await?;
        let mut harvest = Harvest::default();
        let found = regions
            .iter()
            .find(|region| region.number() == Some(self.region));
        let address = &context.feed.url;
        let region = found
            .ok_or_else(|| unreadable(address, format!("region {} is not in it", self.region)))?;
        harvest.seen = 1;
        map::pollen(region, self.region, today, &mut harvest, context);
        Ok(Some(harvest))
    }
}

#[async_trait]
impl Connector for Uv {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let (today, places) = forecast::<Place>(reader, context).await?;
        let mut harvest = Harvest::default();
        let found = places
            .iter()
            .find(|place| place.city.text().as_ref() == Some(&self.city));
        let address = &context.feed.url;
        let place =
            found.ok_or_else(|| unreadable(address, format!("`{}` is not in it", self.city)))?;
        harvest.seen = 1;
        map::uv(place, &self.city, today, &mut harvest, context);
        Ok(Some(harvest))
    }
}

/// The records of a file that can be read as such, and where today is in them.
async fn forecast<T: DeserializeOwned>(
    reader: &mut Reader<'_>,
    context: Context<'_>,
) -> Result<(Today, Vec<T>), ReadError> {
    let address = &context.feed.url;
    let answer = reader.get(address).await?;
    let mut answer: Answer = json(address, &answer.body)?;
    let Some(records) = answer.content.take() else {
        return Err(unreadable(address, "it has no list `content`"));
    };
    let today = Today::of(&answer, context.now, context.zone);
    let today = today.map_err(|odd| unreadable(address, odd))?;
    let records = records
        .into_iter()
        .filter_map(|record| serde_json::from_value(record).ok());
    Ok((today, records.collect()))
}
