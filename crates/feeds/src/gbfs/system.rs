//! One system: its files, each asked when it is due.

use std::collections::HashMap;

use domain::live::{Harvest, VehicleClass};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use super::{
    areas,
    discovery::{Discovered, Place, discovered},
    fetch::{file, time},
    map::{self, Stations},
    wire::{SystemInformation, VehicleType, localised},
};
use crate::{
    connector::{Context, ReadError},
    http::Reader,
    loose::unreadable,
};

/// Something that was read, and when it has to be read again.
struct Kept<T> {
    value: T,
    until: Timestamp,
}

/// A system and what is known of it.
pub(super) struct System {
    place: Place,
    files: Option<Kept<HashMap<String, String>>>,
    name: Option<Kept<Option<String>>>,
    classes: Option<Kept<HashMap<String, VehicleClass>>>,
    stations: Option<Kept<Stations>>,
    status_until: Timestamp,
    vehicles_until: Timestamp,
}

/// What mapping has to know of a system.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    /// Its identifier in a manifest; empty when the feed is one system.
    pub(super) id: &'a str,
    pub(super) name: Option<&'a str>,
    /// Class of each type of vehicle.
    pub(super) classes: &'a HashMap<String, VehicleClass>,
}

impl Facts<'_> {
    /// The external identifier of something in this system.
    pub(super) fn external(&self, id: &str) -> String {
        match self.id {
            "" => id.to_owned(),
            system => format!("{system}:{id}"),
        }
    }
}

fn due<T>(kept: Option<&Kept<T>>, now: Timestamp) -> bool {
    kept.is_none_or(|kept| kept.until <= now)
}

impl System {
    pub(super) fn new(place: Place) -> Self {
        Self {
            place,
            files: None,
            name: None,
            classes: None,
            stations: None,
            status_until: Timestamp::UNIX_EPOCH,
            vehicles_until: Timestamp::UNIX_EPOCH,
        }
    }

    /// The system whose `gbfs.json` was just read.
    pub(super) fn of_files(url: &str, files: HashMap<String, String>, until: Timestamp) -> Self {
        let mut system = Self::new(Place {
            system: String::new(),
            url: url.to_owned(),
        });
        system.files = Some(Kept {
            value: files,
            until,
        });
        system
    }

    /// Takes over what was known of the same system before, but not where its files are when that
    /// is known better or its address has changed.
    pub(super) fn keep(&mut self, before: Self) {
        let known = self.files.is_some() || before.place != self.place;
        let (place, files) = (self.place.clone(), self.files.take());
        *self = Self { place, ..before };
        if known {
            self.files = files;
        }
    }

    /// Forgets where its files are, because they may have moved.
    pub(super) fn forget(&mut self) {
        self.files = None;
    }

    /// Reads what is due, and says whether anything was.
    pub(super) async fn read(
        &mut self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
        harvest: &mut Harvest,
    ) -> Result<bool, ReadError> {
        let now = context.now;
        if due(self.files.as_ref(), now) {
            let (found, until) = file(reader, &self.place.url, now).await?;
            let Some(Discovered::Files(value)) = discovered(found) else {
                return Err(unreadable(&self.place.url, "it lists no files"));
            };
            self.files = Some(Kept { value, until });
        }
        let files = self
            .files
            .as_ref()
            .map(|kept| kept.value.clone())
            .unwrap_or_default();
        let address = |name: &str| files.get(name);
        let status = address("station_status").filter(|_| self.status_until <= now);
        let vehicles = address("vehicle_status").or(address("free_bike_status"));
        let vehicles = vehicles.filter(|_| self.vehicles_until <= now);
        if status.is_none() && vehicles.is_none() {
            return Ok(false);
        }
        self.read_facts(reader, &files, now).await?;
        let no_classes = HashMap::new();
        let facts = Facts {
            id: &self.place.system,
            name: self.name.as_ref().and_then(|kept| kept.value.as_deref()),
            classes: self
                .classes
                .as_ref()
                .map_or(&no_classes, |kept| &kept.value),
        };
        if let Some(address) = status {
            let stations = match (&mut self.stations, files.get("station_information")) {
                (Some(kept), _) if kept.until > now => kept,
                (stations, Some(address)) => {
                    let (list, _, until) = list(reader, address, &["stations"], now).await?;
                    let value = Stations::of(list, context, harvest);
                    stations.insert(Kept { value, until })
                }
                (_, None) => return Err(unreadable(address, "there is no `station_information`")),
            };
            let (list, updated, until) = list(reader, address, &["stations"], now).await?;
            self.status_until = until;
            let unknown =
                map::stations(&mut stations.value, list, facts, updated, context, harvest);
            if unknown {
                // There are new stations: ask for them at the next reading.
                stations.until = stations.until.min(now + SignedDuration::from_secs(50));
            }
        }
        if let Some(address) = vehicles {
            let keys = ["vehicles", "bikes"];
            let (list, updated, until) = list(reader, address, &keys, now).await?;
            self.vehicles_until = until;
            areas::count(list, facts, updated, context, harvest);
        }
        Ok(true)
    }

    /// Reads what says something about the system as a whole, as far as it has such files.
    async fn read_facts(
        &mut self,
        reader: &mut Reader<'_>,
        files: &HashMap<String, String>,
        now: Timestamp,
    ) -> Result<(), ReadError> {
        if let Some(address) = files.get("system_information")
            && due(self.name.as_ref(), now)
        {
            let (found, until) = file(reader, address, now).await?;
            let information = SystemInformation::deserialize(found.data).unwrap_or_default();
            let value = localised(&information.name).or_else(|| localised(&information.operator));
            self.name = Some(Kept { value, until });
        }
        if let Some(address) = files.get("vehicle_types")
            && due(self.classes.as_ref(), now)
        {
            let (list, _, until) = list(reader, address, &["vehicle_types"], now).await?;
            let types = list
                .into_iter()
                .filter_map(|it| VehicleType::deserialize(it).ok());
            // nextbike tells the same type more than once.
            let value = types.filter_map(|it| Some((it.id.text()?, map::class(&it))));
            let value = value.collect();
            self.classes = Some(Kept { value, until });
        }
        Ok(())
    }
}

/// The list in a file under one of several names, when it was made, and when it is due again.
async fn list(
    reader: &mut Reader<'_>,
    address: &str,
    keys: &[&str],
    now: Timestamp,
) -> Result<(Vec<Value>, Timestamp, Timestamp), ReadError> {
    let (mut found, until) = file(reader, address, now).await?;
    let updated = time(&found.last_updated).unwrap_or(now);
    for key in keys {
        if let Some(Value::Array(list)) = found.data.get_mut(key).map(Value::take) {
            return Ok((list, updated, until));
        }
    }
    Err(unreadable(address, format!("it has no list `{}`", keys[0])))
}
