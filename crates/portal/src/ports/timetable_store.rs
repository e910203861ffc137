//! Where the timetable of public transport is kept.

use async_trait::async_trait;
use domain::timetable::{Timetable, TimetableReport};

use super::StoreError;

/// Keeps the timetable.
#[async_trait]
pub trait TimetableStore: Send + Sync {
    /// The whole timetable; `None` when there is none.
    async fn timetable(&self) -> Result<Option<Timetable>, StoreError>;

    /// A number that grows with every change of the timetable; 0 when there never was one.
    async fn timetable_revision(&self) -> Result<i64, StoreError>;

    /// Puts a timetable in the place of the stored one by [`domain::timetable::replace`], in one
    /// transaction: all of it happens, or nothing.
    async fn replace_timetable(
        &self,
        timetable: &Timetable,
        force: bool,
    ) -> Result<TimetableReport, StoreError>;
}
