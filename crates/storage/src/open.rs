//! Opening a database: connections, settings, migrations.

use std::{path::Path, str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    ConnectOptions, Connection, Executor, SqliteConnection,
    migrate::MigrateError,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{OpenError, Store, migrations, pool::Pool};

/// How long a server may take to answer, and how long a statement waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a writer waits for another program's import into the same SQLite file.
const BUSY: Duration = Duration::from_secs(30);

/// Connections that nobody uses are closed after this, to give their memory back.
const IDLE: Duration = Duration::from_mins(1);

/// What a PostgreSQL connection begins with: the buckets of 36,000 series, 10 MB, are grouped in memory.
const SETTINGS: &str = "SET work_mem = '32MB'";

/// Rows that SQLite's thread reads ahead. With few, the two threads wait for each other all the
/// time while thousands of newest values are read.
const ROWS_AHEAD: usize = 4_096;

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…`, makes the file and its folder where needed, and brings
    /// the tables up to date.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let (scheme, rest) = url.split_once(':').unwrap_or((url, ""));
        match scheme {
            "sqlite" if !matches!(rest.trim_start_matches('/'), "" | ":memory:") => {
                open_sqlite(Path::new(rest.strip_prefix("//").unwrap_or(rest))).await
            }
            "postgres" | "postgresql" => open_postgres(url).await,
            _ => Err(OpenError::UnsupportedUrl {
                scheme: scheme.to_owned(),
            }),
        }
    }
}

async fn open_sqlite(path: &Path) -> Result<Store, OpenError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|source| OpenError::Folder {
            path: path.to_owned(),
            source,
        })?;
    }
    let database = format!("`{}`", path.display());
    let cannot_open = |source: sqlx::Error| match &source {
        // SQLITE_NOTADB
        sqlx::Error::Database(e) if e.code().as_deref() == Some("26") => OpenError::NotADatabase {
            path: path.to_owned(),
        },
        _ => OpenError::Unreachable {
            database: database.clone(),
            source,
        },
    };
    let options = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .row_buffer_size(ROWS_AHEAD)
        .disable_statement_logging();
    let writing = options
        .clone()
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What a citizen was told is stored has to survive a power cut; writes are rare.
        .synchronous(SqliteSynchronous::Full)
        // Deleted reports are personal data: overwritten, not only unlinked.
        .pragma("secure_delete", "on");
    let mut connection = writing.connect().await.map_err(cannot_open)?;
    migrate_sqlite(&mut connection, &database).await?;
    connection.close().await.map_err(cannot_open)?;
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(BUSY);
    let readers = SqlitePoolOptions::new()
        .max_connections(4)
        .acquire_timeout(PATIENCE)
        .idle_timeout(IDLE);
    Ok(Store {
        writer: Pool::Sqlite(writer.idle_timeout(IDLE).connect_lazy_with(writing)),
        readers: Pool::Sqlite(readers.connect_lazy_with(options.pragma("query_only", "on"))),
        known: Arc::default(),
    })
}

/// One transaction around all steps, so that two programs that start on a new file do not both
/// make its tables.
async fn migrate_sqlite(
    connection: &mut SqliteConnection,
    database: &str,
) -> Result<(), OpenError> {
    let migrator = migrations::sqlite();
    let done = async {
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        migrator.run(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    };
    done.await
        .map_err(|error| migration_error(error, database, migrations::newest(&migrator)))
}

async fn open_postgres(url: &str) -> Result<Store, OpenError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(OpenError::MalformedUrl)?
        .disable_statement_logging();
    let name = options.get_database().unwrap_or(options.get_username());
    let database = format!("`{name}` on {}:{}", options.get_host(), options.get_port());
    let cannot_reach = |source| OpenError::Unreachable {
        database: database.clone(),
        source,
    };
    let connecting = tokio::time::timeout(PATIENCE, options.connect());
    let mut connection = connecting
        .await
        .unwrap_or(Err(sqlx::Error::PoolTimedOut))
        .map_err(cannot_reach)?;
    let migrator = migrations::postgres();
    migrator
        .run(&mut connection)
        .await
        .map_err(|error| migration_error(error, &database, migrations::newest(&migrator)))?;
    connection.close().await.map_err(cannot_reach)?;
    let pool = PgPoolOptions::new()
        .max_connections(5)
        .acquire_timeout(PATIENCE)
        .idle_timeout(IDLE)
        .after_connect(|connection, _| {
            Box::pin(async move { connection.execute(SETTINGS).await.map(|_| ()) })
        })
        .connect_lazy_with(options);
    Ok(Store {
        readers: Pool::Postgres(pool.clone()),
        writer: Pool::Postgres(pool),
        known: Arc::default(),
    })
}

fn migration_error(error: MigrateError, database: &str, known: i64) -> OpenError {
    let database = database.to_owned();
    match error {
        MigrateError::VersionMissing(found) => OpenError::Newer {
            database,
            found,
            known,
        },
        source => OpenError::Migration { database, source },
    }
}
