//! What cargo needs besides itself: a C compiler, and the crates of `Cargo.lock`.

use super::TARGET;
use crate::{packages, program};
use anyhow::{Result, bail};
use std::{env, process::Command};

/// Finds or fetches both. Without this a build would stop after minutes, with pages of text about
/// a build script or a download.
pub(crate) fn ensure_native() -> Result<()> {
    // Where the build scripts of `SQLite` and of the cryptography of TLS look for it.
    if env::var_os("CC").is_none() && !program::exists("cc") {
        packages::install(
            "the server needs a C compiler, because SQLite and the cryptography of TLS are written in C",
            &["gcc", "libc6-dev"],
        )?;
    }
    // Only what is compiled here: the crates of other systems would need the network every time.
    let mut cargo = program::command("cargo");
    cargo.args(["fetch", "--target", TARGET]);
    if let Some(host) = program::answer(Command::new("rustc").args(["--print", "host-tuple"])) {
        cargo.args(["--target", &host]);
    }
    let finished = program::capture("cargo fetch", &mut cargo)?;
    if !finished.success {
        bail!("{}", unfetched(&finished.output));
    }
    Ok(())
}

fn unfetched(said: &str) -> String {
    // The deepest cause stands last.
    let why = said.lines().rfind(|line| !line.trim().is_empty());
    format!(
        "the crates of Cargo.lock could not be fetched: please make crates.io reachable and start again (cargo said: {})",
        why.unwrap_or("nothing").trim()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_that_cannot_be_fetched_are_one_sentence_with_the_deepest_cause() {
        let said = "    Updating crates.io index\nerror: failed to get `a` as a dependency\n\n\
            Caused by:\n  [6] Could not resolve hostname (index.crates.io)\n\n";
        assert_eq!(
            unfetched(said),
            "the crates of Cargo.lock could not be fetched: please make crates.io reachable and \
             start again (cargo said: [6] Could not resolve hostname (index.crates.io))"
        );
    }
}
