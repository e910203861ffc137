//! Pushed values with many listeners, measured by a program of the server.

use crate::{command_line::setup, program, site, step::step};
use anyhow::{Result, bail};

/// Builds the program and has it measure: what listeners cost the server, and how soon they know.
pub(crate) fn run() -> Result<()> {
    site::build(&setup()?, site::Mode::Release)?;
    let program = ["--release", "-p", "server", "--example", "live_clients"];
    step("measuring program", |_| {
        program::run(
            "build",
            program::command("cargo").arg("build").args(program),
        )
    })?;
    // Every listener is an open file, for the server as for itself.
    let mut measuring = program::command("sh");
    measuring.args([
        "-c",
        "ulimit -n $(ulimit -H -n) && exec cargo run --quiet \"$@\"",
        "sh",
    ]);
    // Its table is the result, also where the output is not a terminal.
    if measuring.args(program).status()?.success() {
        Ok(())
    } else {
        bail!("measuring failed; the reason stands above")
    }
}
