//! The timetable: read as a whole, replaced by imports.

use async_trait::async_trait;
use domain::timetable::{Timetable, TimetableReport, replace};
use portal::ports::{StoreError, TimetableStore};

use crate::{
    pool::{Store, failed, on},
    timetable_rows as rows,
};

/// The tables in an order in which they can be emptied.
const EMPTY: [&str; 6] = [
    "DELETE FROM timetable_trip",
    "DELETE FROM timetable_headsign",
    "DELETE FROM timetable_service",
    "DELETE FROM timetable_stop",
    "DELETE FROM timetable_station",
    "DELETE FROM timetable_line",
];

/// Reads all tables by one connection.
macro_rules! read_all {
    ($connection:expr) => {{
        let zone: Option<String> = sqlx::query_scalar("SELECT zone FROM timetable")
            .fetch_one(&mut *$connection)
            .await
            .map_err(failed)?;
        let Some(zone) = zone else {
            return Ok(None);
        };
        let timetable = Timetable {
            zone,
            lines: rows::all(
                sqlx::query_as(rows::LINES)
                    .fetch_all(&mut *$connection)
                    .await,
                rows::line,
            )?,
            stations: rows::all(
                sqlx::query_as(rows::STATIONS)
                    .fetch_all(&mut *$connection)
                    .await,
                rows::station,
            )?,
            stops: rows::all(
                sqlx::query_as(rows::STOPS)
                    .fetch_all(&mut *$connection)
                    .await,
                rows::stop,
            )?,
            services: rows::all(
                sqlx::query_as(rows::SERVICES)
                    .fetch_all(&mut *$connection)
                    .await,
                rows::service,
            )?,
            headsigns: sqlx::query_scalar(rows::HEADSIGNS)
                .fetch_all(&mut *$connection)
                .await
                .map_err(failed)?,
            trips: rows::all(
                sqlx::query_as(rows::TRIPS)
                    .fetch_all(&mut *$connection)
                    .await,
                rows::trip,
            )?,
        };
        rows::whole(timetable).map(Some)
    }};
}

#[async_trait]
impl TimetableStore for Store {
    async fn timetable(&self) -> Result<Option<Timetable>, StoreError> {
        // One transaction, so that an import in between is seen whole or not at all.
        on!(&self.readers, pool => {
            let mut transaction = pool.begin_with(self.readers.begin_read()).await.map_err(failed)?;
            read_all!(transaction)
        })
    }

    async fn timetable_revision(&self) -> Result<i64, StoreError> {
        on!(&self.readers, pool => {
            sqlx::query_scalar("SELECT revision FROM timetable").fetch_one(pool).await
        })
        .map_err(failed)
    }

    async fn replace_timetable(
        &self,
        timetable: &Timetable,
        force: bool,
    ) -> Result<TimetableReport, StoreError> {
        on!(&self.writer, pool => {
            // Dropping the transaction on any way out but the last takes everything back.
            let mut transaction =
                pool.begin_with(self.writer.begin_write()).await.map_err(failed)?;
            // First of all, because this locks the row against a second import.
            sqlx::query("UPDATE timetable SET revision = revision + 1")
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
            let old = async { read_all!(transaction) }.await?;
            let report = replace(old.as_ref(), timetable, force)?;
            if !report.changed {
                return Ok(report);
            }
            for statement in EMPTY {
                sqlx::query(statement).execute(&mut *transaction).await.map_err(failed)?;
            }
            sqlx::query("UPDATE timetable SET zone = $1")
                .bind(&timetable.zone)
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
            for (number, line) in rows::numbered(&timetable.lines) {
                let statement = rows::bind_line(sqlx::query(rows::ADD_LINE), number, line);
                statement.execute(&mut *transaction).await.map_err(failed)?;
            }
            for (number, station) in rows::numbered(&timetable.stations) {
                let statement = rows::bind_station(sqlx::query(rows::ADD_STATION), number, station);
                statement.execute(&mut *transaction).await.map_err(failed)?;
            }
            for (number, stop) in rows::numbered(&timetable.stops) {
                let statement = rows::bind_stop(sqlx::query(rows::ADD_STOP), number, stop);
                statement.execute(&mut *transaction).await.map_err(failed)?;
            }
            for (number, service) in rows::numbered(&timetable.services) {
                let statement = rows::bind_service(sqlx::query(rows::ADD_SERVICE), number, service);
                statement.execute(&mut *transaction).await.map_err(failed)?;
            }
            for (number, words) in rows::numbered(&timetable.headsigns) {
                let statement = sqlx::query(rows::ADD_HEADSIGN).bind(number).bind(words);
                statement.execute(&mut *transaction).await.map_err(failed)?;
            }
            for (number, trip) in rows::numbered(&timetable.trips) {
                let statement = rows::bind_trip(sqlx::query(rows::ADD_TRIP), number, trip);
                statement.execute(&mut *transaction).await.map_err(failed)?;
            }
            transaction.commit().await.map_err(failed)?;
            Ok(report)
        })
    }
}
