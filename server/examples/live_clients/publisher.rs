//! The server that is measured: a whole portal with a database of its own, told by lines when to
//! publish a value.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result, bail};
use clap::Parser;
use domain::live::{
    Datastream, FeedBatch, FeedId, FeedRun, Harvest, Origin, Outcome, Property, Quality, Thing,
    ThingFacts, ThingId, ThingKind,
};
use jiff::Timestamp;
use portal::live::Live;
use server::{
    config::{Command, CommandLine, ServeOptions},
    http, live, wiring,
};
use tokio::{
    io::{AsyncBufReadExt, BufReader, stdin},
    sync::watch,
};

/// Car parks of the measured city: each change concerns one of them.
const CAR_PARKS: u32 = 25;

const MINUTES: Duration = Duration::from_mins(5);

pub(crate) fn run() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(serve())
}

async fn serve() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let options = options(folder.path())?;
    let listener = http::bind(options.listen).await?;
    let address = listener.local_addr()?;
    let (files, assets) = http::SiteFiles::open(&options.site)?;
    let (state, _database) = wiring::assemble(&options, assets, address).await?;
    let (_stop, stopped) = watch::channel(false);
    tokio::spawn(live::follow(state.clone()));
    let router = http::router(state.clone(), &files);
    tokio::spawn(http::serve(listener, router, stopped));
    println!("{address}");
    let live = state
        .site
        .portal
        .live()
        .context("the portal has no live values")?;
    let mut lines = BufReader::new(stdin()).lines();
    let mut free = 0.0;
    while lines.next_line().await?.is_some() {
        free = (free + 1.0) % 1000.0;
        let (number, instant) = publish(live, free).await?;
        println!("{number} {instant}");
    }
    Ok(())
}

fn options(folder: &Path) -> Result<ServeOptions> {
    let city = concat!(env!("CARGO_MANIFEST_DIR"), "/../cities/musterstadt");
    let database = format!("sqlite:{}", folder.join("portal.db").display());
    let arguments = [
        "portal",
        "serve",
        "--city",
        city,
        "--database",
        &database,
        "--listen",
        "127.0.0.1:0",
        // Nothing is read in here: values come from below.
        "--feeds",
        "simulated",
        "--simulator",
        "http://127.0.0.1:9",
        "--no-rate-limits",
    ];
    match CommandLine::try_parse_from(arguments)?.command {
        Command::Serve(options) => Ok(options),
        _ => bail!("the command line says serve"),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this program measures with the machine's clock"
)]
async fn publish(live: &Live, free: f64) -> Result<(i64, i64)> {
    let feed = FeedId::new("measured");
    let mut harvest = Harvest::default();
    let now = Timestamp::from_millisecond(Timestamp::now().as_millisecond())?;
    for number in 0..CAR_PARKS {
        let thing = ThingId::of(&feed, &number.to_string());
        harvest.things.push(Thing {
            id: thing.clone(),
            feed: feed.clone(),
            kind: ThingKind::CarPark,
            name: format!("P{number}"),
            position: None,
            district: None,
            facts: ThingFacts::default(),
        });
        let stream = Datastream::instant(&thing, Property::FreeSpaces, MINUTES, 2 * MINUTES);
        let stream = harvest.datastream(stream);
        if number == 0 || live.board().registry().things().is_empty() {
            harvest.observe(stream, now, Some(free), Quality::Ok);
        }
    }
    let run = FeedRun {
        feed: feed.clone(),
        started: now,
        ended: now,
        outcome: Outcome::Read,
        http_status: None,
        bytes: 0,
        seen: CAR_PARKS,
        rejected: 0,
        new: 0,
        revised: 0,
        error: None,
        next_try: now,
    };
    let batch = FeedBatch {
        feed,
        origin: Origin::Simulated,
        harvest,
        run,
    };
    let report = live
        .store()
        .ingest(&batch, &jiff::tz::TimeZone::UTC)
        .await?;
    let number = report.sequence.context("nothing changed")?;
    Ok((number, now.as_millisecond()))
}
