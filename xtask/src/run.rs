//! `run`: from a bare machine to a served portal.

use crate::{
    command_line::{Serving, setup},
    server,
    site::{self, Mode},
    step::step,
};
use anyhow::{Result, anyhow};
use std::os::unix::process::CommandExt;

/// Builds everything and becomes the server, so that Ctrl-C and signals reach it directly.
pub(crate) fn run(serving: &Serving) -> Result<()> {
    let toolchain = setup()?;
    site::build(&toolchain, Mode::Release)?;
    let server = step("server", |_| server::build(server::Profile::Release))?;
    let site = Mode::Release.site();
    let error = server::serve(
        &server,
        &serving.city,
        serving.port,
        &serving.database,
        site,
        &serving.feeds,
    )
    // Where values are simulated, there is something to compare them with.
    .args(["--simulated-weeks", "6"])
    .exec();
    Err(anyhow!(error).context(format!("{} cannot be started", server.display())))
}
