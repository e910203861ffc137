//! Pages that stay open with live values: whether they shift, and whether they grow.

use super::{
    report::{built, fresh_database, line},
    serving::Serving,
};
use crate::{browser, program, toolchain};
use anyhow::{Context, Result, bail};
use serde_json::Value;

/// What the pages may shift in all this time.
const SHIFT: f64 = 0.0;
/// Nodes of the document that a page may hold more at the end: the lists of two boards differ.
const NODES: f64 = 500.0;

/// Builds everything and leaves pages open for ten minutes.
pub(crate) fn run() -> Result<()> {
    let (program, city) = built()?;
    let serving = Serving::with_values(&program, &city, &fresh_database("screens.db")?, None)?;
    let chromium = browser::ensure()?;
    let mut script = toolchain::script("end2end/endurance.mjs")?;
    script.arg(format!("http://127.0.0.1:{}", serving.port));
    script.env("CHROMIUM", chromium);
    let finished = program::capture("ten minutes", &mut script)?;
    if !finished.success {
        bail!("the browser could not measure:\n{}", finished.output);
    }
    let said = finished.output.lines().last().unwrap_or_default();
    let pages: Value = serde_json::from_str(said)
        .with_context(|| format!("end2end/endurance.mjs ended with `{said}`"))?;
    println!("\npages open for ten minutes                                        value    budget");
    for (name, page) in pages.as_object().context("no pages were measured")? {
        let told = |field: &str| page[field].as_f64().with_context(|| format!("no {field}"));
        line(
            &format!("{name}: layout shift"),
            told("shift")?,
            Some(SHIFT),
            3,
        );
        line(&format!("{name}: changes"), told("changes")?, None, 0);
        line(
            &format!("{name}: nodes more"),
            told("nodes")?,
            Some(NODES),
            0,
        );
        line(
            &format!("{name}: listeners more"),
            told("listeners")?,
            None,
            0,
        );
        line(
            &format!("{name}: memory of scripts more, kB"),
            told("heap_kb")?,
            None,
            0,
        );
        for moved in page["moved"].as_array().into_iter().flatten() {
            println!("    moved: {}", moved.as_str().unwrap_or_default());
        }
    }
    Ok(())
}
