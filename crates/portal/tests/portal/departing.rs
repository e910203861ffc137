//! Departures from the timetable in memory.

use domain::timetable::{Call, Line, Mode, Service, Station, Stop, Timetable, Trip};
use jiff::{Timestamp, civil::Date};
use portal::timetable::{TimetableDirectory, Validity};

use crate::town::at;

/// A trip on these days that leaves the station at these times.
pub(crate) fn trip(service: u32, times: &[(u32, u32)]) -> Trip {
    let call = |(sequence, (hours, minutes)): (u32, &(u32, u32))| Call {
        sequence,
        stop: 0,
        departure_s: hours * 3600 + minutes * 60,
        headsign: 0,
    };
    Trip {
        id: format!("t{service}"),
        line: 0,
        service,
        wheelchair: Some(true),
        approximate: false,
        calls: (1..).zip(times).map(call).collect(),
    }
}

fn directory(services: &[&[&str]], trips: Vec<Trip>) -> TimetableDirectory {
    TimetableDirectory::new(timetable(services, trips), 1)
}

/// A timetable of one line that leaves one station.
pub(crate) fn timetable(services: &[&[&str]], trips: Vec<Trip>) -> Timetable {
    let days =
        |days: &[&str]| -> Vec<Date> { days.iter().map(|day| day.parse().unwrap()).collect() };
    let service =
        |(number, on): (usize, &&[&str])| Service::new(format!("s{number}"), days(on)).unwrap();
    let timetable = Timetable {
        zone: "Europe/Berlin".to_owned(),
        lines: vec![Line {
            id: "r5".to_owned(),
            name: "5".to_owned(),
            mode: Mode::Tram,
            operator: None,
            colour: None,
            text_colour: None,
        }],
        stations: vec![Station {
            id: "markt".to_owned(),
            name: "Markt".to_owned(),
            position: at(49.0, 8.0),
        }],
        stops: vec![Stop {
            id: "markt:1".to_owned(),
            station: 0,
            platform: Some("A".to_owned()),
            wheelchair: None,
        }],
        services: services.iter().enumerate().map(service).collect(),
        headsigns: vec!["Bahnhof".to_owned()],
        trips,
    };
    assert!(timetable.is_whole());
    timetable
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The departures between two instants, as instants.
fn leaving(directory: &TimetableDirectory, from: &str, until: &str) -> Vec<String> {
    let found = directory.departures(&[0], instant(from), instant(until), 10);
    found.iter().map(|one| one.planned.to_string()).collect()
}

#[test]
fn a_trip_after_midnight_belongs_to_the_day_before() {
    let directory = directory(
        &[&["2026-11-23"]],
        vec![trip(0, &[(23, 50), (24, 10), (49, 0)])],
    );
    assert_eq!(
        leaving(&directory, "2026-11-23T22:00:00Z", "2026-11-24T00:00:00Z"),
        ["2026-11-23T22:50:00Z", "2026-11-23T23:10:00Z"]
    );
    assert_eq!(
        leaving(&directory, "2026-11-24T22:00:00Z", "2026-11-26T00:00:00Z"),
        ["2026-11-25T00:00:00Z"]
    );
    // It runs on that day and no other.
    assert!(leaving(&directory, "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z").is_empty());
}

#[test]
fn times_are_right_in_both_nights_in_which_the_clocks_change() {
    let days: [&[&str]; 1] = [&["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"]];
    let directory = directory(&days, vec![trip(0, &[(1, 30), (12, 0), (25, 30)])]);
    // Saturday's 25:30 is half past one on Sunday; Sunday's 1:30 counts from 23:00 on Saturday.
    assert_eq!(
        leaving(&directory, "2026-03-28T20:00:00Z", "2026-03-29T23:40:00Z"),
        [
            "2026-03-28T23:30:00Z",
            "2026-03-29T00:30:00Z",
            "2026-03-29T10:00:00Z",
            "2026-03-29T23:30:00Z"
        ]
    );
    // Sunday's 1:30 counts from one o'clock in summer time.
    assert_eq!(
        leaving(&directory, "2026-10-24T20:00:00Z", "2026-10-25T23:40:00Z"),
        [
            "2026-10-24T23:30:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T11:00:00Z"
        ]
    );
}

#[test]
fn the_first_departures_come_first_and_no_more_than_were_asked_for() {
    let services: [&[&str]; 2] = [&["2026-11-23"], &["2026-11-23", "2026-11-24"]];
    let directory = directory(
        &services,
        vec![trip(0, &[(9, 0), (9, 30)]), trip(1, &[(9, 10)])],
    );
    let from = instant("2026-11-23T08:00:00Z");
    let found = directory.departures(&[0], from, instant("2026-11-25T00:00:00Z"), 2);
    let times: Vec<_> = found.iter().map(|one| one.planned.to_string()).collect();
    assert_eq!(times, ["2026-11-23T08:00:00Z", "2026-11-23T08:10:00Z"]);
    assert_eq!(&*found[0].headsign, "Bahnhof");
    assert_eq!(found[0].platform.as_deref(), Some("A"));
    // Of the stop nobody says whether a wheelchair can board.
    assert_eq!(found[0].wheelchair, None);
    // Who asks for a moment later does not see what has left.
    assert_eq!(
        leaving(&directory, "2026-11-23T08:00:01Z", "2026-11-23T08:30:00Z"),
        ["2026-11-23T08:10:00Z"]
    );
}

#[test]
fn a_timetable_says_when_it_holds() {
    let days: [&[&str]; 1] = [&["2026-11-23", "2026-12-12"]];
    let directory = directory(&days, vec![trip(0, &[(25, 0)])]);
    let validity = |text| directory.validity(instant(text));
    let (first, last) = ("2026-11-23".parse().unwrap(), "2026-12-12".parse().unwrap());
    assert_eq!(validity("2026-11-22T22:59:00Z"), Validity::From(first));
    assert_eq!(validity("2026-11-22T23:00:00Z"), Validity::Until(last));
    // Its last trip leaves at one at night.
    assert_eq!(validity("2026-12-13T00:00:00Z"), Validity::Until(last));
    assert_eq!(validity("2026-12-13T23:00:00Z"), Validity::Ended(last));
    let none = TimetableDirectory::new(Timetable::default(), 0);
    assert_eq!(
        none.validity(instant("2026-11-23T00:00:00Z")),
        Validity::None
    );
    assert!(
        none.departures(&[0], Timestamp::MIN, Timestamp::MIN, 5)
            .is_empty()
    );
}

#[test]
fn lines_of_a_station_say_where_they_go() {
    let directory = directory(&[&["2026-11-23"]], vec![trip(0, &[(9, 0), (10, 0)])]);
    assert_eq!(directory.station("markt"), Some(0));
    let lines = directory.lines_of(0);
    assert_eq!(
        (lines.len(), &*lines[0].line.name, lines[0].headsigns.len()),
        (1, "5", 1)
    );
    assert!(directory.lines_of(7).is_empty());
}
