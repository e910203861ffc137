//! The open database.

use std::sync::Arc;

use portal::ports::StoreError;
use sqlx::{PgPool, SqlitePool};

use crate::live::Known;

/// Connections to one of the two databases.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Pool {
    /// How a transaction begins that reads everything as of one moment.
    pub(crate) fn begin_read(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "BEGIN",
            Self::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// How a transaction that writes begins: SQLite has to take its lock before it reads, or two
    /// writers could both have read and neither could go on.
    pub(crate) fn begin_write(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        }
    }
}

/// Runs one typed body against whichever pool is open; each arm is checked against its own driver.
macro_rules! on {
    ($pool:expr, $p:ident => $body:expr) => {
        match $pool {
            $crate::pool::Pool::Sqlite($p) => $body,
            $crate::pool::Pool::Postgres($p) => $body,
        }
    };
}
pub(crate) use on;

/// Places, reports, the timetable and live data in a database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    /// Connections that only read.
    pub(crate) readers: Pool,
    /// The connections that write; SQLite has exactly one.
    pub(crate) writer: Pool,
    /// What all clones of this store remember of live data.
    pub(crate) known: Arc<Known>,
}

impl Store {
    /// Closes every connection after its last statement; SQLite then tidies its files.
    pub async fn close(&self) {
        on!(&self.readers, pool => pool.close().await);
        on!(&self.writer, pool => pool.close().await);
    }
}

pub(crate) fn failed(error: sqlx::Error) -> StoreError {
    StoreError::Database(Box::new(error))
}
