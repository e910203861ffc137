//! One address.

use async_trait::async_trait;
use domain::live::{Feed, Harvest};

use super::{
    check::check,
    map::Reading,
    mapping::{Format, Mapping},
    wire::{self, Record},
};
use crate::{
    connector::{Connector, Context, ReadError},
    drift::unless_all_faulty,
    http::Reader,
    loose::{json, unreadable},
    options::{OptionsError, parse},
};

struct Generic {
    mapping: Mapping,
}

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let mapping: Mapping = parse(feed)?;
    check(&mapping).map_err(|reason| OptionsError::new(feed, reason))?;
    Ok(Box::new(Generic { mapping }))
}

#[async_trait]
impl Connector for Generic {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let address = &context.feed.url;
        let Some(answer) = reader.get_if_changed(address).await? else {
            return Ok(None);
        };
        let faulty = |reason: String| unreadable(address, reason);
        let harvest = match self.mapping.format {
            Format::Json => {
                let root: serde_json::Value = json(address, &answer.body)?;
                let records = wire::json(&root, &self.mapping.records).map_err(faulty)?;
                self.harvest(&records, context).map_err(faulty)?
            }
            Format::Csv => {
                let (columns, rows) = wire::table(&answer.body, &self.mapping)
                    .map_err(|error| unreadable(address, error))?;
                let records = rows.into_iter().map(|row| Record::Row {
                    columns: &columns,
                    row,
                });
                self.harvest(&records.collect::<Vec<_>>(), context)
                    .map_err(faulty)?
            }
        };
        unless_all_faulty(harvest, address).map(Some)
    }
}

impl Generic {
    fn harvest(&self, records: &[Record<'_>], context: Context<'_>) -> Result<Harvest, String> {
        let mut reading = Reading::new(&self.mapping, context);
        for record in records {
            reading.add(record);
        }
        reading.harvest(records.first())
    }
}
