//! The toolchain that compiles the browser half: rustup's own where it can add the target,
//! Debian's compiler where it cannot.

use super::debian;
use crate::program;
use anyhow::{Context, Result, bail};
use std::{env, fs, path::PathBuf, process::Command};

/// The target of the browser half.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// A toolchain that has a standard library for WebAssembly.
pub(crate) struct WasmToolchain {
    /// rustup's name of it; `None` where Rust was installed without rustup.
    name: Option<String>,
}

impl WasmToolchain {
    /// Finds the toolchain, or installs one.
    pub(crate) fn ensure() -> Result<Self> {
        let active = Self {
            name: env::var("RUSTUP_TOOLCHAIN").ok(),
        };
        if active.has_std() {
            return Ok(active);
        }
        let debian = Self {
            name: Some(debian::TOOLCHAIN.to_owned()),
        };
        if debian::is_current() && debian.has_std() {
            return Ok(debian);
        }
        if !program::exists("rustup") {
            bail!(
                "the browser half needs Rust's target {TARGET}: please install rustup (https://rustup.rs) and start again"
            );
        }
        if Self::rustup_may_download() && active.add_target() && active.has_std() {
            return Ok(active);
        }
        debian::install()?;
        if !debian.has_std() {
            bail!(
                "Debian's Rust is installed but has no standard library for {TARGET}: please run `rustup target add {TARGET}` on a machine that reaches static.rust-lang.org"
            );
        }
        Ok(debian)
    }

    /// The name people see.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("the installed Rust")
    }

    /// cargo of this toolchain with its own target folder (two compilers in one folder would
    /// compile everything twice).
    pub(crate) fn cargo(&self, target_dir: &str) -> Command {
        let mut command = self.on(program::command("cargo"));
        command.env("CARGO_TARGET_DIR", crate::project::path(target_dir));
        command
    }

    /// Makes sure that `cargo clippy` works with this toolchain.
    pub(crate) fn ensure_clippy(&self) -> Result<()> {
        let works = || {
            program::answer(
                self.on(program::command("cargo"))
                    .args(["clippy", "--version"]),
            )
            .is_some()
        };
        if works() {
            return Ok(());
        }
        if self.name.as_deref() == Some(debian::TOOLCHAIN) {
            debian::install_clippy()?;
        } else {
            program::answer(
                self.on(Command::new("rustup"))
                    .args(["component", "add", "clippy"]),
            );
        }
        if !works() {
            bail!(
                "clippy is missing in the toolchain {}: please install it",
                self.name()
            );
        }
        Ok(())
    }

    fn on(&self, mut command: Command) -> Command {
        if let Some(name) = &self.name {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
        command
    }

    fn has_std(&self) -> bool {
        let mut rustc = self.on(Command::new("rustc"));
        rustc.args(["--print", "target-libdir", "--target", TARGET]);
        program::answer(&mut rustc).is_some_and(|dir| has_std(&PathBuf::from(dir)))
    }

    /// `RUSTUP_AUTO_INSTALL=0` says that rustup downloads nothing on this machine: do not even ask.
    fn rustup_may_download() -> bool {
        env::var("RUSTUP_AUTO_INSTALL").map_or(true, |value| value != "0")
    }

    fn add_target(&self) -> bool {
        // A machine behind a silent firewall would wait for ever.
        let mut rustup = if program::exists("timeout") {
            let mut timeout = self.on(program::command("timeout"));
            timeout.args(["120", "rustup"]);
            timeout
        } else {
            self.on(program::command("rustup"))
        };
        rustup.args(["target", "add", TARGET]);
        program::capture("rustup target add", &mut rustup).is_ok_and(|finished| finished.success)
    }
}

/// Whether a folder of libraries holds the standard library.
pub(super) fn has_std(dir: &PathBuf) -> bool {
    fs::read_dir(dir).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}

/// Links a folder with `bin/rustc` into rustup under a name.
pub(super) fn link(name: &str, dir: &str) -> Result<()> {
    program::answer(Command::new("rustup").args(["toolchain", "link", name, dir]))
        .map(drop)
        .with_context(|| {
            format!("`rustup toolchain link {name} {dir}` failed: please run it by hand")
        })
}
