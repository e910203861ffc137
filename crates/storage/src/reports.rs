//! Mistakes that citizens report.

use async_trait::async_trait;
use domain::{
    PlaceId,
    report::{Report, ReportKind},
};
use jiff::Timestamp;
use portal::ports::{ReportStore, StoreError};

use crate::pool::{Store, failed, on};

const ADD: &str = "INSERT INTO report (id, place, kind, message, email, created_at, delete_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
const NEWEST: &str = "SELECT id, place, kind, message, email, created_at, delete_at FROM report \
                      ORDER BY created_at DESC, id DESC LIMIT $1";
const DELETE_DUE: &str = "DELETE FROM report WHERE delete_at <= $1";

/// The columns of a report in the order of [`NEWEST`].
type ReportRow = (String, String, String, String, Option<String>, i64, i64);

#[async_trait]
impl ReportStore for Store {
    async fn add(&self, report: &Report) -> Result<(), StoreError> {
        on!(&self.writer, pool => {
            sqlx::query(ADD)
                .bind(&report.id)
                .bind(report.place.as_str())
                .bind(report.kind.as_str())
                .bind(&report.message)
                .bind(&report.email)
                .bind(report.created_at.as_millisecond())
                .bind(report.delete_at.as_millisecond())
                .execute(pool)
                .await
                .map(|_| ())
        })
        .map_err(failed)
    }

    async fn newest(&self, limit: u32) -> Result<Vec<Report>, StoreError> {
        let rows: Vec<ReportRow> = on!(&self.readers, pool => {
            sqlx::query_as(NEWEST).bind(i64::from(limit)).fetch_all(pool).await
        })
        .map_err(failed)?;
        rows.into_iter().map(read).collect()
    }

    async fn delete_due(&self, now: Timestamp) -> Result<u64, StoreError> {
        on!(&self.writer, pool => {
            sqlx::query(DELETE_DUE)
                .bind(now.as_millisecond())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })
        .map_err(failed)
    }
}

fn read(
    (id, place, kind, message, email, created, delete): ReportRow,
) -> Result<Report, StoreError> {
    let unreadable = |source| StoreError::Unreadable {
        record: id.clone(),
        source,
    };
    Ok(Report {
        place: PlaceId::from_origin(&place),
        kind: ReportKind::parse(&kind)
            .ok_or_else(|| unreadable(format!("`{kind}` is not a kind of report").into()))?,
        created_at: Timestamp::from_millisecond(created).map_err(|e| unreadable(e.into()))?,
        delete_at: Timestamp::from_millisecond(delete).map_err(|e| unreadable(e.into()))?,
        id,
        message,
        email,
    })
}
