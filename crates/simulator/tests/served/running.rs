//! A running simulator with one feed of every kind.

use std::{io::Read, time::Duration};

use domain::{
    BoundingBox,
    live::{ConnectorKind, Feed, FeedId, Origin},
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::{Value, json};
use simulator::{City, Fault, SimulatedClock, Simulator};
use tokio::{net::TcpListener, runtime::Runtime};

/// A Monday in June, in the afternoon.
pub(crate) const RUSH_HOUR: &str = "2026-06-08T15:32:00Z";

pub(crate) struct Running {
    pub(crate) simulator: Simulator,
    pub(crate) base: String,
    _runtime: Runtime,
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn feed(id: &str, connector: ConnectorKind, options: Value) -> Feed {
    Feed {
        id: FeedId::new(id),
        source: "test".to_owned(),
        connector,
        origin: Origin::Live,
        url: "https://source.example".to_owned(),
        interval: Duration::from_mins(5),
        stale_after: Duration::from_mins(10),
        timeout: Duration::from_secs(20),
        max_bytes: 8 << 20,
        row_budget: 100_000,
        secret: None,
        private_address: false,
        options,
    }
}

fn feeds() -> Vec<Feed> {
    vec![
        feed(
            "parking",
            ConnectorKind::Ngsi,
            json!({ "type": "OffStreetParking" }),
        ),
        feed(
            "traffic",
            ConnectorKind::Ngsi,
            json!({ "type": "TrafficFlowObserved" }),
        ),
        feed(
            "broker-weather",
            ConnectorKind::Ngsi,
            json!({ "type": "WeatherObserved", "version": "ld" }),
        ),
        feed(
            "broker-air",
            ConnectorKind::Ngsi,
            json!({ "type": "AirQualityObserved", "version": "ld" }),
        ),
        feed("sites", ConnectorKind::ParkApi, json!({})),
        feed("weather", ConnectorKind::BrightSkyWeather, json!({})),
        feed(
            "warnings",
            ConnectorKind::BrightSkyAlerts,
            json!({ "warn_cell_id": "808221000" }),
        ),
        feed("water", ConnectorKind::Pegelonline, json!({})),
        feed("air", ConnectorKind::Uba, json!({})),
        feed(
            "sharing",
            ConnectorKind::Gbfs,
            json!({ "systems": ["all"] }),
        ),
        feed("one-system", ConnectorKind::Gbfs, json!({})),
        feed("roadworks", ConnectorKind::Roadworks, json!({})),
        feed("motorways", ConnectorKind::Autobahn, json!({})),
        feed(
            "sensors",
            ConnectorKind::SensorThings,
            json!({ "mqtt": "mqtt://elsewhere.example" }),
        ),
        feed("bicycles", ConnectorKind::BicycleCounts, json!({})),
        feed("boxes", ConnectorKind::Generic, json!({})),
        feed("table", ConnectorKind::Generic, json!({ "format": "csv" })),
    ]
}

/// The simulator of a city folder of this repository, with its clock standing still.
pub(crate) fn run_city(city: &str, seed: u64, now: &str) -> Running {
    run_with_past(city, seed, now, SignedDuration::ZERO)
}

/// The same, with brokers that tell so much of the past.
pub(crate) fn run_with_past(city: &str, seed: u64, now: &str, past: SignedDuration) -> Running {
    let folder = format!(
        "{}/../../cities/{city}/simulation",
        env!("CARGO_MANIFEST_DIR")
    );
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let around = BoundingBox::new(8.56, 49.345, 8.815, 49.468).unwrap();
    let city = City::read(city, zone, around, feeds(), folder.as_ref()).unwrap();
    let simulator = Simulator::with_past(city, seed, SimulatedClock::standing(at(now)), past);
    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    runtime.spawn(simulator::serve(listener, simulator.clone()));
    Running {
        simulator,
        base,
        _runtime: runtime,
    }
}

pub(crate) fn run(now: &str) -> Running {
    run_city("musterstadt", 1, now)
}

/// A client that waits for at most a third of a second.
pub(crate) fn impatient() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_millis(300)))
        .max_redirects(0)
        .http_status_as_error(false)
        .build();
    config.new_agent()
}

impl Running {
    pub(crate) fn text(&self, path: &str) -> String {
        let url = format!("{}/{path}", self.base);
        let mut response = ureq::get(&url)
            .call()
            .unwrap_or_else(|error| panic!("{url}: {error}"));
        response.body_mut().read_to_string().unwrap()
    }

    pub(crate) fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.text(path)).unwrap()
    }

    /// A packed file, unpacked.
    pub(crate) fn unpacked(&self, path: &str) -> String {
        let mut response = ureq::get(format!("{}/{path}", self.base)).call().unwrap();
        let packed = response.body_mut().read_to_vec().unwrap();
        let mut text = String::new();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    pub(crate) fn breaks(&self, feed: &str, fault: Fault) {
        self.simulator.faults().set(&FeedId::new(feed), Some(fault));
    }

    pub(crate) fn heals(&self, feed: &str) {
        self.simulator.faults().set(&FeedId::new(feed), None);
    }
}
