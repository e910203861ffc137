//! The tables that people read.

use super::{crowded_city, load, pages, reactions, serving::Serving, sizes};
use crate::{command_line::setup, project, server, site, step::step};
use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

const CONNECTIONS: u32 = 8;
const REQUESTS: u32 = 250;
/// The best round counts, because other work on the machine only ever adds.
const ROUNDS: u32 = 3;

/// A page that is measured, with the CPU time it may take.
struct Page<'a> {
    path: &'a str,
    budget_ms: Option<f64>,
}

const PAGES: [Page<'_>; 6] = [
    Page {
        path: "/",
        budget_ms: None,
    },
    Page {
        path: "/orte?kategorie=spielplaetze",
        budget_ms: None,
    },
    // More than 200 places, as the budget has it. A page shows fifty of them.
    Page {
        path: "/orte?kategorie=behindertenparkplaetze",
        budget_ms: Some(0.30),
    },
    // What somebody typed is never kept, so this page is written for every request.
    Page {
        path: "/orte?kategorie=behindertenparkplaetze&nahe=Hauptstrasse",
        budget_ms: Some(0.30),
    },
    // The longest names, and places of every kind.
    Page {
        path: "/orte?kategorie=haltestellen",
        budget_ms: Some(0.30),
    },
    Page {
        path: "/orte",
        budget_ms: Some(0.30),
    },
];

/// Pages with live values.
const LIVE_PAGES: [&str; 7] = [
    "/",
    "/mobilitaet",
    "/klimakompass",
    "/live/verkehr",
    "/live/parken",
    "/live/wetter",
    "/live/baustellen",
];
/// Links to counters, whose pages have charts.
const COUNTERS: &str = "/live/radverkehr";

/// Builds everything and measures pages in a browser.
pub(crate) fn run_pages() -> Result<()> {
    let (program, city) = built()?;
    pages::compare(&program, &city, &fresh_database("pages.db")?)?;
    println!("\nbrowser with 10,000 places                                        value    budget");
    let crowded = fresh_database("crowded.db")?;
    let city = crowded_city::make(&city)?;
    reactions::measure(&Serving::start(&program, &city, &crowded, None)?)
}

pub(super) fn built() -> Result<(PathBuf, PathBuf)> {
    site::build(&setup()?, site::Mode::Release)?;
    let program = step("server", |_| server::build(server::Profile::Release))?;
    let city = PathBuf::from(env::var("PORTAL_CITY").context("PORTAL_CITY names no city")?);
    Ok((program, project::root().join(city)))
}

/// Builds everything and measures sizes and the server.
pub(crate) fn run() -> Result<()> {
    let (program, city) = built()?;
    println!("\nbytes (brotli 11)                                                 value    budget");
    for size in sizes::bytes()?.0 {
        line(&size.what, f64_of(size.bytes), size.budget.map(f64_of), 0);
    }

    println!("\nserver                                                            value    budget");
    let database = fresh_database("portal.db")?;
    let serving = restarted(&program, &city, &database)?;
    for page in &PAGES {
        first_bytes(&serving, page.path)?;
        cpu_per_request(&serving, page)?;
    }
    line(
        "memory after the load, MiB",
        serving.resident_mib()?,
        Some(64.0),
        1,
    );
    drop(serving);

    println!("\nserver with 10,000 places                                         value    budget");
    let crowded = fresh_database("crowded.db")?;
    let serving = restarted(&program, &crowded_city::make(&city)?, &crowded)?;
    for page in &PAGES {
        cpu_per_request(
            &serving,
            &Page {
                budget_ms: None,
                ..*page
            },
        )?;
    }
    line(
        "memory after the load, MiB",
        serving.resident_mib()?,
        Some(64.0),
        1,
    );
    drop(serving);
    with_values(&program, &city)
}

fn with_values(program: &Path, city: &Path) -> Result<()> {
    println!("\nserver with simulated values                                      value    budget");
    let serving = Serving::with_values(program, city, &fresh_database("values.db")?, None)?;
    let counters = load::get(serving.port, COUNTERS, None)?;
    let counters = String::from_utf8_lossy(&counters.body);
    let counter = pages::first_link(&counters, "/messstellen/");
    for path in LIVE_PAGES.into_iter().chain(counter) {
        first_bytes(&serving, path)?;
        let page = Page {
            path,
            budget_ms: Some(0.50),
        };
        cpu_per_request(&serving, &page)?;
    }
    line(
        "memory after the load, MiB",
        serving.resident_mib()?,
        None,
        1,
    );
    Ok(())
}

pub(super) fn fresh_database(name: &str) -> Result<PathBuf> {
    let dir = project::scratch().join("bench");
    fs::create_dir_all(&dir)?;
    for suffix in ["", "-wal", "-shm"] {
        // Usually there is none.
        let _ = fs::remove_file(dir.join(format!("{name}{suffix}")));
    }
    Ok(dir.join(name))
}

/// Starts the server twice: once to fill the database, once to see how long a restart takes.
fn restarted(program: &Path, city: &Path, database: &Path) -> Result<Serving> {
    let first = Serving::start(program, city, database, None)?;
    line(
        "first start, which loads the city, ms",
        millis(first.ready_after),
        None,
        0,
    );
    drop(first);
    let serving = Serving::start(program, city, database, None)?;
    line(
        "start with a filled database, ms",
        millis(serving.ready_after),
        Some(300.0),
        0,
    );
    line(
        "memory after the start, MiB",
        serving.resident_mib()?,
        Some(64.0),
        1,
    );
    Ok(serving)
}

/// How much of a page comes in the first round trip.
fn first_bytes(serving: &Serving, path: &str) -> Result<()> {
    let size = load::get(serving.port, path, Some("br"))?.body.len();
    // A first congestion window carries about 14 kB.
    let size = f64_of(u64::try_from(size)?);
    line(
        &format!("HTML of {path}, bytes brotli"),
        size,
        Some(14_000.0),
        0,
    );
    Ok(())
}

fn cpu_per_request(serving: &Serving, page: &Page<'_>) -> Result<()> {
    load::repeat(serving.port, page.path, CONNECTIONS, REQUESTS / 10)?;
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let before = serving.cpu()?;
        load::repeat(serving.port, page.path, CONNECTIONS, REQUESTS)?;
        let used = serving.cpu()?.saturating_sub(before);
        best = best.min(millis(used) / f64::from(CONNECTIONS * REQUESTS));
    }
    line(
        &format!("CPU of {}, ms", page.path),
        best,
        page.budget_ms,
        3,
    );
    Ok(())
}

pub(super) fn line(what: &str, value: f64, budget: Option<f64>, digits: usize) {
    let verdict = match budget {
        Some(budget) if value <= budget => format!("{budget:>9.digits$}  ok"),
        Some(budget) => format!("{budget:>9.digits$}  OVER"),
        None => String::new(),
    };
    println!("  {what:<58} {value:>9.digits$} {verdict}");
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes of files are far below 2^52"
)]
fn f64_of(bytes: u64) -> f64 {
    bytes as f64
}
