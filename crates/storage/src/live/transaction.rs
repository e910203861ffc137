//! Transactions on either database.

use portal::ports::StoreError;
use sqlx::{Postgres, Sqlite};

use crate::pool::{Pool, failed};

/// How PostgreSQL writes live data. Every statement goes from a list of rows along a primary key,
/// whatever the planner believes: its statistics are always older than the list.
const WRITE: &str = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
                     SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; \
                     SET LOCAL enable_material = off; SET LOCAL enable_sort = off; \
                     SET LOCAL jit = off; SET LOCAL work_mem = '64MB'; \
                     SELECT number FROM live_sequence FOR UPDATE";

/// A transaction; dropping it takes everything back.
pub(crate) enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    /// Waits until nobody else writes live data. SQLite has one writer anyway; on PostgreSQL the
    /// lock of one row makes it so, and numbers become visible in their order.
    pub(crate) async fn write(pool: &Pool) -> Result<Self, StoreError> {
        let mut transaction = Self::begin(pool, pool.begin_write()).await?;
        if let Self::Postgres(t) = &mut transaction {
            sqlx::raw_sql(WRITE)
                .execute(&mut **t)
                .await
                .map_err(failed)?;
        }
        Ok(transaction)
    }

    /// Sees one state of the database in all its statements.
    pub(crate) async fn read(pool: &Pool) -> Result<Self, StoreError> {
        Self::begin(pool, pool.begin_read()).await
    }

    async fn begin(pool: &Pool, begin: &'static str) -> Result<Self, StoreError> {
        match pool {
            Pool::Sqlite(pool) => pool.begin_with(begin).await.map(Self::Sqlite),
            Pool::Postgres(pool) => pool.begin_with(begin).await.map(Self::Postgres),
        }
        .map_err(failed)
    }

    /// Keeps what was done.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
        .map_err(failed)
    }
}

/// Runs one typed body in whichever transaction it is, like `on!` for pools.
macro_rules! within {
    ($transaction:expr, $t:ident => $body:expr) => {
        match $transaction {
            $crate::live::transaction::Transaction::Sqlite($t) => {
                let $t = &mut **$t;
                $body
            }
            $crate::live::transaction::Transaction::Postgres($t) => {
                let $t = &mut **$t;
                $body
            }
        }
        .map_err($crate::pool::failed)
    };
}
pub(crate) use within;
