//! The server: built by the ordinary toolchain, started with what was built before.

use crate::{program, project, site::Mode};
use anyhow::Result;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The database when none is named.
pub(crate) const DATABASE: &str = "sqlite:data/portal.db";

/// How the server is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Optimised, for citizens and measurements.
    Release,
    /// Unoptimised, for tests.
    Debug,
    /// Unoptimised with erased component types, for `dev`.
    Dev,
}

/// Compiles the server and returns its program.
pub(crate) fn build(profile: Profile) -> Result<PathBuf> {
    let mut cargo = program::command("cargo");
    cargo.args(["build", "-p", "server", "--bin", "portal"]);
    let built = match profile {
        Profile::Release => {
            cargo.arg("--release");
            "target/release/portal"
        }
        Profile::Debug => "target/debug/portal",
        Profile::Dev => {
            // Other compiler flags in the same folder would compile everything anew each time.
            cargo.env("CARGO_TARGET_DIR", project::path("target/dev/server"));
            cargo.env("RUSTFLAGS", Mode::Dev.flags());
            "target/dev/server/debug/portal"
        }
    };
    program::run("server", &mut cargo)?;
    Ok(project::path(built))
}

/// The command that serves a city with live sources as `portal serve --feeds` has them.
pub(crate) fn serve(
    server: &Path,
    city: &str,
    port: u16,
    database: &str,
    site: &str,
    feeds: &str,
) -> Command {
    let mut command = Command::new(server);
    command.current_dir(project::root());
    command.args([
        "serve",
        "--city",
        city,
        "--site",
        site,
        "--database",
        database,
        "--feeds",
        feeds,
    ]);
    command.args(["--listen", &format!("127.0.0.1:{port}")]);
    command
}
