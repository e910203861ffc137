//! Small invented archives.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
    path::Path,
};

use import::{
    ImportError,
    gtfs::{GtfsImport, read},
};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::MUSTERSTADT;

/// Tables by their names.
#[derive(Clone)]
pub(crate) struct Tables(BTreeMap<&'static str, String>);

/// Two lines through the town; one goes on after midnight, the other comes from far away.
pub(crate) fn tables() -> Tables {
    Tables(BTreeMap::from([
        (
            "agency.txt",
            "agency_id,agency_name,agency_url,agency_timezone\n\
             sv,Stadtverkehr,https://sv.example,Europe/Berlin\n"
                .to_owned(),
        ),
        (
            "routes.txt",
            "route_id,agency_id,route_short_name,route_long_name,route_type,route_color,route_text_color\n\
             r1,sv,1,Markt - Bahnhof,0,c00000,ffffff\n\
             r2,,,Landlinie,3,,\n"
                .to_owned(),
        ),
        (
            "stops.txt",
            "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding\n\
             markt,\"Musterstadt, Markt\",53.0500,12.4500,1,,1\n\
             markt:1,\"Musterstadt, Markt Bstg A\",53.0501,12.4500,,markt,\n\
             markt:2,\"Musterstadt, Markt Bstg B\",53.0499,12.4500,0,markt,2\n\
             de:99999:7:1:A,\"Musterstadt, Bahnhof\",53.0600,12.4600,,,\n\
             de:99999:7:2:B,\"Musterstadt, Bahnhof\",53.0602,12.4600,,,\n\
             door,Eingang,53.0600,12.4600,2,markt,\n\
             fern,Fernstadt,50.0000,8.0000,,,\n"
                .to_owned(),
        ),
        (
            "calendar.txt",
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
             week,1,1,1,1,1,0,0,20261123,20261204\n"
                .to_owned(),
        ),
        (
            "calendar_dates.txt",
            "service_id,date,exception_type\n\
             week,20261125,2\nweek,20261128,1\nonce,20261129,1\n"
                .to_owned(),
        ),
        (
            "trips.txt",
            "route_id,service_id,trip_id,trip_headsign,wheelchair_accessible\n\
             r1,week,t1,Bahnhof,1\n\
             r2,once,t2,,2\n\
             r2,never,t3,,\n"
                .to_owned(),
        ),
        (
            "stop_times.txt",
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,stop_headsign\n\
             t1,25:10:00,25:10:00,de:99999:7:1:A,9,,\n\
             t1,23:58:00,23:59:00,markt:1,4,,Betriebshof\n\
             t2,08:00:00,08:00:00,fern,1,,\n\
             t2,09:00:00,,de:99999:7:2:B,2,,\n\
             t2,09:10:00,09:10:00,markt:2,3,1,\n\
             t2,09:20:00,09:20:00,fern,4,,\n\
             t3,09:20:00,09:20:00,markt:1,1,,\n"
                .to_owned(),
        ),
    ]))
}

impl Tables {
    /// With another table of this name.
    pub(crate) fn with(mut self, name: &'static str, text: &str) -> Self {
        self.0.insert(name, text.to_owned());
        self
    }

    /// With more rows in a table.
    pub(crate) fn and(mut self, name: &'static str, rows: &str) -> Self {
        self.0.entry(name).or_default().push_str(rows);
        self
    }

    /// Without a table.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.remove(name);
        self
    }

    /// The archive.
    pub(crate) fn zipped(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, text) in &self.0 {
            zip.start_file(*name, stored).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub(crate) fn read(&self) -> Result<GtfsImport, ImportError> {
        with_bytes(&self.zipped(), |path| read(path, &MUSTERSTADT))
    }
}

/// Writes a file for as long as it is looked at.
pub(crate) fn with_bytes<T>(bytes: &[u8], look: impl FnOnce(&Path) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timetable.zip");
    std::fs::write(&path, bytes).unwrap();
    look(&path)
}
