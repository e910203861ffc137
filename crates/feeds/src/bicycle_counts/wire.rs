//! The table: comma-separated, compressed by gzip.

use std::io::{self, Read};

use csv::ByteRecord;
use flate2::read::MultiGzDecoder;

use crate::{connector::ReadError, encoding::decoded, http::FetchError, loose::unreadable};

/// One row. What is empty is absent.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Row {
    pub(super) site: Option<String>,
    pub(super) name: Option<String>,
    pub(super) operator: Option<String>,
    pub(super) lat: Option<String>,
    pub(super) lon: Option<String>,
    /// `(UTC+01:00) Europe/Paris DST`.
    pub(super) zone: Option<String>,
    /// The begin of the hour.
    pub(super) time: Option<String>,
    pub(super) channels_in: Option<String>,
    pub(super) channels_out: Option<String>,
    pub(super) channels_all: Option<String>,
    pub(super) channels_unknown: Option<String>,
}

/// Where each column is.
struct Columns([Option<usize>; 11]);

const NAMES: [&str; 11] = [
    "counter_site_id",
    "counter_site",
    "operator_name",
    "latitude",
    "longitude",
    "timezone",
    "iso_timestamp",
    "channels_in",
    "channels_out",
    "channels_all",
    "channels_unknown",
];
const NEEDED: [&str; 4] = ["counter_site_id", "latitude", "longitude", "iso_timestamp"];

impl Columns {
    fn of(header: &ByteRecord) -> Result<Self, String> {
        let there: Vec<String> = header
            .iter()
            .map(|name| decoded(name).trim().to_owned())
            .collect();
        let place = |name: &str| there.iter().position(|it| it == name);
        if let Some(missing) = NEEDED.into_iter().find(|name| place(name).is_none()) {
            let first: Vec<_> = there.iter().take(20).map(String::as_str).collect();
            return Err(format!(
                "it has no column `{missing}`, but {}",
                first.join(", ")
            ));
        }
        Ok(Self(NAMES.map(place)))
    }

    fn row(&self, record: &ByteRecord) -> Row {
        let field = |at: usize| {
            let text = decoded(record.get(self.0[at]?)?);
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Row {
            site: field(0),
            name: field(1),
            operator: field(2),
            lat: field(3),
            lon: field(4),
            zone: field(5),
            time: field(6),
            channels_in: field(7),
            channels_out: field(8),
            channels_all: field(9),
            channels_unknown: field(10),
        }
    }
}

/// Hands every row of a table on. A table that is cut off or too big is an error as a whole.
pub(super) fn rows(
    body: &[u8],
    address: &str,
    limit: u64,
    mut take: impl FnMut(Row),
) -> Result<(), ReadError> {
    // A server may decompress by itself.
    let table: Box<dyn Read + '_> = if body.starts_with(&[0x1f, 0x8b]) {
        Box::new(MultiGzDecoder::new(body))
    } else {
        Box::new(body)
    };
    let bounded = Bounded { table, left: limit };
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(bounded);
    let failed = |error: csv::Error| failure(&error, address, limit);
    let header = reader.byte_headers().map_err(failed)?;
    let columns = Columns::of(header).map_err(|reason| unreadable(address, reason))?;
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(failed)? {
        take(columns.row(&record));
    }
    Ok(())
}

fn failure(error: &csv::Error, address: &str, limit: u64) -> ReadError {
    let address = address.to_owned();
    match error.kind() {
        csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::FileTooLarge => {
            FetchError::TooBig { address, limit }.into()
        }
        csv::ErrorKind::Io(io) => {
            let reason = io.to_string();
            FetchError::Damaged { address, reason }.into()
        }
        _ => unreadable(&address, error),
    }
}

/// Bytes after decompression, up to a limit.
struct Bounded<'a> {
    table: Box<dyn Read + 'a>,
    left: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.table.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}
