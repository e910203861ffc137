//! The browser tests: written for Node, run against the real server.

use super::{counts::Counts, steps::Outcome};
use crate::{browser, program, project, server, toolchain};
use anyhow::Result;
use std::{path::Path, process::Command};

/// Compiles the server that the tests talk to: release where one was built before (it is what
/// citizens get), otherwise debug, which compiles in a fraction of the time.
pub(super) fn server() -> Result<std::path::PathBuf> {
    let released = project::path("target/release/portal").is_file();
    server::build(if released {
        server::Profile::Release
    } else {
        server::Profile::Debug
    })
}

/// Measures the contrast of every theme's colours, light and dark; needs no browser.
pub(super) fn contrast() -> Result<Outcome> {
    let mut script = toolchain::script("end2end/contrast.mjs")?;
    counted("contrast", &mut script)
}

/// Runs all browser tests.
pub(super) fn run(server: &Path) -> Result<Outcome> {
    let chromium = browser::ensure()?;
    let mut script = toolchain::script("end2end/run.mjs")?;
    script.env("PORTAL_BIN", server).env("CHROMIUM", chromium);
    counted("browser", &mut script)
}

/// Runs a script whose last line says how many of its tests passed and failed.
fn counted(name: &str, script: &mut Command) -> Result<Outcome> {
    let finished = program::capture(name, script)?;
    let counts = Counts::of_last_line(&finished.output).unwrap_or(Counts::FAILED);
    Ok(Outcome::new(
        counts.ended(finished.success),
        finished.output,
    ))
}
