//! Which feeds are read: the city's own, or the same ones from a simulator.

use std::{net::Ipv4Addr, path::Path, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use domain::{City, live::Feed};
use feeds::{Engine, EngineParts, Equipment, Get, Http, HttpClient};
use jiff::SignedDuration;
use portal::{
    live::Live,
    ports::{Clock, LiveStore},
    timetable::Timetables,
};
use simulator::{SimulatedClock, Simulator};
use tokio::net::TcpListener;

use super::{Database, RandomIds, SystemClock};
use crate::{
    config::{FeedsMode, ServeOptions},
    state::SharedState,
};

/// How long a source may take to answer before the simulator stands in.
const ASK: Duration = Duration::from_secs(2);

/// The seed of a simulator that is started beside the portal.
const SEED: u64 = 1;

/// What the portal knows of live values, and the feeds they come from.
pub(super) struct LiveParts {
    pub(super) live: Arc<Live>,
    pub(super) feeds: Vec<Feed>,
}

impl LiveParts {
    /// Whether the feeds come from a simulator.
    pub(super) fn are_simulated(&self) -> bool {
        self.feeds.iter().any(is_simulated)
    }
}

/// Opens the live values on the feeds that the options name; `None` when none is read.
pub(super) async fn open(
    options: &ServeOptions,
    city: &City,
    store: Arc<dyn LiveStore>,
    http: &HttpClient,
    timetables: &Arc<Timetables>,
) -> Result<Option<LiveParts>> {
    let feeds = match options.feeds {
        FeedsMode::Off => return Ok(None),
        FeedsMode::Live => city.feeds.clone(),
        FeedsMode::Simulated => simulated(options, city, timetables).await?,
        FeedsMode::Auto if answers(city, http).await => {
            println!("Live sources: answer");
            city.feeds.clone()
        }
        FeedsMode::Auto => {
            println!("Live sources: none answers within 2 s, so their values are simulated");
            simulated(options, city, timetables).await?
        }
    };
    if !feeds.iter().any(is_simulated) {
        let removed = store.remove_simulated().await;
        let removed = removed.context("simulated values cannot be removed")?;
        if removed > 0 {
            tracing::info!(removed, "simulated things were removed with their values");
        }
    }
    let live = Live::open(store)
        .await
        .context("the newest values cannot be read")?;
    Ok(Some(LiveParts {
        live: Arc::new(live),
        feeds,
    }))
}

fn is_simulated(feed: &Feed) -> bool {
    feed.origin == domain::live::Origin::Simulated
}

/// The engine that reads the feeds of an assembled portal; `None` when none is read. From now on
/// notifications of sources are taken in.
pub fn engine(state: &SharedState, database: &Database) -> Option<Engine> {
    let portal = &state.site.portal;
    portal.live()?;
    let feeds = portal
        .feeds()
        .iter()
        .map(|feed| notified(feed, state))
        .collect();
    let mut equipment = equipment(Arc::clone(&portal.city), Arc::clone(&state.http));
    equipment.trips = portal.trip_board();
    let engine = engine_of(equipment, feeds, database);
    // An assembled portal has one engine.
    let _ = state.inbox.set(engine.inbox());
    Some(engine)
}

/// An engine that stores into a database.
pub(crate) fn engine_of(equipment: Equipment, feeds: Vec<Feed>, database: &Database) -> Engine {
    Engine::new(EngineParts {
        equipment,
        feeds,
        store: database.live(),
        ids: Arc::new(RandomIds),
    })
}

/// A feed whose source may be asked to notify the portal, with the address that only the two know.
fn notified(feed: &Feed, state: &SharedState) -> Feed {
    let Some(word) = &state.notification_word else {
        return feed.clone();
    };
    let address = format!("{}/feeds/{}/{word}", state.public_url, feed.id);
    with_callback(feed, &address)
}

/// The feed with an address for notifications, where the city wants them and names none itself.
fn with_callback(feed: &Feed, address: &str) -> Feed {
    let mut feed = feed.clone();
    if let Some(options) = feed.options.as_object_mut()
        && options.get("subscribe") == Some(&true.into())
    {
        options.entry("callback").or_insert_with(|| address.into());
    }
    feed
}

/// What readings need: the keys of sources are in the environment.
pub(crate) fn equipment(city: Arc<City>, http: Arc<dyn Http>) -> Equipment {
    Equipment {
        city,
        http,
        clock: Arc::new(SystemClock),
        secrets: Box::new(|variable| std::env::var(variable).ok()),
        trips: None,
    }
}

/// Asks the first source that needs no key.
async fn answers(city: &City, http: &HttpClient) -> bool {
    let Some(feed) = city.feeds.iter().find(|feed| feed.secret.is_none()) else {
        return false;
    };
    let request = Get {
        url: feed.url.clone(),
        ..Get::default()
    };
    let asked = tokio::time::timeout(ASK, http.get(request, feed)).await;
    // An answer that is not what was hoped for is an answer: the network is there.
    matches!(asked, Ok(Ok(_) | Err(feeds::FetchError::Status { .. })))
}

/// The feeds of the city as a simulator serves them, one that runs already or one of our own.
async fn simulated(
    options: &ServeOptions,
    city: &City,
    timetables: &Arc<Timetables>,
) -> Result<Vec<Feed>> {
    let base = if let Some(url) = &options.simulator {
        url.clone()
    } else {
        let timetables = Arc::clone(timetables);
        let trips = move |from, until| timetables.directory().trips_between(from, until);
        let simulated = simulated_city(&options.city, city)?.with_trips(Arc::new(trips));
        start_simulator(simulated, options.simulated_weeks).await?
    };
    let all = city.feeds.iter().chain(&city.resting_feeds);
    let mut feeds: Vec<Feed> = all.map(|feed| feed.simulated(&base)).collect();
    if options.simulated_weeks > 0 {
        for feed in &mut feeds {
            // Weeks come in a minute.
            feed.row_budget = u32::MAX;
        }
    }
    Ok(feeds)
}

async fn start_simulator(city: simulator::City, weeks: u8) -> Result<String> {
    let clock = SimulatedClock::running(SystemClock.now(), 1.0);
    let past = SignedDuration::from_hours(7 * 24 * i64::from(weeks));
    let simulator = Simulator::with_past(city, SEED, clock, past);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        if let Err(error) = simulator::serve(listener, simulator).await {
            tracing::error!(%error, "the simulator stopped");
        }
    });
    Ok(format!("http://{address}"))
}

/// A city with all its feeds, also those that are not read yet, and the stations of its folder.
pub(crate) fn simulated_city(folder: &Path, city: &City) -> Result<simulator::City> {
    simulator::City::read(
        &city.name,
        city.time_zone.clone(),
        city.bounding_box,
        [city.feeds.clone(), city.resting_feeds.clone()].concat(),
        &folder.join("simulation"),
    )
    .context("the stations of the city cannot be simulated")
}

#[cfg(test)]
mod tests {
    use domain::live::{ConnectorKind, FeedId, Origin};
    use serde_json::{Value, json};

    use super::*;

    fn options_with_callback(options: Value) -> Value {
        let feed = Feed {
            id: FeedId::new("traffic"),
            source: "s".to_owned(),
            connector: ConnectorKind::Ngsi,
            origin: Origin::Live,
            url: "https://broker.example/v2/entities".to_owned(),
            interval: Duration::from_mins(15),
            stale_after: Duration::from_mins(45),
            timeout: Duration::from_secs(20),
            max_bytes: 1,
            row_budget: 1,
            secret: None,
            private_address: false,
            options,
        };
        with_callback(&feed, "https://portal.example/feeds/traffic/word").options
    }

    #[test]
    fn only_feeds_that_the_city_wants_notified_say_where() {
        let told = options_with_callback(json!({ "subscribe": true }));
        assert_eq!(
            told["callback"],
            "https://portal.example/feeds/traffic/word"
        );
        for unchanged in [
            json!({}),
            json!({ "subscribe": false }),
            json!({ "subscribe": true, "callback": "https://other.example" }),
        ] {
            assert_eq!(options_with_callback(unchanged.clone()), unchanged);
        }
    }
}
