//! Time series in both databases, measured by a program of the crate that keeps them.

use crate::{check::Cluster, program, step::step};
use anyhow::{Result, bail};

/// Reads an answer of 32,000 car parks and fails over a second or 100 MB. The test is a measurement,
/// and as such ignored wherever nothing is optimised.
const READING: [&str; 9] = [
    "test",
    "--release",
    "-p",
    "feeds",
    "--test",
    "readings",
    "--",
    "--ignored",
    "--nocapture",
];

/// Stores so many observations in a new SQLite file and in a new PostgreSQL cluster, and prints
/// what each of them takes beside its budget.
pub(crate) fn run(rows: u32) -> Result<()> {
    let program = ["--release", "-p", "storage", "--example", "measure_series"];
    step("measuring program", |_| {
        program::run(
            "build",
            program::command("cargo").arg("build").args(program),
        )
    })?;
    let measure = |database: Option<String>| {
        let mut cargo = program::command("cargo");
        cargo.args(["run", "--quiet"]).args(program);
        cargo
            .args(["--", "--rows", &rows.to_string()])
            .args(database);
        // Its table is the result, also where the output is not a terminal.
        if cargo.status()?.success() {
            Ok(())
        } else {
            bail!("measuring failed; the reason stands above")
        }
    };
    program::run("reading", program::command("cargo").args(READING))?;
    measure(None)?;
    let cluster = step("postgres", |_| Cluster::start())?;
    measure(Some(cluster.url()))
}
