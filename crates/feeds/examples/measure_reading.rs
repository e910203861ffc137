//! Measures the reading of a whole country's car parks beside its budgets; `cargo xtask bench --series`
//! runs it. Fails over a budget.

use std::{error::Error, fs, process::ExitCode, time::Duration, time::Instant};

use async_trait::async_trait;
use domain::{
    BoundingBox,
    live::{ConnectorKind, Feed, FeedId, Origin},
};
use feeds::{Answer, Context, FetchError, Get, Http, Reader};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

/// A site as the source writes it, with invented values.
const SITES: &str = include_str!("../tests/data/parkapi_synthetic.json");
const PAGES: u64 = 64;
const SITES_ON_A_PAGE: u64 = 500;
/// Seconds for all of them.
const TIME: f64 = 1.0;
/// Bytes of memory for all of them.
const MEMORY: u64 = 100_000_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Answers with the page that is asked for.
struct Source(Vec<Vec<u8>>);

impl Source {
    fn new() -> Outcome<Self> {
        let sites: Value = serde_json::from_str(SITES)?;
        let page = |number: u64| {
            let of = |id: u64| {
                let mut site = sites["items"][0].clone();
                site["id"] = id.into();
                site
            };
            let first = number * SITES_ON_A_PAGE;
            let items: Vec<Value> = (first..first + SITES_ON_A_PAGE).map(of).collect();
            let next = (number + 1 < PAGES).then_some(number + 1);
            let total = PAGES * SITES_ON_A_PAGE;
            let page = json!({"items": items, "next_id": next, "total_count": total});
            page.to_string().into_bytes()
        };
        Ok(Self((0..PAGES).map(page).collect()))
    }
}

#[async_trait]
impl Http for Source {
    async fn get(&self, request: Get, _feed: &Feed) -> Result<Option<Answer>, FetchError> {
        let start = request
            .url
            .split(['?', '&'])
            .find_map(|part| part.strip_prefix("start="));
        let number: usize = start.and_then(|start| start.parse().ok()).unwrap_or(0);
        Ok(Some(Answer {
            status: 200,
            body: self.0.get(number).cloned().unwrap_or_default(),
            ..Answer::default()
        }))
    }
}

fn main() -> Outcome<ExitCode> {
    let source = Source::new()?;
    let feed = feed();
    let connector = feeds::connector(&feed)?;
    let area = BoundingBox::new(8.5, 49.3, 8.8, 49.5)?;
    let zone = TimeZone::get("Europe/Berlin")?;
    let now = "2026-11-22T12:00:00Z".parse()?;
    let context = Context {
        feed: &feed,
        zone: &zone,
        area: &area,
        districts: &[],
        is_known_trip: &|_| true,
        now,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut reader = Reader::new(&source, &feed, None);
    let before = memory("VmRSS")?;
    let started = Instant::now();
    let mut harvest = runtime
        .block_on(connector.read(&mut reader, context))?
        .unwrap_or_default();
    harvest.judge(now);
    let took = started.elapsed().as_secs_f64();
    let grown = memory("VmHWM")?.saturating_sub(before);
    let read = harvest.things.len() as u64;
    println!(
        "{read} car parks on {PAGES} pages: {took:.2} s (1), {grown} bytes more of memory (100,000,000)"
    );
    let is_met = read == PAGES * SITES_ON_A_PAGE && took <= TIME && grown <= MEMORY;
    Ok(if is_met {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn feed() -> Feed {
    Feed {
        id: FeedId::new("parking"),
        source: "source".into(),
        connector: ConnectorKind::ParkApi,
        origin: Origin::Live,
        url: "https://source.example/api".into(),
        interval: Duration::from_mins(5),
        stale_after: Duration::from_mins(10),
        timeout: Duration::from_secs(20),
        max_bytes: 8 << 20,
        row_budget: 100_000,
        secret: None,
        private_address: false,
        options: json!({"source_uid": "city"}),
    }
}

/// Bytes of memory of this process: `VmRSS` has now, `VmHWM` the most it had.
fn memory(what: &str) -> Outcome<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with(what));
    let kibibytes = line.and_then(|line| line.split_whitespace().nth(1));
    let kibibytes: u64 = kibibytes
        .ok_or("/proc/self/status has no such line")?
        .parse()?;
    Ok(kibibytes * 1024)
}
