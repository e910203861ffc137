//! What every handler of the server shares.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
    },
};

use app::site::SharedSite;
use domain::City;
use feeds::{Http, Inbox};
use portal::ports::PlaceStore;

use crate::{
    config::PublicUrl, http::base_map::TileArchive, http::rate_limit::RateLimits, live::Hub,
};

/// Shared by all requests; a clone is a pointer.
pub type SharedState = Arc<ServerState>;

/// What every handler of the server shares.
pub struct ServerState {
    /// The portal with what its pages need.
    pub site: SharedSite,
    /// Where citizens reach the portal.
    pub public_url: PublicUrl,
    /// Whether the database answers is asked here.
    pub places: Arc<dyn PlaceStore>,
    /// The tiles of the base map, where the city has one.
    pub tiles: Option<TileArchive>,
    /// Who may still search and report.
    pub limits: RateLimits,
    /// What the places were read as, for validators of caches.
    pub edition: Edition,
    /// Pushes live values to open pages.
    pub hub: Arc<Hub>,
    /// Reads the live sources.
    pub http: Arc<dyn Http>,
    /// Where notifications of live sources go; empty while none is read.
    pub inbox: OnceLock<Inbox>,
    /// The secret word in the address that sources notify.
    pub notification_word: Option<String>,
    /// Set when the server is told to stop.
    pub stopping: AtomicBool,
}

/// Which state of the places is shown, without waiting for a refresh that is under way.
#[derive(Debug, Default)]
pub struct Edition {
    revision: AtomicI64,
    since: AtomicU64,
    city: u64,
}

impl Edition {
    /// An edition that begins now.
    pub fn new(city: &City, revision: i64, now: jiff::Timestamp) -> Self {
        let mut hasher = DefaultHasher::new();
        format!("{:?}{:?}", city.categories, city.sources).hash(&mut hasher);
        let edition = Self {
            city: hasher.finish(),
            ..Self::default()
        };
        edition.renew(revision, now);
        edition
    }

    /// Changes with what the city's folder says about categories and sources.
    pub fn city(&self) -> u64 {
        self.city
    }

    /// Takes note of a new state.
    pub fn renew(&self, revision: i64, now: jiff::Timestamp) {
        self.revision.store(revision, Ordering::Release);
        self.since
            .store(now.as_second().unsigned_abs(), Ordering::Release);
    }

    /// Revision of the places.
    pub fn revision(&self) -> i64 {
        self.revision.load(Ordering::Acquire)
    }

    /// When this server began to show it, in seconds of the Unix epoch.
    pub fn since(&self) -> u64 {
        self.since.load(Ordering::Acquire)
    }
}
