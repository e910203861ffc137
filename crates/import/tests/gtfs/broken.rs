//! Files that are refused as a whole.

use import::{ImportError, gtfs::read};
use proptest::prelude::*;

use crate::{
    MUSTERSTADT,
    archive::{tables, with_bytes},
};

fn refused(bytes: &[u8]) -> String {
    with_bytes(bytes, |path| {
        read(path, &MUSTERSTADT).unwrap_err().to_string()
    })
}

#[test]
fn a_file_that_is_no_timetable_says_what_it_is() {
    for (bytes, words) in [
        (&b"  \n"[..], "the file is empty"),
        (
            b"<html>not found</html>",
            "this is a web page, not a timetable",
        ),
        (
            b"stop_id,stop_name\n",
            "this is no ZIP archive, not a timetable",
        ),
        (&tables().zipped()[..300], "the file ends in the middle"),
    ] {
        assert!(refused(bytes).contains(words), "{}", refused(bytes));
    }
    let other = tables().without("stop_times.txt").zipped();
    assert!(refused(&other).contains("this is a ZIP archive of something else"));
    let missing = read(std::path::Path::new("/nowhere.zip"), &MUSTERSTADT);
    assert!(matches!(missing, Err(ImportError::Unreadable { .. })));
}

#[test]
fn an_archive_without_a_table_that_is_needed_names_it() {
    for table in ["agency.txt", "routes.txt", "stops.txt", "trips.txt"] {
        let told = refused(&tables().without(table).zipped());
        assert!(
            told.contains(&format!("there is no {table} in it")),
            "{told}"
        );
    }
    let no_days = tables()
        .without("calendar.txt")
        .without("calendar_dates.txt");
    assert!(refused(&no_days.zipped()).contains("there is no calendar_dates.txt in it"));
}

#[test]
fn a_timetable_of_elsewhere_is_refused() {
    let stops = "stop_id,stop_name,stop_lat,stop_lon\nmarkt:1,Markt,48.0,8.0\n";
    let told = refused(&tables().with("stops.txt", stops).zipped());
    assert!(
        told.contains("nothing in this file lies in Musterstadt"),
        "{told}"
    );
}

#[test]
fn a_timetable_that_never_runs_is_refused() {
    let told = refused(
        &tables()
            .with("trips.txt", "trip_id,route_id,service_id\n")
            .zipped(),
    );
    assert!(told.contains("there is no trip `t1`"), "{told}");
}

#[test]
fn times_of_two_zones_cannot_be_read() {
    let more = "ch,Bahn,https://bahn.example,Europe/London\n";
    let told = refused(&tables().and("agency.txt", more).zipped());
    assert!(told.contains("not one time zone"), "{told}");
    let nowhere = "agency_id,agency_name,agency_timezone\nsv,S,Europe/Nowhere\n";
    let told = refused(&tables().with("agency.txt", nowhere).zipped());
    assert!(told.contains("`Europe/Nowhere` is no time zone"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_bytes_are_refused_or_read_but_never_end_the_program(
        at in 0_usize..2_000, byte: u8, cut in 0_usize..2_500,
    ) {
        let mut bytes = tables().zipped();
        bytes.truncate(cut.max(1));
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = with_bytes(&bytes, |path| read(path, &MUSTERSTADT));
    }
}
