//! What every connector does.

use async_trait::async_trait;
use domain::{
    BoundingBox, District,
    live::{Feed, Harvest},
};
use jiff::{Timestamp, tz::TimeZone};
use thiserror::Error;
use tokio::sync::mpsc;

use crate::http::{FetchError, Reader};

/// What a connector may know about the city and the moment.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The feed that is read.
    pub feed: &'a Feed,
    /// Time zone of the city, for sources that write times without one. A source whose clock
    /// differs (CET all year) has its own policy in its `map.rs`.
    pub zone: &'a TimeZone,
    /// Where things may be; what lies outside is left out without being counted as a fault.
    pub area: &'a BoundingBox,
    /// Districts, for values that are kept per district only.
    pub districts: &'a [District],
    /// Whether the timetable has a trip with this identifier; what is said of others is left out.
    pub is_known_trip: &'a (dyn Fn(&str) -> bool + Sync),
    /// This instant.
    pub now: Timestamp,
}

/// Why a feed could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// An answer could not be had.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// An answer is not what the source promises as a whole; single bad records are no reason.
    #[error("the answer of {address} cannot be read: {reason}")]
    Unreadable {
        /// Which address, without secrets.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// Reads one feed. It may keep what it needs between two readings.
#[async_trait]
pub trait Connector: Send + Sync {
    /// Reads the feed once; `None` when the source says that nothing has changed.
    async fn read(
        &self,
        reader: &mut Reader<'_>,
        context: Context<'_>,
    ) -> Result<Option<Harvest>, ReadError>;

    /// Takes a notification that the source sent by itself (NGSI subscriptions).
    fn receive(&self, _body: &[u8], _context: Context<'_>) -> Result<Harvest, ReadError> {
        Ok(Harvest::default())
    }

    /// Listens for values that the source sends by itself, for as long as the portal runs, and
    /// reconnects on its own. Returns at once when the feed has nothing to listen to.
    async fn listen(&self, _feed: &Feed, _found: mpsc::Sender<Vec<u8>>) {}
}
