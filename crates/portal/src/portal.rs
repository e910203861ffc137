//! The portal: a city, its places and the adapters behind the ports.

use std::sync::Arc;

use arc_swap::ArcSwap;
use domain::{
    City, Place,
    import::{CITY_DATASET, ImportBatch, ImportReport, Rejected},
    live::Feed,
};
use hours::Holidays;
use jiff::Zoned;
use tokio::sync::Mutex;

use crate::{
    directory::PlaceDirectory,
    live::Live,
    ports::{Clock, IdGenerator, PlaceStore, ReportStore, SearchIndex, StoreError, TripBoard},
    search::Indexing,
    streets::StreetIndex,
    timetable::Timetables,
};

/// The concrete things behind the ports.
pub struct Adapters {
    /// Keeps the places.
    pub places: Arc<dyn PlaceStore>,
    /// Keeps reports.
    pub reports: Arc<dyn ReportStore>,
    /// Finds words.
    pub search: Arc<dyn SearchIndex>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes identifiers.
    pub ids: Arc<dyn IdGenerator>,
}

/// Answers everything the pages and the API ask.
pub struct Portal {
    /// The city it is the portal of.
    pub city: Arc<City>,
    pub(crate) adapters: Adapters,
    pub(crate) holidays: Holidays,
    pub(crate) directory: ArcSwap<PlaceDirectory>,
    pub(crate) streets: StreetIndex,
    pub(crate) indexing: Indexing,
    /// One look at a time.
    refreshing: Mutex<()>,
    live: Option<LiveFeeds>,
    timetables: Option<Arc<Timetables>>,
}

/// The live values, and the feeds they come from.
struct LiveFeeds {
    live: Arc<Live>,
    feeds: Vec<Feed>,
}

impl Portal {
    /// Brings the city's own table into the store and opens the portal on everything it holds. The
    /// words are not indexed yet: see [`Portal::make_searchable`].
    pub async fn open(
        mut city: City,
        holidays: Holidays,
        adapters: Adapters,
        stored: StoredPlaces,
    ) -> Result<Self, StoreError> {
        // From now on the store has them; a second copy would stay in memory for nothing.
        let own = city_batch(&mut city);
        let (revision, places) = stored.with(own, &*adapters.places).await?;
        let directory = PlaceDirectory::new(&city, &holidays, places, revision);
        Ok(Self {
            streets: StreetIndex::new(&city),
            city: Arc::new(city),
            adapters,
            holidays,
            directory: ArcSwap::from_pointee(directory),
            indexing: Indexing::default(),
            refreshing: Mutex::new(()),
            live: None,
            timetables: None,
        })
    }

    /// The portal with live values from these feeds.
    #[must_use]
    pub fn with_live(self, live: Arc<Live>, feeds: Vec<Feed>) -> Self {
        Self {
            live: Some(LiveFeeds { live, feeds }),
            ..self
        }
    }

    /// The portal with the timetable of public transport.
    #[must_use]
    pub fn with_timetables(self, timetables: Arc<Timetables>) -> Self {
        Self {
            timetables: Some(timetables),
            ..self
        }
    }

    /// The timetable of public transport; `None` where the portal runs without one.
    pub fn timetables(&self) -> Option<&Timetables> {
        self.timetables.as_deref()
    }

    /// Where what is heard of trips under way goes; `None` where the portal runs without a
    /// timetable.
    pub fn trip_board(&self) -> Option<Arc<dyn TripBoard>> {
        let timetables = self.timetables.clone()?;
        Some(timetables)
    }

    /// The live values; `None` where the portal runs without feeds.
    pub fn live(&self) -> Option<&Arc<Live>> {
        self.live.as_ref().map(|live| &live.live)
    }

    /// The feeds that are read, live or simulated.
    pub fn feeds(&self) -> &[Feed] {
        self.live.as_ref().map_or(&[], |live| &live.feeds)
    }

    /// The feed with this key.
    pub fn feed(&self, id: &domain::live::FeedId) -> Option<&Feed> {
        self.feeds().iter().find(|feed| feed.id == *id)
    }

    /// Stores a batch and shows its places.
    pub async fn import(&self, batch: ImportBatch) -> Result<ImportReport, StoreError> {
        let report = self.adapters.places.apply(batch).await?;
        self.refresh().await?;
        Ok(report)
    }

    /// Takes over what changed in the store since the last look, and says whether anything did.
    pub async fn refresh(&self) -> Result<bool, StoreError> {
        let _one_at_a_time = self.refreshing.lock().await;
        let revision = self.adapters.places.revision().await?;
        if revision == self.directory.load().revision() {
            return Ok(false);
        }
        let stored = self.adapters.places.all_owned().await?;
        let places = stored.into_iter().map(|(_, place)| place);
        let directory = Arc::new(PlaceDirectory::new(
            &self.city,
            &self.holidays,
            places,
            revision,
        ));
        self.index(&directory)
            .map_err(|error| StoreError::Database(Box::new(error)))?;
        self.directory.store(directory);
        Ok(true)
    }

    /// Now, in the city's time zone.
    pub fn now(&self) -> Zoned {
        self.adapters
            .clock
            .now()
            .to_zoned(self.city.time_zone.clone())
    }

    /// All places as they are at the moment.
    pub fn directory(&self) -> Arc<PlaceDirectory> {
        self.directory.load_full()
    }
}

/// The batch that brings the city's own table into the store.
fn city_batch(city: &mut City) -> ImportBatch {
    let categories = city.categories.iter();
    ImportBatch {
        dataset: CITY_DATASET.to_owned(),
        categories: categories.map(|category| category.id.clone()).collect(),
        places: std::mem::take(&mut city.places),
        rejected: Vec::new(),
        force: true,
    }
}

/// All places that a store holds. Reading them takes as long as reading the city's folder, and may
/// happen at the same time.
pub struct StoredPlaces {
    revision: i64,
    places: Vec<(String, Arc<Place>)>,
}

impl StoredPlaces {
    /// Reads them.
    pub async fn read(store: &dyn PlaceStore) -> Result<Self, StoreError> {
        // In this order a change in between is only looked at once more.
        let revision = store.revision().await?;
        let places = store.all_owned().await?;
        Ok(Self { revision, places })
    }

    /// With their revision, after the city's own were stored; mostly they are already.
    async fn with(
        mut self,
        own: ImportBatch,
        store: &dyn PlaceStore,
    ) -> Result<(i64, impl Iterator<Item = Arc<Place>>), StoreError> {
        if !own.is_stored(&self.places) {
            self.places = Vec::new();
            let report = store.apply(own).await?;
            if let Some(Rejected { record, reason }) = report.rejected.into_iter().next() {
                return Err(StoreError::CityPlace { record, reason });
            }
            tracing::info!("the city's own places have changed and were stored");
            self = Self::read(store).await?;
        }
        Ok((
            self.revision,
            self.places.into_iter().map(|(_, place)| place),
        ))
    }
}
