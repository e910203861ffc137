//! The archive and its tables, row by row.

use std::{
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

use domain::import::Rejected;
use serde::de::DeserializeOwned;
use zip::{ZipArchive, result::ZipError};

use crate::{ImportError, osm::kind_of};

/// Bytes that a table may have when it is unpacked: more than the largest of a whole country.
const TABLE_BYTES: u64 = 8 << 30;

const WANTED: &str = "a timetable as GTFS (a ZIP archive with stop_times.txt)";

/// An open archive. What cannot be used of its rows is gathered.
pub(super) struct Archive<'p> {
    path: &'p Path,
    zip: ZipArchive<BufReader<File>>,
    pub(super) rejected: Vec<Rejected>,
}

impl<'p> Archive<'p> {
    pub(super) fn open(path: &'p Path) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable {
            path: path.to_owned(),
            source,
        };
        let mut file = File::open(path).map_err(unreadable)?;
        let mut start = [0; 16];
        let mut length = 0;
        while length < start.len() {
            match file.read(&mut start[length..]).map_err(unreadable)? {
                0 => break,
                more => length += more,
            }
        }
        let start = &start[..length];
        if start.iter().all(u8::is_ascii_whitespace) {
            return Err(ImportError::Empty {
                path: path.to_owned(),
            });
        }
        if !start.starts_with(b"PK") {
            return Err(ImportError::Foreign {
                path: path.to_owned(),
                found: kind_of(start).unwrap_or("no ZIP archive").to_owned(),
                wanted: WANTED,
            });
        }
        // The list of an archive's files stands at its end.
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|_| ImportError::Truncated {
            path: path.to_owned(),
        })?;
        let archive = Self {
            path,
            zip,
            rejected: Vec::new(),
        };
        if archive.zip.index_for_name("stop_times.txt").is_none() {
            return Err(ImportError::Foreign {
                path: path.to_owned(),
                found: "a ZIP archive of something else".to_owned(),
                wanted: WANTED,
            });
        }
        Ok(archive)
    }

    /// Hands every row of a table on with its line. A row that is refused is left out with the
    /// reason. False when there is no such table.
    pub(super) fn rows<T: DeserializeOwned>(
        &mut self,
        table: &'static str,
        mut take: impl FnMut(T) -> Result<(), String>,
    ) -> Result<bool, ImportError> {
        let damaged = |reason: String| ImportError::Damaged {
            path: self.path.to_owned(),
            reason: format!("{table}: {reason}"),
        };
        let file = match self.zip.by_name(table) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(false),
            Err(error) => return Err(damaged(error.to_string())),
        };
        if file.size() > TABLE_BYTES {
            return Err(damaged(format!("more than {TABLE_BYTES} bytes")));
        }
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(file.take(TABLE_BYTES));
        let headers = reader.byte_headers().map_err(|e| damaged(e.to_string()))?;
        let headers = headers.clone();
        let mut record = csv::ByteRecord::new();
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(false) => return Ok(true),
                Ok(true) => {}
                Err(error) => return Err(damaged(error.to_string())),
            }
            let row = record.deserialize(Some(&headers));
            let taken = row.map_err(|error| error.to_string()).and_then(&mut take);
            if let Err(reason) = taken {
                let line = record.position().map_or(0, csv::Position::line);
                self.rejected.push(Rejected {
                    record: format!("{table}:{line}"),
                    reason,
                });
            }
        }
    }

    /// The same for a table without which there is no timetable.
    pub(super) fn needed_rows<T: DeserializeOwned>(
        &mut self,
        table: &'static str,
        take: impl FnMut(T) -> Result<(), String>,
    ) -> Result<(), ImportError> {
        if self.rows(table, take)? {
            return Ok(());
        }
        Err(ImportError::Damaged {
            path: self.path.to_owned(),
            reason: format!("there is no {table} in it"),
        })
    }
}
