//! `portal check`: everything that is wrong with a city folder.

use std::{path::Path, process::ExitCode};

/// Prints every fault, or what the folder holds.
pub(super) fn check(folder: &Path) -> ExitCode {
    match city::load(folder) {
        Ok(city) => {
            println!(
                "{}: no faults. {} places in {} categories, {} districts, {} streets.",
                folder.display(),
                city.places.len(),
                city.categories.len(),
                city.districts.len(),
                city.streets.len()
            );
            ExitCode::SUCCESS
        }
        Err(faults) => {
            for fault in &faults {
                eprintln!("{fault}");
            }
            eprintln!("{}: {} fault(s)", folder.display(), faults.len());
            ExitCode::FAILURE
        }
    }
}
