//! Debian's Rust, for machines that cannot reach rustup's servers: packages from Debian, and the
//! standard library for WebAssembly compiled once from Debian's own sources of it.

use super::wasm::{self, TARGET};
use crate::{
    packages::{self, Privilege},
    program, project,
    site::Mode,
};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path, path::PathBuf, process::Command};

/// The name under which rustup knows Debian's Rust.
pub(super) const TOOLCHAIN: &str = "debian";

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const SOURCES: &str = "/usr/lib/rustlib/src/rust/library";
const WHY: &str = "the browser half needs a Rust compiler for WebAssembly";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

/// Whether the standard library on disk was built by the compiler on disk.
pub(super) fn is_current() -> bool {
    let built_by = fs::read_to_string(lib().join(".for")).unwrap_or_default();
    version().is_some_and(|version| built_by.trim() == version) && linker().is_some()
}

/// Installs compiler, linker and sources, builds the standard library and tells rustup.
pub(super) fn install() -> Result<()> {
    let privilege = || packages::privilege().with_context(without_root);
    if !Path::new(RUSTC).exists() || !Path::new(CARGO).exists() || !Path::new(SOURCES).exists() {
        privilege()?;
        packages::install(WHY, &PACKAGES)?;
    }
    if linker().is_none() {
        // Debian's rust-lld is a link into the package of exactly this LLVM version.
        let llvm = llvm_version().context("/usr/bin/rustc does not say its LLVM version")?;
        packages::install(WHY, &["rust-web-llvm", &format!("lld-{llvm}")])?;
    }
    if !is_current() || !wasm::has_std(&lib()) {
        build_std(privilege()?)?;
    }
    wasm::link(TOOLCHAIN, "/usr")
}

/// Installs clippy for Debian's Rust.
pub(super) fn install_clippy() -> Result<()> {
    packages::install(
        "the check of the browser half needs clippy",
        &["rust-web-clippy"],
    )
}

/// The standard library is written into a folder of the system, so a person who is not root needs
/// more than packages.
fn without_root() -> String {
    format!(
        "the browser half needs Rust's target {TARGET}: please run `rustup target add {TARGET}` where static.rust-lang.org can be reached, or `cargo xtask setup` once as root, which builds it from the Debian packages {}",
        PACKAGES.join(" ")
    )
}

fn lib() -> PathBuf {
    Path::new("/usr/lib/rustlib").join(TARGET).join("lib")
}

fn version() -> Option<String> {
    program::answer(Command::new(RUSTC).arg("-V"))
}

fn llvm_version() -> Option<String> {
    let said = program::answer(Command::new(RUSTC).arg("-vV"))?;
    let line = said
        .lines()
        .find_map(|line| line.strip_prefix("LLVM version: "))?;
    line.split('.').next().map(str::to_owned)
}

fn linker() -> Option<PathBuf> {
    let lld = PathBuf::from(format!("/usr/lib/llvm-{}/bin/lld", llvm_version()?));
    lld.exists().then_some(lld)
}

/// Compiles std for WebAssembly as the dependency of an empty library: a library is never linked,
/// so this needs no linker. Small code counts in a browser, so it is optimised for size.
fn build_std(privilege: Privilege) -> Result<()> {
    let dir = project::scratch().join("std");
    fs::create_dir_all(dir.join("src"))?;
    fs::write(dir.join("src/lib.rs"), "")?;
    let manifest =
        "[package]\nname = \"stdbuild\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n";
    fs::write(dir.join("Cargo.toml"), manifest)?;

    let mut cargo = program::command(CARGO);
    for name in [
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTUP_TOOLCHAIN",
        "LD_LIBRARY_PATH",
    ] {
        cargo.env_remove(name);
    }
    cargo
        .current_dir(&dir)
        .env("CARGO_TARGET_DIR", dir.join("target"))
        .env("RUSTC", RUSTC)
        // The client is optimised across all crates at once, which needs the bitcode of std, too.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("RUSTC_BOOTSTRAP", "1") // for this one command only
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")
        .args(["build", "--release", "--target", TARGET])
        .args([
            "-Zbuild-std=std,panic_abort,test",
            "-Zbuild-std-features=optimize_for_size",
        ]);
    let finished = program::capture("building std for WebAssembly", &mut cargo)?;
    if !finished.success {
        let why = finished
            .output
            .lines()
            .find(|line| line.starts_with("error"));
        bail!(
            "the standard library for WebAssembly could not be built: please make crates.io reachable and start again (cargo said: {})",
            why.unwrap_or("nothing")
        );
    }

    let built = dir.join("target").join(TARGET).join("release/deps");
    let libraries: Vec<PathBuf> = fs::read_dir(&built)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "rlib")
        })
        .filter(|path| !path.to_string_lossy().contains("libstdbuild-"))
        .collect();
    let stamp = dir.join(".for");
    fs::write(&stamp, version().unwrap_or_default())?;

    let lib = lib();
    let as_root = |program: &str| packages::as_root(privilege, program);
    program::run("clearing the old std", as_root("rm").arg("-rf").arg(&lib))?;
    program::run(
        "making the folder of std",
        as_root("mkdir").arg("-p").arg(&lib),
    )?;
    program::run(
        "installing std",
        as_root("cp").args(libraries).arg(stamp).arg(&lib),
    )?;
    for client in [Mode::Release, Mode::Dev].map(Mode::client_target) {
        // What was compiled against the old std does not fit the new one, and cargo does not notice.
        let _ = fs::remove_dir_all(project::path(client).join(TARGET));
    }
    fs::remove_dir_all(&dir).context("removing the build of std")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_root_learns_both_ways_to_the_target_in_one_sentence() {
        let sentence = without_root();
        assert!(sentence.contains("`rustup target add wasm32-unknown-unknown`"));
        assert!(sentence.contains("`cargo xtask setup` once as root"));
        assert_eq!(sentence.lines().count(), 1);
    }
}
