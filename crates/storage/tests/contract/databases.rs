//! The databases a test runs on: each test has its own, empty.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection};
use std::str::FromStr;
use storage::Store;

/// An empty database of one test.
pub(crate) enum TestDatabase {
    Sqlite(tempfile::TempDir),
    Postgres { server: String, schema: String },
}

/// Runs a test on every database there is.
pub(crate) async fn on_every_database(test: impl AsyncFn(&TestDatabase)) {
    test(&TestDatabase::Sqlite(tempfile::tempdir().unwrap())).await;
    match std::env::var("TEST_DATABASE_POSTGRES") {
        Ok(server) => {
            let database = TestDatabase::on_server(server).await;
            test(&database).await;
            database.drop_schema().await;
        }
        Err(_) => println!("skipped on PostgreSQL: TEST_DATABASE_POSTGRES is not set"),
    }
}

impl TestDatabase {
    async fn on_server(server: String) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let schema = format!("contract_{}_{number}", std::process::id());
        let mut connection = PgConnection::connect(&server).await.unwrap();
        let sql = format!("CREATE SCHEMA {schema}");
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut connection)
            .await
            .unwrap();
        Self::Postgres { server, schema }
    }

    async fn drop_schema(&self) {
        if let Self::Postgres { schema, .. } = self {
            self.execute(&format!("DROP SCHEMA {schema} CASCADE")).await;
        }
    }

    /// The address `Store::open` takes.
    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => {
                let path = folder.path().join("made/on/demand/portal.db");
                format!("sqlite:{}", path.display())
            }
            Self::Postgres { server, schema } => {
                let sign = if server.contains('?') { '&' } else { '?' };
                format!("{server}{sign}options[search_path]={schema}")
            }
        }
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.url()).await.unwrap()
    }

    /// Asks for one number past the store.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        let (url, sql) = (self.url(), AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(_) => {
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                let question = sqlx::query_scalar(sql);
                question.fetch_one(&mut connection).await.unwrap()
            }
            Self::Postgres { .. } => {
                let options = sqlx::postgres::PgConnectOptions::from_str(&url).unwrap();
                let mut connection = options.connect().await.unwrap();
                let question = sqlx::query_scalar(sql);
                question.fetch_one(&mut connection).await.unwrap()
            }
        }
    }

    /// Runs SQL past the store.
    pub(crate) async fn execute(&self, sql: &str) {
        let (url, sql) = (self.url(), AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(_) => {
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
            }
            Self::Postgres { .. } => {
                let options = sqlx::postgres::PgConnectOptions::from_str(&url).unwrap();
                let mut connection = options.connect().await.unwrap();
                sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
            }
        }
    }
}
