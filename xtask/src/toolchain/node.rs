//! Node and the npm packages of `package-lock.json`.

use crate::{packages, program, project};
use anyhow::{Result, bail};
use std::{fs, path::Path, process::Command, time::SystemTime};

/// Installs Node when it is missing and the locked packages when they are missing or outdated.
/// Says whether anything had to be installed.
pub(crate) fn npm_packages() -> Result<bool> {
    if !program::exists("node") || !program::exists("npm") {
        packages::install("the browser half needs Node", &["nodejs", "npm"])?;
    }
    let stamp = project::path("node_modules/.package-lock.json");
    let lock = project::path("package-lock.json");
    if let (Some(installed), Some(locked)) = (modified(&stamp), modified(&lock))
        && installed >= locked
    {
        return Ok(false);
    }
    let mut npm = program::command("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    let finished = program::capture("npm ci", &mut npm)?;
    if !finished.success {
        bail!("{}", uninstalled(&finished.output));
    }
    Ok(true)
}

fn uninstalled(said: &str) -> String {
    let mut errors = said
        .lines()
        .filter_map(|line| line.strip_prefix("npm error "));
    let why = errors.rfind(|line| !line.starts_with("A complete log"));
    format!(
        "the npm packages of package-lock.json could not be installed: please make registry.npmjs.org reachable (or set npm's `registry`) and start again (npm said: {})",
        why.unwrap_or("nothing").trim()
    )
}

/// A command that runs one of the project's Node scripts.
pub(crate) fn script(path: &str) -> Result<Command> {
    if !project::path(path).is_file() {
        bail!("{path} is missing: it belongs to the project, so fetch it from the repository");
    }
    let mut node = program::command("node");
    node.arg(path);
    Ok(node)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_that_cannot_be_installed_are_one_sentence_with_the_cause() {
        let said = "npm error code EAI_AGAIN\nnpm error request to https://registry.example/a failed\n\
            npm error A complete log of this run can be found in: .npm/_logs/1.log\n";
        let sentence = uninstalled(said);
        assert!(sentence.contains("registry.npmjs.org"), "{sentence}");
        assert!(
            sentence.ends_with("(npm said: request to https://registry.example/a failed)"),
            "{sentence}"
        );
        assert_eq!(sentence.lines().count(), 1);
    }
}
