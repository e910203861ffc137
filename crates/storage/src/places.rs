//! The places: read as a whole, replaced by imports.

use std::{collections::HashSet, sync::Arc};

use async_trait::async_trait;
use domain::{
    Place, PlaceId,
    import::{ImportBatch, ImportReport, plan},
};
use portal::ports::{PlaceStore, StoreError};
use sqlx::AssertSqlSafe;

use crate::{
    place_columns::COLUMNS,
    place_row::{self, Shared},
    pool::{Store, failed, on},
};

/// Rows of one INSERT. SQLite looks up `$n` in a list, so that a statement with twice the values
/// takes four times as long to bind: 10,000 places took 3 s by the hundred and less than 1 s by the twenty.
const ROWS: usize = 20;

/// Identifiers in one list.
const IDS: usize = 500;

#[async_trait]
impl PlaceStore for Store {
    async fn all_owned(&self) -> Result<Vec<(String, Arc<Place>)>, StoreError> {
        let sql = format!("SELECT {} FROM place ORDER BY id", COLUMNS.join(", "));
        let mut shared = Shared::default();
        let places: Vec<Result<(String, Arc<Place>), StoreError>> = on!(&self.readers, pool => {
            sqlx::query(AssertSqlSafe(sql))
                .map(|row| {
                    let (owner, place) = place_row::read_owned(&row, &mut shared)?;
                    Ok((owner, Arc::new(place)))
                })
                .fetch_all(pool)
                .await
        })
        .map_err(failed)?;
        places.into_iter().collect()
    }

    async fn revision(&self) -> Result<i64, StoreError> {
        on!(&self.readers, pool => {
            sqlx::query_scalar("SELECT revision FROM place_revision").fetch_one(pool).await
        })
        .map_err(failed)
    }

    async fn apply(&self, batch: ImportBatch) -> Result<ImportReport, StoreError> {
        let dataset = batch.dataset.clone();
        on!(&self.writer, pool => {
            // Dropping the transaction on any way out but the last takes everything back.
            let mut transaction =
                pool.begin_with(self.writer.begin_write()).await.map_err(failed)?;
            // First of all, because this locks the row: a second import waits here until this one
            // is finished, and then sees what it did.
            sqlx::query("UPDATE place_revision SET revision = revision + 1")
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
            let mut stored = Vec::new();
            let mut shared = Shared::default();
            for (sql, keys) in reads(&batch) {
                let mut statement = sqlx::query(AssertSqlSafe(sql));
                for key in keys {
                    statement = statement.bind(key);
                }
                let rows: Vec<Result<(String, Place), StoreError>> = statement
                    .map(|row| place_row::read_owned(&row, &mut shared))
                    .fetch_all(&mut *transaction)
                    .await
                    .map_err(failed)?;
                for row in rows {
                    stored.push(row?);
                }
            }
            let plan = plan(batch, once(stored))?;
            if !plan.report.has_changes() {
                return Ok(plan.report);
            }
            for ids in plan.remove.chunks(IDS) {
                let sql = format!("DELETE FROM place WHERE id IN ({})", placeholders(1, ids.len()));
                let mut statement = sqlx::query(AssertSqlSafe(sql)).persistent(false);
                for id in ids {
                    statement = statement.bind(id.as_str());
                }
                statement.execute(&mut *transaction).await.map_err(failed)?;
            }
            for places in plan.upsert.chunks(ROWS) {
                let mut statement = sqlx::query(AssertSqlSafe(upsert(places.len())));
                for place in places {
                    statement = place_row::bind(statement, &dataset, place);
                }
                statement.execute(&mut *transaction).await.map_err(failed)?;
            }
            transaction.commit().await.map_err(failed)?;
            Ok(plan.report)
        })
    }
}

/// The questions that find every stored place an import has to be compared with: those of its
/// categories, and those with its identifiers in other categories.
fn reads(batch: &ImportBatch) -> Vec<(String, Vec<String>)> {
    let question = |column: &str, keys: Vec<String>| {
        let (columns, list) = (COLUMNS.join(", "), placeholders(1, keys.len()));
        (
            format!("SELECT {columns} FROM place WHERE {column} IN ({list})"),
            keys,
        )
    };
    let categories: Vec<String> = batch.categories.iter().map(ToString::to_string).collect();
    let ids: Vec<String> = batch
        .places
        .iter()
        .map(|place| place.id.to_string())
        .collect();
    let by_category = categories
        .chunks(IDS)
        .map(|keys| question("category", keys.to_vec()));
    let by_id = ids.chunks(IDS).map(|keys| question("id", keys.to_vec()));
    by_category.chain(by_id).collect()
}

/// Every place once, though its category and its identifier may both have found it.
fn once(mut stored: Vec<(String, Place)>) -> Vec<(String, Place)> {
    let mut seen: HashSet<PlaceId> = HashSet::with_capacity(stored.len());
    stored.retain(|(_, place)| seen.insert(place.id.clone()));
    stored
}

/// One statement that writes `rows` places.
fn upsert(rows: usize) -> String {
    let values: Vec<String> = (0..rows)
        .map(|row| format!("({})", placeholders(row * COLUMNS.len() + 1, COLUMNS.len())))
        .collect();
    let new: Vec<String> = COLUMNS[1..]
        .iter()
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    format!(
        "INSERT INTO place ({}) VALUES {} ON CONFLICT (id) DO UPDATE SET {}",
        COLUMNS.join(", "),
        values.join(", "),
        new.join(", ")
    )
}

/// `$first, $(first + 1), …`, `count` of them.
fn placeholders(first: usize, count: usize) -> String {
    let numbers: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    numbers.join(", ")
}
