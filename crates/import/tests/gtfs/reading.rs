//! What becomes of the tables.

use domain::timetable::{Mode, Timetable};
use jiff::civil::date;

use crate::archive::tables;

/// "line 23:59 from, to" of every departure.
fn departures(timetable: &Timetable) -> Vec<String> {
    let of_trip = timetable.trips.iter().flat_map(|trip| {
        trip.calls.iter().map(|call| {
            let stop = &timetable.stops[call.stop as usize];
            let (hours, minutes) = (call.departure_s / 3600, call.departure_s / 60 % 60);
            format!(
                "{} {hours}:{minutes:02} {}, {}",
                timetable.lines[trip.line as usize].name,
                stop.id,
                timetable.headsigns[call.headsign as usize],
            )
        })
    });
    of_trip.collect()
}

#[test]
fn only_what_can_be_boarded_in_the_city_is_taken() {
    let read = tables().read().unwrap();
    assert_eq!(read.rejected, []);
    assert_eq!(read.stops_outside, 1);
    assert_eq!(
        departures(&read.timetable),
        [
            "1 23:59 markt:1, Betriebshof",
            "Landlinie 9:00 de:99999:7:2:B, Fernstadt"
        ]
    );
    assert!(read.timetable.is_whole());
    assert_eq!(tables().read().unwrap(), read);
}

#[test]
fn lines_have_names_colours_and_operators() {
    let lines = tables().read().unwrap().timetable.lines;
    let colours = lines
        .iter()
        .map(|line| line.colour.map(|colour| colour.to_string()));
    assert_eq!(
        colours.collect::<Vec<_>>(),
        [Some("c00000".to_owned()), None]
    );
    assert_eq!((lines[0].mode, lines[1].mode), (Mode::Tram, Mode::Bus));
    assert!(
        lines
            .iter()
            .all(|line| line.operator.as_deref() == Some("Stadtverkehr"))
    );
}

#[test]
fn platforms_belong_to_their_station_by_a_row_or_by_their_identifiers() {
    let timetable = tables().read().unwrap().timetable;
    let names = timetable
        .stations
        .iter()
        .map(|one| (one.id.as_str(), one.name.as_str()));
    assert_eq!(
        names.collect::<Vec<_>>(),
        [
            ("markt", "Musterstadt, Markt"),
            ("de:99999:7", "Musterstadt, Bahnhof")
        ]
    );
    // What the station says holds for its platforms.
    let stop = &timetable.stops[0];
    assert_eq!(
        (stop.platform.as_deref(), stop.wheelchair),
        (Some("A"), Some(true))
    );
}

#[test]
fn a_service_runs_by_weekday_and_by_single_days() {
    let timetable = tables().read().unwrap().timetable;
    assert_eq!(
        timetable.validity(),
        Some((date(2026, 11, 23), date(2026, 12, 4)))
    );
    assert_eq!(timetable.services[0].days(), "110111011111");
}

#[test]
fn a_calendar_may_have_single_days_only() {
    let read = tables().without("calendar.txt").read().unwrap();
    assert_eq!(read.timetable.services.len(), 2);
    assert_eq!(read.timetable.services[0].days(), "1");
}

#[test]
fn a_trip_repeats_as_often_as_its_frequency_says() {
    let read = tables()
        .with(
            "frequencies.txt",
            "trip_id,start_time,end_time,headway_secs,exact_times\n\
             t1,05:00:00,05:40:00,1200,0\nt1,06:00:00,06:10:00,600,1\n",
        )
        .read()
        .unwrap();
    let tram: Vec<_> = read
        .timetable
        .trips
        .iter()
        .filter(|trip| trip.id == "t1")
        .collect();
    let times = tram
        .iter()
        .map(|trip| (trip.calls[0].departure_s / 60, trip.approximate));
    assert_eq!(
        times.collect::<Vec<_>>(),
        [(300, true), (320, true), (360, false)]
    );
}

#[test]
fn a_row_that_cannot_be_used_is_told_with_its_line_and_the_rest_is_kept() {
    let read = tables()
        .and("stops.txt", "nirgends,Nirgends,99.0,12.0,,,\n")
        .and("trips.txt", "r9,week,t9,,\n")
        .and("calendar_dates.txt", "week,20261332,1\n")
        .and(
            "stop_times.txt",
            "t1,x,x,markt:1,5,,\nt8,10:00:00,10:00:00,markt:1,1,,\n",
        )
        .read()
        .unwrap();
    let told = read
        .rejected
        .iter()
        .map(|one| format!("{}: {}", one.record, one.reason));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "calendar_dates.txt:5: `20261332` is no day such as 20261123",
            "stops.txt:9: 99, 12 is not a position: latitude goes from -90 to 90, longitude from -180 to 180",
            "trips.txt:5: there is no route `r9`",
            "stop_times.txt:9: `x` is no time such as 7:05:00 or 25:05:00",
            "stop_times.txt:10: there is no trip `t8`",
        ]
    );
    assert_eq!(read.timetable, tables().read().unwrap().timetable);
}
