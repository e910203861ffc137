//! `portal import`: places or a timetable from a file.

mod timetable;

use std::path::Path;

use anyhow::{Context, Result, bail};
use domain::{
    CategoryId, City,
    import::{ImportBatch, ImportReport},
    place::AsOf,
};
use import::{GeoJsonMapping, gtfs::GtfsImport};

use crate::{
    config::{ImportFormat, ImportOptions},
    wiring::{self, Database},
};

/// Rejected records that are printed one by one.
const SHOWN: usize = 50;

/// Reads the file, replaces what an earlier one of its kind brought, and says what changed.
pub(super) async fn import(options: ImportOptions) -> Result<()> {
    let Some(folder) = options.city.clone() else {
        bail!("name the folder of the city: --city DIR");
    };
    let format = options.format.clone();
    let (dry_run, force) = (options.dry_run, options.force);
    let read = tokio::task::spawn_blocking(move || {
        let city = wiring::read_city(&folder)?;
        read(&format, &city, &folder)
    });
    let batch = match read.await?? {
        Content::Places(batch) => ImportBatch { force, ..batch },
        Content::Timetable(read) => return timetable::store(read, &options).await,
    };
    if dry_run {
        print_batch(&batch);
        return Ok(());
    }
    let database = Database::open(&options.database).await?;
    let report = database.places().apply(batch).await?;
    database.close().await;
    print_report(&report);
    Ok(())
}

/// What a file held.
enum Content {
    Places(ImportBatch),
    Timetable(GtfsImport),
}

fn read(format: &ImportFormat, city: &City, folder: &Path) -> Result<Content> {
    let places = match format {
        ImportFormat::Osm {
            file,
            category,
            as_of,
        } => {
            let rules = city::osm_rules(folder).map_err(wiring::faults_of(folder))?;
            let only: Vec<CategoryId> = category.iter().map(|id| CategoryId::new(id)).collect();
            let only = (!only.is_empty()).then_some(&only[..]);
            let day = as_of
                .as_deref()
                .map(|day| AsOf::parse(day).context("write --as-of YYYY-MM-DD"));
            import::osm::read(file, &rules, city, only, day.transpose()?.as_ref())?
        }
        ImportFormat::Geojson { file, map } => {
            import::geojson::read(file, &GeoJsonMapping::load(map, city)?, city)?
        }
        ImportFormat::Csv {
            file,
            category,
            dataset,
        } => import::csv::read(file, city, dataset, &CategoryId::new(category))?,
        ImportFormat::Gtfs { file } => {
            return Ok(Content::Timetable(import::gtfs::read(file, city)?));
        }
    };
    Ok(Content::Places(places))
}

fn print_batch(batch: &ImportBatch) {
    println!("Data set `{}`, nothing was changed:", batch.dataset);
    for category in &batch.categories {
        let count = batch
            .places
            .iter()
            .filter(|place| place.category == *category)
            .count();
        println!("  {category:<24} {count:>6} places");
    }
    print_rejected(&batch.rejected);
}

fn print_report(report: &ImportReport) {
    println!(
        "  {:<24} {:>7} {:>7} {:>9} {:>7}",
        "", "added", "changed", "unchanged", "removed"
    );
    for (category, c) in &report.categories {
        let category = category.as_str();
        println!(
            "  {category:<24} {:>7} {:>7} {:>9} {:>7}",
            c.added, c.changed, c.unchanged, c.removed
        );
    }
    print_rejected(&report.rejected);
    if !report.has_changes() {
        println!("Nothing has changed.");
    }
}

fn print_rejected(rejected: &[domain::import::Rejected]) {
    if rejected.is_empty() {
        return;
    }
    println!("{} records were left out:", rejected.len());
    for record in rejected.iter().take(SHOWN) {
        println!("  {}: {}", record.record, record.reason);
    }
    if let Some(more) = rejected.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        println!("  … and {more} more");
    }
}
