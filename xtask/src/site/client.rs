//! The wasm client: compiled by cargo, given its JavaScript glue by wasm-bindgen inside this process.

use super::build::Mode;
use crate::{
    program, project,
    toolchain::{TARGET, WasmToolchain},
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

/// The name of the client's files: `client.js` and `client_bg.wasm`.
const NAME: &str = "client";

/// cargo for the browser half, with the profile that makes it small.
///
/// The profile comes by environment, because a profile of its own would compile every procedural
/// macro a second time.
pub(crate) fn cargo(toolchain: &WasmToolchain, mode: Mode) -> Command {
    let mut cargo = toolchain.cargo(mode.client_target());
    match mode {
        Mode::Release => cargo
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")
            .env("CARGO_PROFILE_RELEASE_LTO", "fat")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
            .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
            // Stripping also removes the section in which wasm-bindgen finds the target's features.
            .env("CARGO_PROFILE_RELEASE_STRIP", "none"),
        Mode::Dev => cargo.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            mode.flags(),
        ),
    };
    cargo
}

/// Compiles the client and returns the wasm file that cargo made.
pub(super) fn compile(toolchain: &WasmToolchain, mode: Mode) -> Result<PathBuf> {
    let mut cargo = cargo(toolchain, mode);
    cargo.args(["build", "-p", "frontend", "--lib", "--target", TARGET]);
    let profile = match mode {
        Mode::Release => {
            cargo.arg("--release");
            "release"
        }
        Mode::Dev => "debug",
    };
    program::run("client", &mut cargo)?;
    let built = project::path(mode.client_target())
        .join(TARGET)
        .join(profile);
    Ok(built.join("frontend.wasm"))
}

/// Writes `client.js` and `client_bg.wasm` into a fresh folder.
pub(super) fn bind(wasm: &Path, to: &Path, mode: Mode) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    let release = matches!(mode, Mode::Release);
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(NAME)
        .web(true)?
        .typescript(false)
        .demangle(!release)
        .remove_name_section(release)
        .remove_producers_section(release);
    bindgen
        .generate(to)
        .with_context(|| format!("wasm-bindgen on {}", project::shown(wasm)))
}
