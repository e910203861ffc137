//! The tables that people read.

use super::{load, pages, serving::Serving, sizes};
use crate::{command_line::setup, project, server, site, step::step};
use anyhow::Result;
use std::{fs, time::Duration};

const CONNECTIONS: u32 = 8;
/// Rounds per page; the best one counts, because other work on the machine only ever adds.
const ROUNDS: u32 = 3;

/// A page that is measured, with the CPU time it may take.
struct Page {
    path: &'static str,
    budget_ms: Option<f64>,
}

const PAGES: [Page; 3] = [
    Page {
        path: "/",
        budget_ms: None,
    },
    Page {
        path: "/orte?kategorie=spielplaetze",
        budget_ms: None,
    },
    // The category with the most places on one page: 200 of them.
    Page {
        path: "/orte?kategorie=behindertenparkplaetze",
        budget_ms: Some(0.30),
    },
];

/// Builds everything and prints all tables.
pub(crate) fn run(with_pages: bool) -> Result<()> {
    site::build(&setup()?, site::Mode::Release)?;
    let program = step("server", |_| server::build(server::Profile::Release))?;

    println!("\nbytes (brotli 11)");
    for size in sizes::bytes()?.0 {
        line(&size.what, f64_of(size.bytes), size.budget.map(f64_of), 0);
    }

    let dir = project::scratch().join("bench");
    fs::create_dir_all(&dir)?;
    let database = dir.join("portal.db");
    for suffix in ["", "-wal", "-shm"] {
        // Usually there is none.
        let _ = fs::remove_file(dir.join(format!("portal.db{suffix}")));
    }
    println!("\nserver");
    let first = Serving::start(&program, &database, None)?;
    line(
        "first start, city loaded, ms",
        millis(first.ready_after),
        None,
        0,
    );
    drop(first);
    let serving = Serving::start(&program, &database, None)?;
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
    if with_pages {
        pages::compare(&program, &database)
    } else {
        Ok(())
    }
}

/// How much of a page comes in the first round trip.
fn first_bytes(serving: &Serving, path: &str) -> Result<()> {
    let size = load::get(serving.port, path, Some("br"))?.body.len();
    // A first congestion window carries about 14 kB.
    line(
        &format!("HTML of {path}, bytes br"),
        f64_of(u64::try_from(size)?),
        Some(14_000.0),
        0,
    );
    Ok(())
}

fn cpu_per_request(serving: &Serving, page: &Page) -> Result<()> {
    // As many requests as need about a second of CPU, so that the clock's ticks of 10 ms do not matter.
    load::repeat(serving.port, page.path, CONNECTIONS, 25)?;
    let per_round = 250;
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let before = serving.cpu()?;
        load::repeat(serving.port, page.path, CONNECTIONS, per_round)?;
        let used = serving.cpu()?.saturating_sub(before);
        best = best.min(millis(used) / f64::from(CONNECTIONS * per_round));
    }
    line(
        &format!("CPU of {}, ms", page.path),
        best,
        page.budget_ms,
        3,
    );
    Ok(())
}

fn line(what: &str, value: f64, budget: Option<f64>, digits: usize) {
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
