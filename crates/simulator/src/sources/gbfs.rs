//! GBFS 2.3 and 3.0: the manifest, and where each system has its files.

use serde_json::{Value, json};

use super::{Question, gbfs_files};
use crate::{answer::Document, stations::SharedSystem, values::World};
use jiff::Timestamp;

/// A version of the format.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V2,
    V3,
}

impl Version {
    pub(super) fn number(self) -> &'static str {
        match self {
            Self::V2 => "2.3",
            Self::V3 => "3.0",
        }
    }

    fn parse(number: &str) -> Option<Self> {
        [Self::V2, Self::V3]
            .into_iter()
            .find(|one| one.number() == number)
    }

    /// Seconds since 1970 in version 2, text in version 3.
    pub(super) fn instant(self, at: Timestamp) -> Value {
        match self {
            Self::V2 => json!(at.as_second()),
            Self::V3 => json!(super::times::utc(at)),
        }
    }

    /// What every file has around its data.
    pub(super) fn file(self, now: Timestamp, data: Value) -> Value {
        json!({
            "last_updated": self.instant(super::times::last(now, 1)),
            "ttl": 60,
            "version": self.number(),
            "data": data,
        })
    }
}

/// Below the address of the feed: nothing for the manifest or the only system's directory,
/// `{system}/{version}/{file}` for the rest.
pub(super) fn document(world: &World, question: &Question<'_>) -> Option<Document> {
    let systems = &world.city.stations.shared_systems;
    let parts: Vec<&str> = question
        .path
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let value = match parts[..] {
        [] if is_manifest(question) => manifest(systems, question),
        [] => {
            let system = systems.first()?;
            directory(system, newest(system)?, question)
        }
        [system, version, file] => {
            let system = systems.iter().find(|one| one.id == system)?;
            let version = Version::parse(version).filter(|one| speaks(system, *one))?;
            match file.trim_end_matches(".json") {
                "gbfs" => directory(system, version, question),
                file => gbfs_files::file(world, system, version, file, question.now)?,
            }
        }
        _ => return None,
    };
    Some(Document::json(value))
}

/// Whether the feed begins with a list of systems.
fn is_manifest(question: &Question<'_>) -> bool {
    let feed = question.feed;
    feed.options.get("systems").is_some() || feed.url.ends_with("manifest.json")
}

fn speaks(system: &SharedSystem, version: Version) -> bool {
    system
        .versions
        .split_whitespace()
        .any(|one| one == version.number())
}

fn newest(system: &SharedSystem) -> Option<Version> {
    [Version::V3, Version::V2]
        .into_iter()
        .find(|version| speaks(system, *version))
}

fn manifest(systems: &[SharedSystem], question: &Question<'_>) -> Value {
    let dataset = |system: &SharedSystem| {
        let versions = system.versions.split_whitespace().map(|version| {
            json!({
                "version": version,
                "url": format!("{}/{}/{version}/gbfs.json", question.base, system.id),
            })
        });
        json!({ "system_id": system.id, "versions": versions.collect::<Vec<_>>() })
    };
    let datasets: Vec<Value> = systems.iter().map(dataset).collect();
    Version::V3.file(question.now, json!({ "datasets": datasets }))
}

fn directory(system: &SharedSystem, version: Version, question: &Question<'_>) -> Value {
    let files = gbfs_files::names(version).iter().map(|name| {
        let url = format!(
            "{}/{}/{}/{name}.json",
            question.base,
            system.id,
            version.number()
        );
        json!({ "name": name, "url": url })
    });
    let feeds = json!({ "feeds": files.collect::<Vec<_>>() });
    let data = match version {
        Version::V2 => json!({ "de": feeds }),
        Version::V3 => feeds,
    };
    version.file(question.now, data)
}
