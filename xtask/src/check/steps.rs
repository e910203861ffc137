//! The order of the steps, what each needs, and the sum at the end.

use super::{browser_tests, cargo_steps, counts::Counts, postgres::Cluster};
use crate::{
    architecture, bench,
    program::{Finished, last_lines},
    site, source_rules,
    step::seconds,
    toolchain::{self, WasmToolchain},
};
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::{fmt::Write, process::ExitCode, time::Instant};

const SHOWN_LINES: usize = 150;

/// The steps, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Name {
    /// Formatting
    Fmt,
    /// Arrows between crates, and the rules no compiler checks
    Architecture,
    /// Packages from npm
    Npm,
    /// Contrast of every theme's colours
    Contrast,
    /// Warnings in the server half
    Clippy,
    /// Warnings in the browser half
    ClippyWasm,
    /// Unit, property, contract (SQLite and PostgreSQL) and API tests
    Test,
    /// Warnings in the documentation
    Docs,
    /// The client and a server for the browser tests
    Build,
    /// Browser tests
    Browser,
    /// Sizes of what a citizen downloads
    Bytes,
}

/// What a step found out.
pub(super) struct Outcome {
    counts: Counts,
    /// Shown when something failed.
    story: String,
}

impl Outcome {
    /// A step that counts for itself.
    pub(super) fn new(counts: Counts, story: String) -> Self {
        Self { counts, story }
    }

    /// A step that is one program.
    pub(super) fn of(finished: &Finished) -> Self {
        let counts = if finished.success {
            Counts::PASSED
        } else {
            Counts::FAILED
        };
        Self::new(counts, finished.output.clone())
    }

    /// One failure for each fault, one success when there is none.
    pub(super) fn of_faults(faults: &[String]) -> Self {
        let failed = u64::try_from(faults.len()).unwrap_or(u64::MAX);
        let counts = Counts {
            passed: u64::from(failed == 0),
            failed,
        };
        Self::new(counts, faults.join("\n"))
    }

    /// What to do about a failure.
    pub(super) fn hint(&mut self, hint: &str) {
        // Writing to a String cannot fail.
        let _ = write!(self.story, "\n{hint}");
    }
}

/// Runs all steps, or only some; the exit code says whether everything passed.
pub(crate) fn run(only: &[Name]) -> ExitCode {
    let started = Instant::now();
    let wanted = |name: Name| only.is_empty() || only.contains(&name);
    let building = [Name::Build, Name::Browser, Name::Bytes]
        .into_iter()
        .any(wanted);
    let wasm = building || wanted(Name::ClippyWasm);
    let mut sum = Sum::default();

    sum.step("fmt", wanted(Name::Fmt), cargo_steps::fmt);
    sum.step("architecture", wanted(Name::Architecture), || {
        let mut faults = architecture::faults()?;
        faults.extend(source_rules::faults()?);
        Ok(Outcome::of_faults(&faults))
    });
    sum.step("npm packages", building || wanted(Name::Npm), || {
        toolchain::npm_packages().map(|_| Outcome::new(Counts::PASSED, String::new()))
    });
    sum.step("contrast", wanted(Name::Contrast), browser_tests::contrast);
    let native = [Name::Clippy, Name::Test, Name::Docs]
        .into_iter()
        .any(wanted);
    let serving = wanted(Name::Build) || wanted(Name::Browser);
    let crates = sum.make("crates", native || serving, toolchain::ensure_native);
    let crates = || needed(crates.as_ref(), "crates");
    sum.step("clippy", wanted(Name::Clippy), || {
        crates().and_then(|()| cargo_steps::clippy())
    });
    let toolchain = sum.make("wasm toolchain", wasm, WasmToolchain::ensure);
    sum.step("clippy wasm", wanted(Name::ClippyWasm), || {
        cargo_steps::clippy_wasm(needed(toolchain.as_ref(), "wasm toolchain")?)
    });
    let postgres = sum.make("postgresql", wanted(Name::Test), Cluster::start);
    sum.step("test", wanted(Name::Test), || {
        crates()?;
        cargo_steps::test(postgres.as_ref().map(Cluster::url).as_deref())
    });
    drop(postgres);
    sum.step("docs", wanted(Name::Docs), || {
        crates().and_then(|()| cargo_steps::docs())
    });
    let site = sum.make("build site", building, || {
        site::build(
            needed(toolchain.as_ref(), "wasm toolchain")?,
            site::Mode::Release,
        )
    });
    let server = sum.make("build server", serving, || {
        crates().and_then(|()| browser_tests::server())
    });
    sum.step("browser", wanted(Name::Browser), || {
        needed(site.as_ref(), "build site")?;
        browser_tests::run(needed(server.as_ref(), "build server")?)
    });
    sum.step("bytes", wanted(Name::Bytes), || {
        needed(site.as_ref(), "build site")?;
        bench::bytes().map(|sizes| Outcome::of_faults(&sizes.over_budget()))
    });

    println!("in {}", seconds(started.elapsed()));
    println!("{} passed, {} failed", sum.counts.passed, sum.counts.failed);
    if sum.counts.failed > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn needed<'a, T>(thing: Option<&'a T>, step: &str) -> Result<&'a T> {
    match thing {
        Some(thing) => Ok(thing),
        None => bail!("not run, because the step `{step}` failed"),
    }
}

#[derive(Default)]
struct Sum {
    counts: Counts,
}

impl Sum {
    /// Runs a step and prints its line; a failure tells its story and does not stop the others.
    fn step(&mut self, name: &str, wanted: bool, work: impl FnOnce() -> Result<Outcome>) {
        if !wanted {
            return;
        }
        let started = Instant::now();
        let outcome =
            work().unwrap_or_else(|error| Outcome::new(Counts::FAILED, format!("{error:#}")));
        let Counts { passed, failed } = outcome.counts;
        if failed > 0 {
            println!(
                "---- {name}\n{}\n----",
                last_lines(&outcome.story, SHOWN_LINES)
            );
        }
        let sign = if failed > 0 { "FAIL" } else { "ok" };
        let time = seconds(started.elapsed());
        println!("{sign:<4} {name:<18} {time:>12}  {passed} passed, {failed} failed");
        self.counts += outcome.counts;
    }

    /// Runs a step that makes something later steps need.
    fn make<T>(&mut self, name: &str, wanted: bool, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let mut made = None;
        self.step(name, wanted, || {
            made = Some(work()?);
            Ok(Outcome::new(Counts::PASSED, String::new()))
        });
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_is_counted_and_the_next_one_still_runs() {
        let mut sum = Sum::default();
        sum.step("breaks", true, || bail!("for a reason"));
        sum.step("unwanted", false, || bail!("never asked"));
        let made = sum.make("works", true, || Ok(7));
        assert_eq!(made, Some(7));
        assert_eq!(
            sum.counts,
            Counts {
                passed: 1,
                failed: 1
            }
        );
    }

    #[test]
    fn every_fault_counts() {
        let faults = ["a".to_owned(), "b".to_owned()];
        assert_eq!(
            Outcome::of_faults(&faults).counts,
            Counts {
                passed: 0,
                failed: 2
            }
        );
        assert_eq!(Outcome::of_faults(&[]).counts, Counts::PASSED);
    }
}
