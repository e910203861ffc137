//! Immutable names: `map.js` becomes `/assets/map.1a2b3c4d.js`, and whoever mentions
//! `/assets/map.js` is rewritten.

use super::inputs::short_hash;
use anyhow::{Result, bail};
use std::collections::BTreeMap;

const FOLDER: &str = "/assets/";

/// An asset with its final name.
#[derive(Debug, PartialEq)]
pub(super) struct Asset {
    /// The address, such as `/assets/map.1a2b3c4d.js`.
    pub(super) url: String,
    /// The content with all addresses rewritten.
    pub(super) bytes: Vec<u8>,
}

/// Gives every file its immutable name. A file is named after those it mentions have been, because
/// their names are part of its content.
pub(super) fn name_all(files: BTreeMap<String, Vec<u8>>) -> Result<BTreeMap<String, Asset>> {
    let known: Vec<String> = files.keys().cloned().collect();
    let mut waiting = Vec::new();
    for (name, bytes) in files {
        let mentioned = mentioned(&name, &bytes);
        if let Some(unknown) = mentioned
            .iter()
            .find(|mentioned| !known.contains(mentioned))
        {
            bail!(
                "{name} asks for {FOLDER}{unknown}, which is not built: correct the name or add the file"
            );
        }
        waiting.push((name, bytes, mentioned));
    }
    let mut named: BTreeMap<String, Asset> = BTreeMap::new();
    while !waiting.is_empty() {
        let (ready, later): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|(_, _, mentioned)| mentioned.iter().all(|name| named.contains_key(name)));
        if ready.is_empty() {
            let circle: Vec<_> = later.iter().map(|(name, ..)| name.as_str()).collect();
            bail!(
                "{} mention one another, so none can be named first",
                circle.join(" and ")
            );
        }
        for (name, bytes, mentioned) in ready {
            let bytes = if mentioned.is_empty() {
                bytes
            } else {
                rewritten(&bytes, &named)
            };
            let url = format!("{FOLDER}{}", hashed_name(&name, &bytes));
            named.insert(name, Asset { url, bytes });
        }
        waiting = later;
    }
    Ok(named)
}

fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = short_hash(bytes);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

/// The assets a style or script names.
fn mentioned(name: &str, bytes: &[u8]) -> Vec<String> {
    if !(has_extension(name, "css") || has_extension(name, "js") || has_extension(name, "svg")) {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(bytes);
    text.split(FOLDER)
        .skip(1)
        .map(asset_name)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, found)| found == extension)
}

/// The file name at the beginning of a text.
fn asset_name(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | '-'))
        .unwrap_or(text.len());
    text[..end].trim_end_matches('.')
}

fn rewritten(bytes: &[u8], named: &BTreeMap<String, Asset>) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split(FOLDER);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = asset_name(part);
        match named.get(name) {
            Some(asset) => result.push_str(&asset.url),
            None => result.extend([FOLDER, name]),
        }
        result.push_str(&part[name.len()..]);
    }
    result.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        list.iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_style_names_its_font_by_the_immutable_name() {
        let named = name_all(files(&[
            ("a.css", "@font-face{src:url(\"/assets/font-400.woff2\")}"),
            ("font-400.woff2", "font"),
        ]))
        .unwrap();
        let font = &named["font-400.woff2"].url;
        assert!(
            font.starts_with("/assets/font-400.") && has_extension(font, "woff2"),
            "{font}"
        );
        let style = String::from_utf8(named["a.css"].bytes.clone()).unwrap();
        assert_eq!(style, format!("@font-face{{src:url(\"{font}\")}}"));
    }

    #[test]
    fn a_new_font_renames_the_style_and_the_script_that_loads_it() {
        let with = |font: &str| {
            name_all(files(&[
                ("a.js", "load('/assets/b.css')"),
                ("b.css", "url(/assets/c.woff2)"),
                ("c.woff2", font),
            ]))
            .unwrap()
        };
        assert_ne!(with("old")["a.js"].url, with("new")["a.js"].url);
        assert_eq!(with("old"), with("old"));
    }

    #[test]
    fn an_asset_nobody_builds_is_a_fault() {
        let error = name_all(files(&[("a.css", "url(/assets/nothing.png)")])).unwrap_err();
        assert!(error.to_string().contains("nothing.png"), "{error}");
    }

    #[test]
    fn two_files_that_name_each_other_are_a_fault() {
        assert!(name_all(files(&[("a.js", "/assets/b.js"), ("b.js", "/assets/a.js")])).is_err());
    }

    #[test]
    fn the_bare_folder_is_left_alone() {
        let named = name_all(files(&[("a.js", "url.startsWith('/assets/')")])).unwrap();
        assert_eq!(named["a.js"].bytes, b"url.startsWith('/assets/')");
    }
}
