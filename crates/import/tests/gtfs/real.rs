//! A real timetable, where it is at hand.

use std::path::Path;

use import::gtfs::read;
use jiff::civil::date;

#[test]
fn a_real_timetable_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = root.join("../shared/data/heidelberg/mobility/vrn_gtfs_cut.zip");
    if !file.exists() {
        println!("skipped: {} is not here", file.display());
        return;
    }
    let city = city::load(&root.join("cities/heidelberg")).unwrap();
    let found = read(&file, &city).unwrap();
    let timetable = &found.timetable;
    let calls: usize = timetable.trips.iter().map(|trip| trip.calls.len()).sum();
    println!(
        "{} lines, {} stations, {} stops, {} outside, {} services, {} trips, {calls} departures",
        timetable.lines.len(),
        timetable.stations.len(),
        timetable.stops.len(),
        found.stops_outside,
        timetable.services.len(),
        timetable.trips.len(),
    );
    assert_eq!(found.rejected, []);
    assert_eq!(
        timetable.validity(),
        Some((date(2022, 6, 12), date(2022, 12, 10)))
    );
    assert!(timetable.is_whole());
    assert!(timetable.lines.iter().any(|line| line.name == "RNV 5"));
    let station = timetable
        .stations
        .iter()
        .find(|one| one.id == "de:08221:1160")
        .unwrap();
    assert_eq!(station.name, "Heidelberg, Hauptbahnhof");
    assert!(
        timetable
            .stops
            .iter()
            .any(|stop| stop.platform.as_deref() == Some("B"))
    );
}
