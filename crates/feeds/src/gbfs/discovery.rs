//! Where a system's files are.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use super::wire::{Entry, File};

/// A system of a manifest, and where its `gbfs.json` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) system: String,
    pub(super) url: String,
}

/// What the address of a feed turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Discovered {
    /// A list of systems: a manifest of GBFS 3, or Lamassu's list.
    Systems(Vec<Place>),
    /// The `gbfs.json` of one system: addresses by name of the file.
    Files(HashMap<String, String>),
}

/// What a file leads to; `None` when it is no file of GBFS that leads anywhere.
pub(super) fn discovered(file: File) -> Option<Discovered> {
    if let Some(systems) = file.systems {
        let places = entries(systems).filter_map(|entry| {
            let system = entry.id.text()?;
            let url = entry.url.text()?;
            Some(Place { system, url })
        });
        return Some(Discovered::Systems(places.collect()));
    }
    let mut data = file.data;
    if let Some(Value::Array(datasets)) = data.get_mut("datasets").map(Value::take) {
        return Some(Discovered::Systems(
            entries(datasets).filter_map(newest).collect(),
        ));
    }
    let files = if let Some(feeds) = feeds_of(&mut data) {
        feeds
    } else {
        // Up to 2.3 there is a list for each language; the files differ in their texts only.
        let languages = data.as_object_mut()?;
        let german = languages.get_mut("de").and_then(feeds_of);
        german.or_else(|| languages.values_mut().find_map(feeds_of))?
    };
    let files = entries(files).filter_map(|entry| Some((entry.name.text()?, entry.url.text()?)));
    Some(Discovered::Files(files.collect()))
}

fn feeds_of(data: &mut Value) -> Option<Vec<Value>> {
    match data.get_mut("feeds").map(Value::take) {
        Some(Value::Array(feeds)) => Some(feeds),
        _ => None,
    }
}

fn entries(list: Vec<Value>) -> impl Iterator<Item = Entry> {
    list.into_iter()
        .filter_map(|value| Entry::deserialize(value).ok())
}

/// The newest version of a system that can be read.
fn newest(dataset: Entry) -> Option<Place> {
    let version = |entry: &Entry| -> Option<(u32, u32)> {
        let text = entry.version.text()?;
        let (major, minor) = text.split_once('.').unwrap_or((&text, "0"));
        let minor = minor.split(|c: char| !c.is_ascii_digit()).next();
        Some((major.parse().ok()?, minor?.parse().unwrap_or(0)))
    };
    let known = entries(dataset.versions)
        .filter(|it| version(it).is_some_and(|(major, _)| major == 2 || major == 3));
    let best = known.max_by_key(version)?;
    Some(Place {
        system: dataset.system_id.text()?,
        url: best.url.text()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> Option<Discovered> {
        discovered(serde_json::from_str(json).unwrap())
    }

    fn place(system: &str, url: &str) -> Place {
        Place {
            system: system.to_owned(),
            url: url.to_owned(),
        }
    }

    #[test]
    fn a_manifest_leads_to_the_newest_version_that_can_be_read() {
        let manifest = r#"{"data": {"datasets": [
            {"system_id": "a", "versions": [
                {"version": "2.3", "url": "a2"}, {"version": "3.1-RC2", "url": "a31"},
                {"version": "3.0", "url": "a3"}, {"version": "4.0", "url": "a4"}]},
            {"system_id": "b", "versions": [{"version": "1.1", "url": "b1"}]},
            {"versions": []}, 7
        ]}}"#;
        assert_eq!(
            of(manifest),
            Some(Discovered::Systems(vec![place("a", "a31")]))
        );
        let list = r#"{"systems": [{"id": "a", "url": "a2"}, {"id": "b"}]}"#;
        assert_eq!(of(list), Some(Discovered::Systems(vec![place("a", "a2")])));
    }

    #[test]
    fn files_are_found_with_and_without_languages() {
        let files = Some(Discovered::Files([("x".to_owned(), "u".to_owned())].into()));
        assert_eq!(
            of(r#"{"data": {"feeds": [{"name": "x", "url": "u"}]}}"#),
            files
        );
        let languages = r#"{"data": {"en": {"feeds": [{"name": "x", "url": "e"}]}, "de": {"feeds": [{"name": "x", "url": "u"}]}}}"#;
        assert_eq!(of(languages), files);
        let one = r#"{"data": {"nb": {"feeds": [{"name": "x", "url": "u"}]}}}"#;
        assert_eq!(of(one), files);
        for nothing in [r#"{"data": {}}"#, r#"{"data": {"en": 1}}"#, "{}"] {
            assert_eq!(of(nothing), None, "{nothing}");
        }
    }
}
