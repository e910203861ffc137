//! From the manifest to the systems. No file is asked again before its time has come.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use domain::live::{Feed, Harvest};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{
    discovery::{Discovered, Place, discovered},
    system::System,
    wire::File,
};
use crate::{
    connector::{Connector, Context, ReadError},
    drift::unless_all_faulty,
    http::Reader,
    instant,
    loose::{Loose, json, unreadable},
    options::{OptionsError, parse},
};

/// A manifest of a whole country without a choice would be a mistake.
const MOST_SYSTEMS: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Which systems of the manifest; all when it is left out.
    systems: Option<Vec<String>>,
}

struct Gbfs {
    options: Options,
    known: Mutex<Known>,
}

/// What was found before.
#[derive(Default)]
struct Known {
    /// Systems by their identifier; empty when the address has to be asked.
    systems: BTreeMap<String, System>,
    /// When the address has to be asked again.
    until: Timestamp,
}

/// The connector of a feed.
pub(crate) fn new(feed: &Feed) -> Result<Box<dyn Connector>, OptionsError> {
    let options: Options = parse(feed)?;
    if options.systems.as_ref().is_some_and(Vec::is_empty) {
        return Err(OptionsError::new(feed, "`systems` names no system"));
    }
    let known = Mutex::default();
    Ok(Box::new(Gbfs { options, known }))
}

/// A file with the instant from which on it may be asked again.
pub(super) async fn file(
    reader: &mut Reader<'_>,
    address: &str,
    now: Timestamp,
) -> Result<(File, Timestamp), ReadError> {
    let answer = reader.get(address).await?;
    let file: File = json(address, &answer.body)?;
    let until = due(&file, now);
    Ok((file, until))
}

/// A file is made anew `ttl` seconds after its last change. It is not asked twice a minute, and not left alone for ever when it was broken once.
fn due(file: &File, now: Timestamp) -> Timestamp {
    const SOONEST: SignedDuration = SignedDuration::from_secs(50);
    const LATEST: SignedDuration = SignedDuration::from_hours(1);
    let ttl = file.ttl.count().unwrap_or(0).min(86_400);
    let made = time(&file.last_updated).unwrap_or(now).min(now);
    let next = made + SignedDuration::from_secs(ttl.into());
    next.clamp(now + SOONEST, now + LATEST)
}

/// Seconds since 1970, or RFC 3339.
pub(super) fn time(time: &Loose) -> Option<Timestamp> {
    match time {
        Loose::Text(text) => {
            instant::with_offset(text).or_else(|| instant::posix_seconds(text.parse().ok()?))
        }
        other => instant::posix_seconds(other.finite()?),
    }
}

impl Gbfs {
    /// The systems that an address leads to, each new.
    async fn discover(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
        harvest: &mut Harvest,
    ) -> Result<Known, ReadError> {
        let address = &context.feed.url;
        let (file, until) = file(reader, address, context.now).await?;
        let places = match discovered(file) {
            Some(Discovered::Systems(places)) => self.chosen(places, harvest),
            Some(Discovered::Files(files)) => {
                let system = System::of_files(address, files, until);
                let systems = [(String::new(), system)].into();
                return Ok(Known { systems, until });
            }
            None => {
                return Err(unreadable(
                    address,
                    "it is neither a manifest nor a `gbfs.json`",
                ));
            }
        };
        if places.len() > MOST_SYSTEMS {
            let reason = format!("it has {} systems; choose some by `systems`", places.len());
            return Err(unreadable(address, reason));
        }
        let systems = places
            .into_iter()
            .map(|place| (place.system.clone(), System::new(place)));
        let systems = systems.collect();
        Ok(Known { systems, until })
    }

    fn chosen(&self, places: Vec<Place>, harvest: &mut Harvest) -> Vec<Place> {
        let Some(wanted) = &self.options.systems else {
            return places;
        };
        for name in wanted {
            if !places.iter().any(|place| place.system == *name) {
                harvest.seen += 1;
                harvest.reject(name, "there is no such system in the manifest");
            }
        }
        let is_wanted = |place: &Place| wanted.contains(&place.system);
        places.into_iter().filter(is_wanted).collect()
    }
}

#[async_trait]
impl Connector for Gbfs {
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError> {
        // Taken out: a reading that is broken off forgets, and the next one asks for everything.
        let mut known =
            std::mem::take(&mut *self.known.lock().unwrap_or_else(PoisonError::into_inner));
        let mut harvest = Harvest::default();
        let mut asked = false;
        if known.systems.is_empty() || known.until <= context.now {
            let mut found = self.discover(reader, context, &mut harvest).await?;
            for (id, system) in &mut found.systems {
                if let Some(before) = known.systems.remove(id) {
                    system.keep(before);
                }
            }
            known = found;
            asked = true;
        }
        let mut failure = None;
        let mut successes = 0;
        for (id, system) in &mut known.systems {
            match system.read(reader, context, &mut harvest).await {
                Ok(new) => {
                    asked |= new;
                    successes += 1;
                }
                Err(error) => {
                    system.forget();
                    harvest.seen += 1;
                    harvest.reject(id, &error);
                    failure.get_or_insert(error);
                }
            }
        }
        if let Some(error) = failure
            && successes == 0
        {
            return Err(error);
        }
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = known;
        if !asked {
            return Ok(None);
        }
        unless_all_faulty(harvest, &context.feed.url).map(Some)
    }
}
