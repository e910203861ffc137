//! The steps that are one call of cargo each.

use super::{counts::Counts, steps::Outcome};
use crate::{
    program,
    site::{Mode, client_cargo},
    toolchain::{TARGET, WasmToolchain},
};
use anyhow::Result;

/// What native steps leave out: the browser half has no meaning outside WebAssembly.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "frontend"];

/// Every file is formatted.
pub(super) fn fmt() -> Result<Outcome> {
    let mut cargo = program::command("cargo");
    cargo.args(["fmt", "--all", "--check", "--", "-l"]);
    let finished = program::capture("fmt", &mut cargo)?;
    let mut outcome = Outcome::of(&finished);
    outcome.hint("run `cargo xtask fmt`");
    Ok(outcome)
}

/// No warnings in what runs on the server.
pub(super) fn clippy() -> Result<Outcome> {
    let mut cargo = program::command("cargo");
    cargo
        .arg("clippy")
        .args(NATIVE)
        .args(["--all-targets", "--", "-D", "warnings"]);
    Ok(Outcome::of(&program::capture("clippy", &mut cargo)?))
}

/// No warnings in what runs in the browser.
pub(super) fn clippy_wasm(toolchain: &WasmToolchain) -> Result<Outcome> {
    toolchain.ensure_clippy()?;
    let mut cargo = client_cargo(toolchain, Mode::Release);
    cargo.args(["clippy", "-p", "frontend", "--release", "--target", TARGET]);
    cargo.args(["--", "-D", "warnings"]);
    Ok(Outcome::of(&program::capture("clippy wasm", &mut cargo)?))
}

/// Unit, property, contract and API tests; without an address the PostgreSQL half skips itself.
pub(super) fn test(postgres: Option<&str>) -> Result<Outcome> {
    let mut cargo = program::command("cargo");
    cargo.arg("test").args(NATIVE).arg("--no-fail-fast");
    cargo.env_remove("TEST_DATABASE_POSTGRES");
    if let Some(url) = postgres {
        cargo.env("TEST_DATABASE_POSTGRES", url);
    }
    let finished = program::capture("test", &mut cargo)?;
    let counts = Counts::of_cargo_test(&finished.output).ended(finished.success);
    Ok(Outcome::new(counts, without_passed_tests(&finished.output)))
}

/// The documentation has no broken links.
pub(super) fn docs() -> Result<Outcome> {
    let mut cargo = program::command("cargo");
    cargo
        .arg("doc")
        .args(NATIVE)
        .args(["--no-deps", "--document-private-items"]);
    cargo.env("RUSTDOCFLAGS", "-D warnings");
    Ok(Outcome::of(&program::capture("docs", &mut cargo)?))
}

/// Failures are easier to find without the hundreds of lines about what went well.
fn without_passed_tests(output: &str) -> String {
    let dull = |line: &&str| {
        !(line.is_empty()
            || (line.starts_with("test ") && line.ends_with("... ok"))
            || line.starts_with("test result: ok.")
            || line.starts_with("running ")
            || line.trim_start().starts_with("Compiling ")
            || line.trim_start().starts_with("Running ")
            || line.trim_start().starts_with("Doc-tests "))
    };
    output.lines().filter(dull).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_failures_are_shown() {
        let output = "   Compiling domain\nrunning 2 tests\ntest a ... ok\ntest b ... FAILED\n\
            test result: FAILED. 1 passed; 1 failed";
        assert_eq!(
            without_passed_tests(output),
            "test b ... FAILED\ntest result: FAILED. 1 passed; 1 failed"
        );
    }
}
