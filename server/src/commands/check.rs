//! `portal check`: everything that is wrong with a city folder.

use std::process::ExitCode;

use anyhow::Result;

use super::sources;
use crate::config::CheckOptions;

/// Prints every fault, or what the folder holds; then, where asked for, what its live sources say.
pub(super) async fn check(options: CheckOptions) -> Result<ExitCode> {
    let folder = options.city.display();
    let city = match city::load(&options.city) {
        Ok(city) => city,
        Err(faults) => {
            for fault in &faults {
                eprintln!("{fault}");
            }
            eprintln!("{folder}: {} fault(s)", faults.len());
            return Ok(ExitCode::FAILURE);
        }
    };
    let faults = sources::option_faults(&city);
    if !faults.is_empty() {
        for fault in &faults {
            eprintln!("{folder}/sources.toml: {fault}");
        }
        eprintln!("{folder}: {} fault(s)", faults.len());
        return Ok(ExitCode::FAILURE);
    }
    println!(
        "{folder}: no faults. {} places in {} categories, {} districts, {} streets, {} live feeds and {} that are not enabled.",
        city.places.len(),
        city.categories.len(),
        city.districts.len(),
        city.streets.len(),
        city.feeds.len(),
        city.resting_feeds.len()
    );
    if options.sources {
        return sources::dry_run(city, options.simulator.as_deref()).await;
    }
    Ok(ExitCode::SUCCESS)
}
