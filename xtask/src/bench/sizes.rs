//! What a citizen downloads, in bytes after brotli.

use crate::{project, site::Mode};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// One line of the table.
pub(crate) struct Size {
    /// What is measured.
    pub(crate) what: String,
    /// Bytes on the wire.
    pub(crate) bytes: u64,
    /// The most bytes there may be; `None` for lines that only inform.
    pub(crate) budget: Option<u64>,
}

/// All sizes of a built site.
pub(crate) struct Sizes(pub(crate) Vec<Size>);

impl Sizes {
    /// The lines that break their budget, as sentences.
    pub(crate) fn over_budget(&self) -> Vec<String> {
        let over = |size: &&Size| size.budget.is_some_and(|budget| size.bytes > budget);
        let sentence = |size: &Size| {
            let budget = size.budget.unwrap_or_default();
            format!("{}: {} bytes, budget {budget}", size.what, size.bytes)
        };
        self.0.iter().filter(over).map(sentence).collect()
    }
}

/// Measures the site in `target/site`.
pub(crate) fn bytes() -> Result<Sizes> {
    let site = project::path(Mode::Release.site());
    let manifest = fs::read_to_string(site.join("assets.json"))
        .context("there is no built site: run `cargo xtask build` first")?;
    let manifest: Value = serde_json::from_str(&manifest)?;
    let measure = |name: &str| -> Result<u64> {
        let url = manifest["files"][name]
            .as_str()
            .with_context(|| format!("{name} is not in target/site/assets.json"))?;
        let plain = site.join(url.trim_start_matches('/'));
        let compressed = PathBuf::from(format!("{}.br", plain.display()));
        let file = if compressed.is_file() {
            compressed
        } else {
            plain
        };
        Ok(fs::metadata(&file)
            .with_context(|| project::shown(&file))?
            .len())
    };
    let mut sizes = Vec::new();
    for (names, budget) in [
        (&["critical.css", "rest.css"][..], 12_000),
        (&["home.css"], 2_000),
        (&["lists.css"], 2_500),
        (&["live.css"], 4_000),
        (&["charts.css"], 2_000),
        (&["chart.js"], 2_000),
        (&["client.js", "client_bg.wasm"], 100_000),
        (&["leaflet.js", "map.js"], 80_000),
        (&["fira-sans-400.woff2"], 20_000),
        (&["fira-sans-600.woff2"], 20_000),
    ] {
        let mut sum = 0;
        for name in names {
            sum += measure(name)?;
        }
        sizes.push(Size {
            what: names.join(" + "),
            bytes: sum,
            budget: Some(budget),
        });
        if names.len() > 1 {
            for name in names {
                sizes.push(Size {
                    what: format!("  {name}"),
                    bytes: measure(name)?,
                    budget: None,
                });
            }
        }
    }
    sizes.push(Size {
        what: "nav.js".to_owned(),
        bytes: measure("nav.js")?,
        budget: None,
    });
    Ok(Sizes(sizes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_larger_than_its_budget_is_reported() {
        let line = |what: &str, bytes, budget| Size {
            what: what.to_owned(),
            bytes,
            budget,
        };
        let sizes = Sizes(vec![
            line("styles", 12_000, Some(12_000)),
            line("client", 100_001, Some(100_000)),
            line("  client.js", 900_000, None),
        ]);
        assert_eq!(sizes.over_budget(), ["client: 100001 bytes, budget 100000"]);
    }
}
