//! The timetable as rows: read from either database, and bound to statements of either.

use domain::{
    Coordinate,
    timetable::{Call, Colour, Line, Mode, Service, Station, Stop, Timetable, Trip},
};
use portal::ports::StoreError;
use sqlx::{Database, Encode, Type, query::Query};

use crate::pool::failed;

pub(crate) const LINES: &str =
    "SELECT id, name, mode, operator, colour, text_colour FROM timetable_line ORDER BY number";
pub(crate) const STATIONS: &str =
    "SELECT id, name, lat, lon FROM timetable_station ORDER BY number";
pub(crate) const STOPS: &str =
    "SELECT id, station, platform, wheelchair FROM timetable_stop ORDER BY number";
pub(crate) const SERVICES: &str =
    "SELECT id, first_day, days FROM timetable_service ORDER BY number";
pub(crate) const HEADSIGNS: &str = "SELECT words FROM timetable_headsign ORDER BY number";
pub(crate) const TRIPS: &str = "SELECT id, line, service, wheelchair, approximate, calls \
                                FROM timetable_trip ORDER BY number";
pub(crate) const ADD_LINE: &str = "INSERT INTO timetable_line \
    (number, id, name, mode, operator, colour, text_colour) VALUES ($1, $2, $3, $4, $5, $6, $7)";
pub(crate) const ADD_STATION: &str =
    "INSERT INTO timetable_station (number, id, name, lat, lon) VALUES ($1, $2, $3, $4, $5)";
pub(crate) const ADD_STOP: &str = "INSERT INTO timetable_stop \
    (number, id, station, platform, wheelchair) VALUES ($1, $2, $3, $4, $5)";
pub(crate) const ADD_SERVICE: &str =
    "INSERT INTO timetable_service (number, id, first_day, days) VALUES ($1, $2, $3, $4)";
pub(crate) const ADD_HEADSIGN: &str =
    "INSERT INTO timetable_headsign (number, words) VALUES ($1, $2)";
pub(crate) const ADD_TRIP: &str = "INSERT INTO timetable_trip \
    (number, id, line, service, wheelchair, approximate, calls) VALUES ($1, $2, $3, $4, $5, $6, $7)";

type LineRow = (
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
);
type StationRow = (String, String, f64, f64);
type StopRow = (String, i64, Option<String>, Option<bool>);
type ServiceRow = (String, String, String);
type TripRow = (String, i64, i64, Option<bool>, bool, String);

/// A call as its trip's JSON has it.
type CallRow = (u32, u32, u32, u32);

/// A row, or the identifier of one that has no meaning.
type Read<T> = Result<T, String>;

/// Every row with its meaning; the error names the record.
pub(crate) fn all<R, T>(
    rows: Result<Vec<R>, sqlx::Error>,
    read: fn(R) -> Read<T>,
) -> Result<Vec<T>, StoreError> {
    let meaningless = |record| StoreError::Unreadable {
        record,
        source: "it has a value without meaning".into(),
    };
    let rows = rows.map_err(failed)?.into_iter();
    rows.map(|row| read(row).map_err(meaningless)).collect()
}

/// A timetable in which every number leads somewhere.
pub(crate) fn whole(timetable: Timetable) -> Result<Timetable, StoreError> {
    if timetable.is_whole() {
        return Ok(timetable);
    }
    Err(StoreError::Unreadable {
        record: "timetable".to_owned(),
        source: "it has a number that leads nowhere".into(),
    })
}

pub(crate) fn line((id, name, mode, operator, colour, text): LineRow) -> Read<Line> {
    let mode = Mode::parse(&mode).ok_or_else(|| id.clone())?;
    Ok(Line {
        id,
        name,
        mode,
        operator,
        colour: colour.as_deref().and_then(Colour::parse),
        text_colour: text.as_deref().and_then(Colour::parse),
    })
}

pub(crate) fn station((id, name, lat, lon): StationRow) -> Read<Station> {
    let position = Coordinate::new(lat, lon).map_err(|_| id.clone())?;
    Ok(Station { id, name, position })
}

pub(crate) fn stop((id, station, platform, wheelchair): StopRow) -> Read<Stop> {
    Ok(Stop {
        station: u32::try_from(station).map_err(|_| id.clone())?,
        id,
        platform,
        wheelchair,
    })
}

pub(crate) fn service((id, first, days): ServiceRow) -> Read<Service> {
    let first = first.parse().map_err(|_| id.clone())?;
    Service::parse(id.clone(), first, &days).ok_or(id)
}

pub(crate) fn trip((id, line, service, wheelchair, approximate, calls): TripRow) -> Read<Trip> {
    let number = |number: i64| u32::try_from(number).map_err(|_| id.clone());
    let calls: Vec<CallRow> = serde_json::from_str(&calls).map_err(|_| id.clone())?;
    let call = |(sequence, stop, departure_s, headsign)| Call {
        sequence,
        stop,
        departure_s,
        headsign,
    };
    Ok(Trip {
        line: number(line)?,
        service: number(service)?,
        wheelchair,
        approximate,
        calls: calls.into_iter().map(call).collect(),
        id,
    })
}

/// Every value with its number.
pub(crate) fn numbered<T>(list: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (0..).zip(list)
}

/// Binds a row for either database.
macro_rules! bind {
    ($(fn $name:ident($number:ident, $value:ident: &$type:ty) { $($bound:expr),+ $(,)? })+) => {$(
        pub(crate) fn $name<'q, DB: Database>(
            statement: Query<'q, DB, DB::Arguments>,
            $number: i64,
            $value: &'q $type,
        ) -> Query<'q, DB, DB::Arguments>
        where
            i64: Encode<'q, DB> + Type<DB>,
            f64: Encode<'q, DB> + Type<DB>,
            bool: Encode<'q, DB> + Type<DB>,
            Option<bool>: Encode<'q, DB> + Type<DB>,
            &'q str: Encode<'q, DB> + Type<DB>,
            Option<&'q str>: Encode<'q, DB> + Type<DB>,
            String: Encode<'q, DB> + Type<DB>,
            Option<String>: Encode<'q, DB> + Type<DB>,
        {
            statement.bind($number)$(.bind($bound))+
        }
    )+};
}

bind! {
    fn bind_line(number, line: &Line) {
        line.id.as_str(),
        line.name.as_str(),
        line.mode.as_str(),
        line.operator.as_deref(),
        line.colour.map(|colour| colour.to_string()),
        line.text_colour.map(|colour| colour.to_string()),
    }
    fn bind_station(number, station: &Station) {
        station.id.as_str(),
        station.name.as_str(),
        station.position.lat(),
        station.position.lon(),
    }
    fn bind_stop(number, stop: &Stop) {
        stop.id.as_str(),
        i64::from(stop.station),
        stop.platform.as_deref(),
        stop.wheelchair,
    }
    fn bind_service(number, service: &Service) {
        service.id.as_str(),
        service.first().to_string(),
        service.days(),
    }
    fn bind_trip(number, trip: &Trip) {
        trip.id.as_str(),
        i64::from(trip.line),
        i64::from(trip.service),
        trip.wheelchair,
        trip.approximate,
        calls(trip),
    }
}

fn calls(trip: &Trip) -> String {
    let row = |call: &Call| (call.sequence, call.stop, call.departure_s, call.headsign);
    let rows: Vec<CallRow> = trip.calls.iter().map(row).collect();
    // Numbers can always be written.
    serde_json::to_string(&rows).unwrap_or_default()
}
