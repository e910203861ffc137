//! One list for each road and service. When one of them cannot be had, none counts: what is
//! missing in a reading has ended.

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use serde::Deserialize;
use serde_json::Value;

use super::{map, wire::Service};
use crate::{
    connector::{Connector, Context, ReadError},
    drift::unless_all_faulty,
    http::Reader,
    loose::{json, unreadable},
    options::{OptionsError, parse},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Names of the motorways: `A5`.
    roads: Vec<String>,
    #[serde(default = "all_services")]
    services: Vec<Service>,
}

fn all_services() -> Vec<Service> {
    Service::ALL.to_vec()
}

struct Autobahn {
    options: Options,
}

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let options: Options = parse(feed)?;
    if options.roads.is_empty() {
        return Err(OptionsError::new(feed, "`roads` names no motorway"));
    }
    let plain = |road: &String| road.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if let Some(road) = options.roads.iter().find(|road| !plain(road)) {
        let reason = format!("`roads`: `{road}` is not a name such as `A5`");
        return Err(OptionsError::new(feed, reason));
    }
    Ok(Box::new(Autobahn { options }))
}

#[async_trait]
impl Connector for Autobahn {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        let mut reading = map::Reading::new(context);
        let url = context.feed.url.trim_end_matches('/');
        for road in &self.options.roads {
            for service in &self.options.services {
                let name = service.as_str();
                let address = format!("{url}/{road}/services/{name}");
                let answer = reader.get(&address).await?;
                // 204: nothing on this road.
                if answer.status == 204 {
                    continue;
                }
                let mut body: Value = json(&address, &answer.body)?;
                let Some(Value::Array(list)) = body.get_mut(name).map(Value::take) else {
                    return Err(unreadable(&address, format!("it has no list `{name}`")));
                };
                reading.add(road, *service, list);
            }
        }
        unless_all_faulty(reading.harvest(), url).map(Some)
    }
}
