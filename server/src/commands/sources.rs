//! `portal check --sources` and `portal feed`: reading live sources by hand.

use std::{collections::HashMap, process::ExitCode, sync::Arc};

use anyhow::{Context, Result};
use domain::{
    City,
    live::{Feed, FeedRun, Harvest, Observation, ThingId},
};
use feeds::{Equipment, HttpClient};

use crate::{
    config::FeedOptions,
    wiring::{self, Database},
};

/// Values and records that are printed one by one.
const SHOWN: usize = 5;

/// What is wrong with the options of feeds, which only their connectors understand.
pub(super) fn option_faults(city: &City) -> Vec<String> {
    let feeds = city.feeds.iter().chain(&city.resting_feeds);
    let faults = feeds.filter_map(|feed| feeds::connector(feed).err());
    faults.map(|fault| fault.to_string()).collect()
}

/// Reads every feed and prints what it would store; fails when one cannot be read.
pub(super) async fn dry_run(city: City, simulator: Option<&str>) -> Result<ExitCode> {
    let city = Arc::new(city);
    let equipment = equipment(&city)?;
    let mut failed = false;
    for feed in &chosen(&city, simulator) {
        print!(
            "\n{} ({}, {}): ",
            feed.id,
            feed.connector.as_str(),
            feed.url
        );
        if let Some(variable) = equipment.missing_key(feed) {
            println!("waits for its key, the environment variable {variable}");
            continue;
        }
        let reading = equipment.read(feed).await?;
        failed |= !reading.run.outcome.is_success();
        print_run(&reading.run);
        if let Some(harvest) = &reading.harvest {
            print_harvest(harvest);
        }
    }
    if simulator.is_none() {
        for feed in &city.resting_feeds {
            println!("\n{}: not enabled, so not asked", feed.id);
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// Reads one feed, stores what it brings and prints how it went.
pub(super) async fn feed_once(options: FeedOptions) -> Result<ExitCode> {
    let city = Arc::new(wiring::load_city(options.city).await?);
    let simulator = options.simulator.as_deref();
    let feeds = chosen(&city, simulator);
    let named = |feed: &&Feed| {
        let id = feed.id.as_str();
        id == options.feed || id.strip_prefix("simulated-") == Some(&options.feed)
    };
    let feed = feeds.iter().find(named).with_context(|| {
        let ids: Vec<&str> = feeds.iter().map(|feed| feed.id.as_str()).collect();
        format!(
            "there is no enabled feed `{}`; there are {}",
            options.feed,
            ids.join(", ")
        )
    })?;
    let equipment = equipment(&city)?;
    if let Some(variable) = equipment.missing_key(feed) {
        anyhow::bail!("the feed waits for its key: set the environment variable {variable}");
    }
    let database = Database::open(&options.database).await?;
    let engine = wiring::engine_of(equipment, Vec::new(), &database);
    let run = engine.read_once(feed).await;
    database.close().await;
    let run = run?;
    print!("{}: ", feed.id);
    print_run(&run);
    println!(
        "  {} new and {} revised observations were stored",
        run.new, run.revised
    );
    Ok(ExitCode::from(u8::from(!run.outcome.is_success())))
}

fn equipment(city: &Arc<City>) -> Result<Equipment> {
    // Nobody answers at this address; it tells sources which program asks.
    let http = HttpClient::new("https://buergerportal.example")?;
    Ok(wiring::equipment(Arc::clone(city), Arc::new(http)))
}

/// The feeds of the city, or all of them from a simulator.
fn chosen(city: &City, simulator: Option<&str>) -> Vec<Feed> {
    match simulator {
        None => city.feeds.clone(),
        Some(base) => {
            let all = city.feeds.iter().chain(&city.resting_feeds);
            all.map(|feed| feed.simulated(base)).collect()
        }
    }
}

fn print_run(run: &FeedRun) {
    let took = run.ended.duration_since(run.started).as_secs_f64();
    print!("{} in {took:.1} s", run.outcome.as_str());
    if let Some(status) = run.http_status {
        print!(", HTTP {status}");
    }
    println!(", {} bytes, {} records", run.bytes, run.seen);
    if let Some(error) = &run.error {
        println!("  {error}");
    }
}

fn print_harvest(harvest: &Harvest) {
    let events = harvest.events.as_deref().unwrap_or_default();
    println!(
        "  {} things, {} datastreams, {} observations, {} events, {} left out",
        harvest.things.len(),
        harvest.datastreams.len(),
        harvest.observations.len(),
        events.len(),
        harvest.rejected.len()
    );
    let names: HashMap<&ThingId, &str> = harvest
        .things
        .iter()
        .map(|thing| (&thing.id, &*thing.name))
        .collect();
    // Observations are sorted by datastream and time: the last one of each is its newest.
    let newest = harvest
        .observations
        .chunk_by(|a, b| a.datastream == b.datastream);
    let values = newest.filter_map(|of_one| {
        let new = of_one.last()?;
        let stream = harvest.datastreams.get(new.datastream as usize)?;
        let thing = &stream.thing;
        let name = names.get(thing).copied().unwrap_or(thing.as_str());
        let Observation {
            end,
            value,
            quality,
        } = new.observation;
        let value = value.map_or("no value".to_owned(), |value| value.to_string());
        let (property, unit) = (stream.property.as_str(), stream.property.unit());
        let quality = quality.as_str();
        Some(format!(
            "{name}: {property} {value} {unit} ({quality}) at {end}"
        ))
    });
    print_some(values.collect());
    print_some(
        events
            .iter()
            .map(|event| format!("{}: {}", event.kind.as_str(), event.title.de))
            .collect(),
    );
    let rejected = harvest.rejected.iter();
    print_some(
        rejected
            .map(|record| format!("left out: `{}`: {}", record.record, record.reason))
            .collect(),
    );
}

fn print_some(lines: Vec<String>) {
    let more = lines.len().saturating_sub(SHOWN);
    for line in lines.into_iter().take(SHOWN) {
        println!("    {line}");
    }
    if more > 0 {
        println!("    … and {more} more");
    }
}
