//! How quickly a list and its map answer in a browser.

use super::{report::line, serving::Serving};
use crate::{browser, program, toolchain};
use anyhow::{Context, Result, bail};
use serde_json::Value;

/// What is measured under which name, with its budget in milliseconds.
const LINES: [(&str, &str, Option<f64>); 5] = [
    (
        "filter_swapped",
        "filter, CPU at a quarter: list exchanged, ms",
        Some(80.0),
    ),
    (
        "filter_painted",
        "filter, CPU at a quarter: list painted, ms",
        None,
    ),
    (
        "filter_mapped",
        "filter, CPU at a quarter: map follows, ms",
        None,
    ),
    (
        "frame_middle",
        "frame while the map is moved, median, ms",
        Some(17.0),
    ),
    (
        "frame_p95",
        "frame while the map is moved, 95 of 100, ms",
        Some(20.0),
    ),
];

/// Measures the list of all places of a server.
pub(super) fn measure(serving: &Serving) -> Result<()> {
    let chromium = browser::ensure()?;
    let mut script = toolchain::script("end2end/bench.mjs")?;
    script.arg(format!("http://127.0.0.1:{}", serving.port));
    script.env("CHROMIUM", chromium);
    let finished = program::capture("browser bench", &mut script)?;
    if !finished.success {
        bail!("the browser could not measure:\n{}", finished.output);
    }
    let said = finished.output.lines().last().unwrap_or_default();
    let measured: Value = serde_json::from_str(said)
        .with_context(|| format!("end2end/bench.mjs ended with `{said}`"))?;
    for (name, what, budget) in LINES {
        let value = measured[name].as_f64();
        let value = value.with_context(|| format!("end2end/bench.mjs does not tell {name}"))?;
        line(what, value, budget, 1);
    }
    Ok(())
}
