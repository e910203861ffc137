//! Observations that a source revised.

use portal::ports::StoreError;

use super::{
    plan::{Row, Stored},
    transaction::{Transaction, within},
};

const KEEP: &str = "INSERT INTO observation_revision \
                    (slot, datastream, t_end, revised_at, old_value, old_quality) \
                    VALUES ($1, $2, $3, $4, $5, $6) \
                    ON CONFLICT (slot, datastream, t_end, revised_at) DO NOTHING";
const WRITE: &str = "UPDATE observation SET value = $4, quality = $5 \
                     WHERE slot = $1 AND datastream = $2 AND t_end = $3";

/// Writes new values over old ones, and keeps the old ones. There are few.
pub(super) async fn write(
    transaction: &mut Transaction,
    revised: &[(Row, Stored)],
    at: i64,
) -> Result<(), StoreError> {
    for (row, (old_value, old_quality)) in revised {
        within!(transaction, t => async {
            sqlx::query(KEEP)
                .bind(row.slot)
                .bind(row.key)
                .bind(row.end)
                .bind(at)
                .bind(*old_value)
                .bind(*old_quality)
                .execute(&mut *t)
                .await?;
            sqlx::query(WRITE)
                .bind(row.slot)
                .bind(row.key)
                .bind(row.end)
                .bind(row.observation.value)
                .bind(row.observation.quality.code())
                .execute(&mut *t)
                .await
                .map(|_| ())
        }
        .await)?;
    }
    Ok(())
}
