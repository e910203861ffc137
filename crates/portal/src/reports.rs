//! Mistakes that citizens report.

use domain::{
    PlaceId,
    report::{Report, ReportFault, ReportForm},
};
use thiserror::Error;

use crate::{Portal, ports::StoreError};

/// Why a report was not taken.
#[derive(Debug, Error)]
pub enum ReportError {
    /// There is no such place.
    #[error("there is no place `{0}`")]
    NoSuchPlace(PlaceId),
    /// The form is not filled in right; all faults at once.
    #[error("the form has {} faults", .0.len())]
    Invalid(Vec<ReportFault>),
    /// It could not be stored.
    #[error("the report could not be stored")]
    Store(#[from] StoreError),
}

impl Portal {
    /// Takes a report about a place.
    pub async fn report(&self, place: &PlaceId, form: &ReportForm) -> Result<(), ReportError> {
        if self.directory.load().get(place).is_none() {
            return Err(ReportError::NoSuchPlace(place.clone()));
        }
        let (id, now) = (self.adapters.ids.next(), self.adapters.clock.now());
        let report = form
            .check(id, place.clone(), now)
            .map_err(ReportError::Invalid)?;
        Ok(self.adapters.reports.add(&report).await?)
    }

    /// The newest reports first.
    pub async fn newest_reports(&self, limit: u32) -> Result<Vec<Report>, StoreError> {
        self.adapters.reports.newest(limit).await
    }

    /// Deletes the reports whose time has come, and says how many.
    pub async fn delete_due_reports(&self) -> Result<u64, StoreError> {
        self.adapters
            .reports
            .delete_due(self.adapters.clock.now())
            .await
    }
}
