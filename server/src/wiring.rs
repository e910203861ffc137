//! The only place that names concrete adapters: which database, which search index, which clock.

mod live;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock, atomic::AtomicBool},
};

use anyhow::{Context, Result, anyhow};
use app::{
    page_cache::PageCache,
    site::{Assets, Site},
};
use domain::City;
use feeds::HttpClient;
use hours::{Holidays, Land};
use jiff::Timestamp;
use portal::{
    Adapters, Portal, StoredPlaces,
    ports::{Clock, IdGenerator, LiveStore, PlaceStore, ReportStore, TimetableStore},
    timetable::Timetables,
};
use search::TextIndex;
use storage::Store;

use crate::{
    config::{PublicUrl, ServeOptions},
    http::{base_map::TileArchive, random_word, rate_limit::RateLimits},
    live::Hub,
    state::{Edition, ServerState, SharedState},
};

use live::LiveParts;
pub use live::engine;
pub(crate) use live::{engine_of, equipment, simulated_city};

/// The clock of the machine.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that others are told to use"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Identifiers of 128 random bits.
struct RandomIds;

impl IdGenerator for RandomIds {
    fn next(&self) -> String {
        random_word()
    }
}

/// An open database with its tables up to date.
pub struct Database(Store);

impl Database {
    /// Opens a database by its address.
    pub async fn open(url: &str) -> Result<Self> {
        Ok(Self(Store::open(url).await?))
    }

    /// Where places are kept.
    pub fn places(&self) -> Arc<dyn PlaceStore> {
        Arc::new(self.0.clone())
    }

    /// Where live values are kept.
    pub fn live(&self) -> Arc<dyn LiveStore> {
        Arc::new(self.0.clone())
    }

    /// Where reports are kept.
    pub fn reports(&self) -> Arc<dyn ReportStore> {
        Arc::new(self.0.clone())
    }

    /// Where the timetable is kept.
    pub fn timetables(&self) -> Arc<dyn TimetableStore> {
        Arc::new(self.0.clone())
    }

    /// Closes every connection after its last statement.
    pub async fn close(self) {
        self.0.close().await;
    }
}

/// Reads a city's folder; its faults become one error that lists them all.
pub async fn load_city(folder: PathBuf) -> Result<City> {
    tokio::task::spawn_blocking(move || read_city(&folder)).await?
}

/// Reads a city's folder, on the thread that asks.
pub fn read_city(folder: &Path) -> Result<City> {
    city::load(folder).map_err(faults_of(folder))
}

/// One error that lists every fault of a city's folder.
pub(crate) fn faults_of(folder: &Path) -> impl FnOnce(Vec<city::Fault>) -> anyhow::Error {
    move |faults| {
        let list: Vec<String> = faults.iter().map(|fault| format!("\n  {fault}")).collect();
        let folder = folder.display();
        anyhow!(
            "the city folder {folder} has {} fault(s):{}",
            faults.len(),
            list.concat()
        )
    }
}

/// Everything that answers requests, made of what the options name.
pub async fn assemble(
    options: &ServeOptions,
    assets: Assets,
    address: SocketAddr,
) -> Result<(SharedState, Database)> {
    let city = load_city(options.city.clone());
    let stored = async {
        let database = Database::open(&options.database).await?;
        let places = StoredPlaces::read(&*database.places()).await?;
        anyhow::Ok((database, places))
    };
    let (city, (database, places)) = tokio::try_join!(city, stored)?;
    let tiles = match &city.base_map {
        Some(map) => Some(TileArchive::open(map).await?),
        None => None,
    };
    let public_url = options
        .public_url
        .clone()
        .unwrap_or_else(|| PublicUrl::of(address));
    let http = Arc::new(HttpClient::new(&public_url.to_string())?);
    let timetables = Timetables::open(database.timetables()).await;
    let timetables = Arc::new(timetables.context("the timetable cannot be read")?);
    let live = live::open(options, &city, database.live(), &http, &timetables).await?;
    // The simulator notifies this machine only, and nobody has to know the word but the two.
    let own_simulator = live.as_ref().is_some_and(LiveParts::are_simulated);
    let own_word = (own_simulator && options.public_url.is_none()).then(random_word);
    let mut portal = open_portal(city, places, &database).await?;
    portal = portal.with_timetables(timetables);
    if let Some(LiveParts { live, feeds }) = live {
        portal = portal.with_live(live, feeds);
    }
    let now = portal.now().timestamp();
    let edition = Edition::new(&portal.city, portal.directory().revision(), now);
    let hub = Arc::new(Hub::new(&portal));
    let site = Site {
        portal,
        assets,
        public_url: public_url.to_string(),
        written: PageCache::default(),
    };
    let state = ServerState {
        site: Arc::new(site),
        public_url,
        places: database.places(),
        tiles,
        limits: RateLimits::new(!options.no_rate_limits, options.trusted_proxies.clone()),
        edition,
        hub,
        http,
        inbox: OnceLock::new(),
        notification_word: options.notification_word.clone().or(own_word),
        stopping: AtomicBool::new(false),
    };
    Ok((Arc::new(state), database))
}

/// Opens the portal on the city and on what the database holds.
async fn open_portal(city: City, places: StoredPlaces, database: &Database) -> Result<Portal> {
    let land: Land = city.land.parse()?;
    let adapters = Adapters {
        places: database.places(),
        reports: database.reports(),
        search: Arc::new(TextIndex::new()),
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
    };
    let portal = Portal::open(city, Holidays::of(land), adapters, places).await;
    portal.context("the places cannot be brought together with the database")
}
