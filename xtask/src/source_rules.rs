//! Rules of the project that no compiler checks: short files, no city in the code, no silenced
//! lints, and the portal's use cases only where pages load.

use crate::project;
use anyhow::Result;
use std::{fs, path::Path};

/// Folders with our own code.
const CODE: [&str; 7] = [
    "app", "crates", "frontend", "server", "style", "xtask", "end2end",
];
const KINDS: [&str; 4] = ["rs", "css", "js", "mjs"];
const LONGEST_FILE: usize = 300;
/// Written in two parts, so that this file does not find itself.
const SILENCED: &str = concat!("#[", "allow(");
const SILENCED_FILE: &str = concat!("#![", "allow(");
/// The only places in `app` that may ask the portal.
const ASKING: [&str; 3] = ["app/src/pages/", "app/src/site.rs", "app/src/lib.rs"];

/// All broken rules, each as `file:line: what and what to do`.
pub(crate) fn faults() -> Result<Vec<String>> {
    let cities = cities()?;
    let mut faults = Vec::new();
    for folder in CODE {
        visit(&project::path(folder), &mut |path| {
            let text = fs::read_to_string(path)?;
            faults.extend(judge(&project::shown(path), &text, &cities));
            Ok(())
        })?;
    }
    Ok(faults)
}

/// The names of the city folders: the words that code must not contain. An invented city, whose
/// name begins with "muster" by German custom, may serve as an example.
fn cities() -> Result<Vec<String>> {
    let entries = fs::read_dir(project::path("cities"))?;
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().to_lowercase());
    Ok(names.filter(|name| !name.starts_with("muster")).collect())
}

fn visit(path: &Path, act: &mut impl FnMut(&Path) -> Result<()>) -> Result<()> {
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path)?
            .flatten()
            .map(|entry| entry.path())
            .collect();
        entries.sort();
        return entries.iter().try_for_each(|entry| visit(entry, act));
    }
    if path
        .extension()
        .is_some_and(|extension| KINDS.iter().any(|kind| extension == *kind))
    {
        act(path)?;
    }
    Ok(())
}

fn judge(file: &str, text: &str, cities: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    let length = text.lines().count();
    if length > LONGEST_FILE {
        faults.push(format!(
            "{file}:{length}: longer than {LONGEST_FILE} lines: split it by what its parts are"
        ));
    }
    if is_test(file) {
        return faults;
    }
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim() == "#[cfg(test)]" {
            break;
        }
        let lower = line.to_lowercase();
        if let Some(city) = cities.iter().find(|city| lower.contains(city.as_str())) {
            faults.push(format!(
                "{file}:{number}: names {city}: what belongs to one city goes to cities/{city}"
            ));
        }
        if line.contains(SILENCED) || line.contains(SILENCED_FILE) {
            faults.push(format!(
                "{file}:{number}: silences a lint: use #[expect(lint, reason = \"…\")] or mend it"
            ));
        }
        if asks_portal(file, line) {
            faults.push(format!("{file}:{number}: asks the portal outside the pages: load there and pass the result down"));
        }
    }
    faults
}

fn is_test(file: &str) -> bool {
    file.starts_with("end2end/")
        || file
            .split('/')
            .any(|part| part == "tests" || part == "tests.rs" || part == "test")
}

fn asks_portal(file: &str, line: &str) -> bool {
    file.starts_with("app/")
        && !ASKING.iter().any(|place| file.starts_with(place))
        && !line.trim_start().starts_with("//")
        && (line.contains("use portal::") || line.contains(" portal::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(file: &str, text: &str) -> Vec<String> {
        judge(file, text, &["neuburg".to_owned()])
    }

    #[test]
    fn a_city_is_named_only_in_its_folder_and_in_tests() {
        let named = "const CITY: &str = \"Neuburg\";";
        assert_eq!(faults_of("server/src/main.rs", named).len(), 1);
        assert_eq!(faults_of("server/tests/api.rs", named).len(), 0);
        let tested = format!("#[cfg(test)]\nmod tests {{ {named} }}");
        assert_eq!(faults_of("server/src/main.rs", &tested).len(), 0);
    }

    #[test]
    fn a_file_of_301_lines_is_too_long() {
        assert_eq!(faults_of("app/src/lib.rs", &"\n".repeat(300)).len(), 0);
        assert_eq!(faults_of("app/src/lib.rs", &"\n".repeat(301)).len(), 1);
    }

    #[test]
    fn a_silenced_lint_is_a_fault() {
        let silenced = format!("{SILENCED}dead_code)]");
        let faults = faults_of("app/src/lib.rs", &silenced);
        assert!(
            faults[0].starts_with("app/src/lib.rs:1: silences"),
            "{faults:?}"
        );
    }

    #[test]
    fn only_pages_ask_the_portal() {
        let asks = "use portal::Portal;";
        assert_eq!(faults_of("app/src/components/card.rs", asks).len(), 1);
        assert_eq!(faults_of("app/src/pages/home/mod.rs", asks).len(), 0);
        assert_eq!(faults_of("server/src/wiring.rs", asks).len(), 0);
    }
}
