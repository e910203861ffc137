//! The browser tests: written for Node, run against the real server.

use super::{counts::Counts, steps::Outcome};
use crate::{browser, program, project, server, toolchain};
use anyhow::Result;
use std::path::Path;

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

/// Runs all browser tests.
pub(super) fn run(server: &Path) -> Result<Outcome> {
    let chromium = browser::ensure()?;
    let mut script = toolchain::script("end2end/run.mjs")?;
    script.env("PORTAL_BIN", server).env("CHROMIUM", chromium);
    let finished = program::capture("browser", &mut script)?;
    let counts = Counts::of_last_line(&finished.output).unwrap_or(Counts::FAILED);
    Ok(Outcome::new(
        counts.ended(finished.success),
        finished.output,
    ))
}
