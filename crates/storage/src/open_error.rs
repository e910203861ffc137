//! Why a database could not be opened, in words that say what to do.

use std::path::PathBuf;

use thiserror::Error;

/// Why a database could not be opened. No message shows a password.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Neither SQLite nor PostgreSQL.
    #[error(
        "`{scheme}` is not a database this program knows: write `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`"
    )]
    UnsupportedUrl {
        /// What stands before the first colon.
        scheme: String,
    },
    /// The address of a PostgreSQL database is not well formed.
    #[error(
        "the address of the database cannot be read: write `postgres://USER:PASSWORD@HOST:PORT/DATABASE`"
    )]
    MalformedUrl(#[source] sqlx::Error),
    /// The folder of the file cannot be made.
    #[error(
        "the folder of the database `{}` cannot be made: check its path and who may write there", path.display()
    )]
    Folder {
        /// The database file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// Nobody answers, the login is refused, or the file cannot be opened.
    #[error(
        "the database {database} cannot be reached: check that it runs, its address, and user and password; for a file, that it may be read and written"
    )]
    Unreachable {
        /// Where it was looked for.
        database: String,
        /// What the driver says.
        #[source]
        source: sqlx::Error,
    },
    /// The file is something else.
    #[error("`{}` is not an SQLite database: name another file, or move this one away", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// A newer program has worked with it.
    #[error(
        "the database {database} belongs to a newer version of the portal (it is at step {found}, this program knows {known}): start the newer version, or restore a backup made before the update"
    )]
    Newer {
        /// Where it is.
        database: String,
        /// The step of the tables that is unknown here.
        found: i64,
        /// The newest step this program knows.
        known: i64,
    },
    /// The tables could not be brought to the state this program needs.
    #[error(
        "the tables of the database {database} cannot be brought up to date: the database may be another program's, or was changed by hand; name another one or restore a backup"
    )]
    Migration {
        /// Where it is.
        database: String,
        /// What went wrong.
        #[source]
        source: sqlx::migrate::MigrateError,
    },
}
