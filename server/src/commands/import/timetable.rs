//! `portal import gtfs`: a timetable of public transport.

use anyhow::Result;
use domain::timetable::Timetable;
use import::gtfs::GtfsImport;

use super::print_rejected;
use crate::{config::ImportOptions, wiring::Database};

/// Puts a timetable in the place of the stored one, and says what it holds.
pub(super) async fn store(read: GtfsImport, options: &ImportOptions) -> Result<()> {
    let GtfsImport {
        timetable,
        stops_outside,
        rejected,
    } = read;
    if options.dry_run {
        print(&timetable, stops_outside);
        println!("Nothing was changed.");
        print_rejected(&rejected);
        return Ok(());
    }
    let database = Database::open(&options.database).await?;
    let store = database.timetables();
    let report = store.replace_timetable(&timetable, options.force).await?;
    drop(store);
    database.close().await;
    print(&timetable, stops_outside);
    print_rejected(&rejected);
    if !report.changed {
        println!("Nothing has changed.");
    } else if report.removed_stations > 0 {
        println!("{} stations are no longer served.", report.removed_stations);
    }
    Ok(())
}

fn print(timetable: &Timetable, stops_outside: usize) {
    let calls: usize = timetable.trips.iter().map(|trip| trip.calls.len()).sum();
    if let Some((first, last)) = timetable.validity() {
        println!("Timetable from {first} to {last} ({})", timetable.zone);
    }
    println!("  {:>8} lines", timetable.lines.len());
    println!("  {:>8} stations", timetable.stations.len());
    println!(
        "  {:>8} stops ({stops_outside} outside the city were left out)",
        timetable.stops.len()
    );
    println!("  {:>8} trips", timetable.trips.len());
    println!("  {calls:>8} departures");
}
