//! Time series in both databases, measured by a program of the crate that keeps them.

use crate::{check::Cluster, program, step::step};
use anyhow::{Result, bail};

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
    let reading = ["--release", "-p", "feeds", "--example", "measure_reading"];
    let mut cargo = program::command("cargo");
    if !cargo
        .args(["run", "--quiet"])
        .args(reading)
        .status()?
        .success()
    {
        bail!("32,000 car parks are not read within their budget");
    }
    measure(None)?;
    let cluster = step("postgres", |_| Cluster::start())?;
    measure(Some(cluster.url()))
}
