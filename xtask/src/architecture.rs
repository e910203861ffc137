//! Who may know whom. Crates are layers; an arrow that is not in this table is a fault.

use crate::program;
use anyhow::{Context, Result};
use serde_json::Value;
use std::{collections::BTreeMap, process::Command};

/// One crate: what it may depend on, and what only its tests may use besides.
struct Layer {
    name: &'static str,
    may_know: &'static [&'static str],
    tests_may_know: &'static [&'static str],
    /// Libraries that would turn the layer upside down.
    never: &'static [&'static str],
}

const ADAPTERS: &[&str] = &["sqlx", "reqwest", "tantivy"];

#[rustfmt::skip]
const LAYERS: &[Layer] = &[
    Layer { name: "domain", may_know: &[], tests_may_know: &[], never: &["tokio", "async-trait", "sqlx", "reqwest", "tantivy", "axum", "leptos"] },
    Layer { name: "hours", may_know: &["domain"], tests_may_know: &[], never: &["tokio", "sqlx", "reqwest", "axum", "leptos"] },
    Layer { name: "portal", may_know: &["domain", "hours"], tests_may_know: &[], never: &["sqlx", "reqwest", "tantivy", "axum", "leptos"] },
    Layer { name: "city", may_know: &["domain", "hours"], tests_may_know: &[], never: ADAPTERS },
    Layer { name: "storage", may_know: &["domain", "portal"], tests_may_know: &[], never: &["axum", "leptos", "tantivy"] },
    Layer { name: "feeds", may_know: &["domain", "portal"], tests_may_know: &["city", "simulator", "storage"], never: &["axum", "leptos", "sqlx", "tantivy"] },
    Layer { name: "simulator", may_know: &["domain"], tests_may_know: &[], never: &["leptos", "sqlx", "tantivy", "reqwest"] },
    Layer { name: "import", may_know: &["domain", "portal", "city", "hours"], tests_may_know: &["storage"], never: &["axum", "leptos", "sqlx"] },
    Layer { name: "search", may_know: &["domain", "portal"], tests_may_know: &["city"], never: &["axum", "leptos", "sqlx"] },
    Layer { name: "i18n", may_know: &["domain"], tests_may_know: &[], never: ADAPTERS },
    Layer { name: "ui", may_know: &["i18n"], tests_may_know: &[], never: ADAPTERS },
    Layer { name: "charts", may_know: &["domain", "i18n"], tests_may_know: &[], never: &["tokio", "sqlx", "reqwest", "axum", "leptos"] },
    Layer { name: "map", may_know: &["domain"], tests_may_know: &[], never: ADAPTERS },
    Layer { name: "app", may_know: &["domain", "hours", "i18n", "ui", "map", "charts", "portal"], tests_may_know: &["city"], never: ADAPTERS },
    Layer { name: "frontend", may_know: &["app"], tests_may_know: &[], never: ADAPTERS },
    Layer { name: "server", may_know: &["app", "city", "domain", "feeds", "hours", "i18n", "import", "portal", "search", "simulator", "storage"], tests_may_know: &[], never: &[] },
    Layer { name: "xtask", may_know: &[], tests_may_know: &[], never: &["tokio", "axum", "sqlx", "leptos"] },
];

/// A dependency of one of our crates.
#[derive(Debug, PartialEq)]
struct Arrow {
    from: String,
    to: String,
    only_tests: bool,
}

/// All arrows of the workspace that are not allowed, as sentences.
pub(crate) fn faults() -> Result<Vec<String>> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(crate::project::root());
    cargo.args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata = program::answer(&mut cargo).context("`cargo metadata` failed")?;
    Ok(judge(&arrows(&serde_json::from_str(&metadata)?)))
}

fn arrows(metadata: &Value) -> BTreeMap<String, Vec<Arrow>> {
    let mut found = BTreeMap::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let from = package["name"].as_str().unwrap_or_default();
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        let arrows = dependencies.map(|dependency| Arrow {
            from: from.to_owned(),
            to: dependency["name"].as_str().unwrap_or_default().to_owned(),
            only_tests: dependency["kind"] == "dev",
        });
        found.insert(from.to_owned(), arrows.collect());
    }
    found
}

fn judge(crates: &BTreeMap<String, Vec<Arrow>>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, arrows) in crates {
        let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
            faults.push(format!(
                "crate {name} has no place in the house: add it to the table in xtask/src/architecture.rs"
            ));
            continue;
        };
        faults.extend(
            arrows.iter().filter(|arrow| !allowed(layer, arrow, crates)).map(|Arrow { from, to, .. }| {
                format!("{from} must not depend on {to}: move what is shared down, or record the new arrow in an ADR and in xtask/src/architecture.rs")
            }),
        );
    }
    faults
}

fn allowed(layer: &Layer, arrow: &Arrow, crates: &BTreeMap<String, Vec<Arrow>>) -> bool {
    let to = arrow.to.as_str();
    if !crates.contains_key(to) {
        return arrow.only_tests || !layer.never.contains(&to);
    }
    layer.may_know.contains(&to) || (arrow.only_tests && layer.tests_may_know.contains(&to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(arrows_of: &[(&str, &str, bool)]) -> BTreeMap<String, Vec<Arrow>> {
        let mut crates: BTreeMap<String, Vec<Arrow>> = LAYERS
            .iter()
            .map(|layer| (layer.name.to_owned(), Vec::new()))
            .collect();
        for (from, to, only_tests) in arrows_of {
            let arrow = Arrow {
                from: (*from).to_owned(),
                to: (*to).to_owned(),
                only_tests: *only_tests,
            };
            crates.entry((*from).to_owned()).or_default().push(arrow);
        }
        crates
    }

    #[test]
    fn arrows_point_down() {
        let house = house(&[("portal", "domain", false), ("server", "storage", false)]);
        assert_eq!(judge(&house), Vec::<String>::new());
    }

    #[test]
    fn an_arrow_that_points_up_is_a_fault() {
        let faults = judge(&house(&[("domain", "portal", false)]));
        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].starts_with("domain must not depend on portal"),
            "{faults:?}"
        );
    }

    #[test]
    fn the_pages_never_see_an_adapter() {
        assert_eq!(judge(&house(&[("app", "storage", false)])).len(), 1);
        assert_eq!(judge(&house(&[("app", "sqlx", false)])).len(), 1);
    }

    #[test]
    fn tests_may_know_more_but_not_everything() {
        assert_eq!(
            judge(&house(&[("import", "storage", true)])),
            Vec::<String>::new()
        );
        assert_eq!(judge(&house(&[("import", "storage", false)])).len(), 1);
        assert_eq!(judge(&house(&[("domain", "storage", true)])).len(), 1);
    }

    #[test]
    fn a_crate_without_a_place_is_a_fault() {
        let faults = judge(&house(&[("gadgets", "domain", false)]));
        assert!(faults[0].contains("gadgets has no place"), "{faults:?}");
    }

    #[test]
    fn arrows_are_read_from_what_cargo_says() {
        let metadata = serde_json::json!({ "packages": [
            { "name": "portal", "dependencies": [
                { "name": "domain", "kind": null }, { "name": "proptest", "kind": "dev" } ] },
        ] });
        let arrows = arrows(&metadata);
        assert!(!arrows["portal"][0].only_tests);
        assert!(arrows["portal"][1].only_tests);
    }
}
