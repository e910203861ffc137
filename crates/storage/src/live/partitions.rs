//! Observations on PostgreSQL are kept by months in UTC; a month's table is made when its first
//! observation comes, and dropped when nothing in it is kept any longer.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use portal::ports::StoreError;
use sqlx::{AssertSqlSafe, PgConnection};

use super::slots::SLOT_MS;
use crate::pool::failed;

/// The table of a month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Month {
    /// Its first slot.
    first: i64,
    /// The first slot after it.
    past: i64,
    table: String,
}

impl Month {
    fn of(date: Date) -> Option<Self> {
        let first = date.first_of_month();
        let slot = |date: Date| {
            let midnight = date.to_zoned(TimeZone::UTC).ok()?.timestamp();
            Some(midnight.as_millisecond().div_euclid(SLOT_MS))
        };
        Some(Self {
            first: slot(first)?,
            past: slot(first.checked_add(1.month()).ok()?)?,
            table: format!("observation_{:04}_{:02}", first.year(), first.month()),
        })
    }

    fn around(slot: i64) -> Option<Self> {
        let instant = Timestamp::from_millisecond(slot.checked_mul(SLOT_MS)?).ok()?;
        Self::of(instant.to_zoned(TimeZone::UTC).date())
    }

    fn of_table(table: &str) -> Option<Self> {
        let (year, month) = table.strip_prefix("observation_")?.split_once('_')?;
        Self::of(Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?)
    }
}

/// Makes the tables that these slots need. Nobody else does so at the same time, because writers
/// of live data take turns.
pub(super) async fn make(
    connection: &mut PgConnection,
    slots: BTreeSet<i32>,
) -> Result<(), StoreError> {
    let months: BTreeSet<Month> = slots
        .into_iter()
        .filter_map(|slot| Month::around(slot.into()))
        .collect();
    for Month { first, past, table } in months {
        let missing: bool = sqlx::query_scalar("SELECT to_regclass($1) IS NULL")
            .bind(&table)
            .fetch_one(&mut *connection)
            .await
            .map_err(failed)?;
        if missing {
            // Attached afterwards, because `PARTITION OF` would wait for all readers.
            let sql = format!(
                "CREATE TABLE {table} (LIKE observation); \
                 ALTER TABLE observation ATTACH PARTITION {table} FOR VALUES FROM ({first}) TO ({past})"
            );
            sqlx::raw_sql(AssertSqlSafe(sql))
                .execute(&mut *connection)
                .await
                .map_err(failed)?;
        }
    }
    Ok(())
}

/// Drops the tables of months that ended before a slot, and says how many rows they held according
/// to their statistics, one at least.
pub(super) async fn drop_before(
    connection: &mut PgConnection,
    slot: i32,
) -> Result<u64, StoreError> {
    let tables: Vec<(String, i64)> = sqlx::query_as(
        "SELECT c.relname::TEXT, GREATEST(c.reltuples, 1)::BIGINT FROM pg_inherits i \
         JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'observation'::regclass",
    )
    .fetch_all(&mut *connection)
    .await
    .map_err(failed)?;
    let mut dropped = 0;
    for (table, rows) in tables {
        let Some(month) = Month::of_table(&table) else {
            continue;
        };
        if month.past <= slot.into() {
            let sql = format!("DROP TABLE {}", month.table);
            sqlx::raw_sql(AssertSqlSafe(sql))
                .execute(&mut *connection)
                .await
                .map_err(failed)?;
            dropped += rows.unsigned_abs();
        }
    }
    Ok(dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_holds_its_slots_and_no_others() {
        let at = |text: &str| {
            let instant: Timestamp = text.parse().unwrap();
            instant.as_millisecond().div_euclid(SLOT_MS)
        };
        let month = Month::around(at("2026-03-29T01:30:00Z")).unwrap();
        assert_eq!(month.table, "observation_2026_03");
        assert_eq!(month.first, at("2026-03-01T00:00:00Z"));
        assert_eq!(month.past, at("2026-04-01T00:00:00Z"));
        assert_eq!(Month::of_table(&month.table), Some(month));
        assert_eq!(Month::of_table("observation_old"), None);
    }
}
