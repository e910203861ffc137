//! What the portal needs from outside: storage, search, time and identifiers. Adapters implement
//! these traits; only the server's wiring names them.

mod live_store;
mod timetable_store;
mod trip_board;

use std::sync::Arc;

use async_trait::async_trait;
use domain::{
    LocalText, Locale, Place,
    import::{ImportBatch, ImportRefusal, ImportReport},
    report::Report,
    timetable::TooManyRemoved,
};
use jiff::Timestamp;
use thiserror::Error;

pub use live_store::{Changes, LiveStore, RolledUp};
pub use timetable_store::TimetableStore;
pub use trip_board::TripBoard;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// This instant.
    fn now(&self) -> Timestamp;
}

/// Where new identifiers come from.
pub trait IdGenerator: Send + Sync {
    /// An identifier that was never given out before: letters and digits, safe in a path.
    fn next(&self) -> String;
}

/// Why the store did not do what it was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database failed or cannot be reached.
    #[error("the database failed")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A stored record cannot be read by this version.
    #[error("record `{record}` cannot be read")]
    Unreadable {
        /// Which record.
        record: String,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The city's own tables have a place that cannot be stored.
    #[error("the city's place {record} cannot be stored: {reason}")]
    CityPlace {
        /// Which place.
        record: String,
        /// Why.
        reason: String,
    },
    /// A feed brought what belongs to another one, or changed between real and simulated; nothing
    /// was stored.
    #[error("`{record}` is not of feed `{feed}`; nothing was stored")]
    Mixed {
        /// Which feed brought it.
        feed: String,
        /// What it brought.
        record: String,
    },
    /// The import was refused as a whole; nothing was changed.
    #[error(transparent)]
    Refused(#[from] ImportRefusal),
    /// The timetable was refused as a whole; nothing was changed.
    #[error(transparent)]
    TimetableRefused(#[from] TooManyRemoved),
}

/// Keeps the places.
#[async_trait]
pub trait PlaceStore: Send + Sync {
    /// Every place with the data set it belongs to, ordered by identifier. Each stands by itself in
    /// memory from the beginning, so that ten thousand are never moved as one block.
    async fn all_owned(&self) -> Result<Vec<(String, Arc<Place>)>, StoreError>;

    /// Every place, ordered by identifier.
    async fn all(&self) -> Result<Vec<Place>, StoreError> {
        let owned = self.all_owned().await?;
        let place = |(_, place)| Arc::unwrap_or_clone(place);
        Ok(owned.into_iter().map(place).collect())
    }

    /// A number that grows with every change of the places; 0 when there never was one.
    async fn revision(&self) -> Result<i64, StoreError>;

    /// Replaces the state of a data set by [`domain::import::plan`] in one transaction: all of it
    /// happens, or nothing.
    async fn apply(&self, batch: ImportBatch) -> Result<ImportReport, StoreError>;
}

/// Keeps what citizens report.
#[async_trait]
pub trait ReportStore: Send + Sync {
    /// Stores a report.
    async fn add(&self, report: &Report) -> Result<(), StoreError>;

    /// The newest reports first, at most `limit`.
    async fn newest(&self, limit: u32) -> Result<Vec<Report>, StoreError>;

    /// Deletes every report whose time has come, and says how many.
    async fn delete_due(&self, now: Timestamp) -> Result<u64, StoreError>;
}

/// What a search result leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SearchKey {
    /// A place by its identifier.
    Place(String),
    /// A category by its slug.
    Category(String),
    /// A district by its slug.
    District(String),
    /// A street by its name and the slug of its district.
    Street {
        /// Name of the street.
        name: String,
        /// Slug of the district.
        district: Option<String>,
    },
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchDocument {
    /// What it leads to.
    pub key: SearchKey,
    /// What it is called.
    pub title: LocalText,
    /// Other words for it: keywords, kind, address, district.
    pub words: LocalText,
    /// Multiplies the score: categories and districts stand before single places.
    pub boost: f32,
}

/// Why the search index did not answer.
#[derive(Debug, Error)]
#[error("the search index failed")]
pub struct SearchError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Finds documents by words, with German analysis and tolerance for typing errors.
pub trait SearchIndex: Send + Sync {
    /// Replaces everything that can be found.
    fn replace(
        &self,
        documents: &mut dyn Iterator<Item = SearchDocument>,
    ) -> Result<(), SearchError>;

    /// The best documents first, at most `limit`. An empty text finds nothing.
    fn search(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<SearchKey>, SearchError>;
}
