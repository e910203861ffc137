//! Measures `/api/v1/live`: how fast many clients connect, how long a change takes to the last of
//! them, how much memory each costs the server, and whether all of them come back after a break.
//!
//! `cargo run --release -p server --example live_clients -- [CLIENTS]`. The server is this program
//! again, on one core of its own where `taskset` can be had.

mod clients;
mod publisher;
mod table;

use std::{
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, PoisonError, atomic::Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use clients::{Measured, connect};
use tokio::task::JoinSet;

const USUAL: usize = 10_000;
const MOST: usize = 19_000;
const ROUNDS: usize = 20;
const MINUTE: Duration = Duration::from_mins(1);
const PATIENCE: Duration = Duration::from_secs(30);

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("publish") => publisher::run(),
        Some(number) => measure(number.parse().context("how many clients?")?),
        None => {
            measure(USUAL)?;
            many(MOST)
        }
    }
}

/// The server as a process of its own.
struct Publisher {
    child: Child,
    commands: ChildStdin,
    answers: BufReader<std::process::ChildStdout>,
    address: SocketAddr,
}

impl Publisher {
    fn start() -> Result<Self> {
        let program = std::env::current_exe()?;
        let mut command = match Command::new("taskset").arg("-V").output() {
            Ok(_) => {
                let mut pinned = Command::new("taskset");
                pinned.args(["-c", "0"]).arg(program);
                pinned
            }
            Err(_) => Command::new(program),
        };
        let mut child = command
            .arg("publish")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let commands = child.stdin.take().context("no way to the server")?;
        let output = child.stdout.take().context("no way from the server")?;
        let mut publisher = Self {
            child,
            commands,
            answers: BufReader::new(output),
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
        };
        publisher.address = publisher.answer()?.parse()?;
        Ok(publisher)
    }

    /// Has a new value published: the number of the change and its instant in milliseconds.
    fn publish(&mut self) -> Result<(i64, i64)> {
        writeln!(self.commands, "publish")?;
        let answer = self.answer()?;
        let (number, instant) = answer.split_once(' ').context("no number and instant")?;
        Ok((number.parse()?, instant.parse()?))
    }

    fn answer(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            bail!("the server ended; its reason stands above");
        }
        Ok(line.trim().to_owned())
    }

    /// Resident memory in kB.
    fn memory(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        let kib: f64 = number.context("no VmRSS")?.parse()?;
        Ok(kib * 1.024)
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn measure(count: usize) -> Result<()> {
    let mut server = Publisher::start()?;
    server.publish()?;
    table::head(&format!(
        "server-sent events to {count} clients, on one core"
    ));
    clients()?.block_on(async {
        let before = server.memory()?;
        let measured = Arc::new(Measured::default());
        let (clients, time) = connected(&server, count, &measured).await?;
        table::at_most("connecting, s", time, Some(5.0));
        let each = (server.memory()? - before) / number(count as u64);
        table::at_most("memory of the server for each client, kB", each, Some(12.0));
        let mut known = 0;
        for _ in 0..ROUNDS {
            known = round(&mut server, &measured, count).await?;
        }
        delays(&measured, Some(150.0));
        let before = measured.bytes.load(Ordering::Relaxed);
        tokio::time::sleep(MINUTE).await;
        let bytes = number(measured.bytes.load(Ordering::Relaxed) - before);
        let each = bytes / number(count as u64);
        table::at_most("a minute without news, bytes to each", each, Some(2_000.0));

        // All connections break, something changes, and all come back at once.
        drop(clients);
        measured.arrived.store(0, Ordering::Relaxed);
        let (_, instant) = server.publish()?;
        measured.from.store(instant, Ordering::Relaxed);
        let start = Instant::now();
        let clients = connect(server.address, count, Some(known), &measured);
        let lost = match reach(&measured.arrived, count).await {
            Ok(()) => 0,
            Err(_) => count as u64 - measured.arrived.load(Ordering::Relaxed),
        };
        let time = start.elapsed().as_secs_f64();
        table::at_most(
            "all come back at once and know the newest, s",
            time,
            Some(5.0),
        );
        table::at_most("states that were lost", number(lost), Some(0.0));
        failed(&measured);
        drop(clients);
        Ok(())
    })
}

/// As many clients as one process can hold.
fn many(count: usize) -> Result<()> {
    let mut server = Publisher::start()?;
    server.publish()?;
    table::head(&format!(
        "server-sent events to {count} clients, on one core"
    ));
    clients()?.block_on(async {
        let measured = Arc::new(Measured::default());
        let (clients, time) = connected(&server, count, &measured).await?;
        table::at_most("connecting, s", time, None);
        for _ in 0..ROUNDS {
            round(&mut server, &measured, count).await?;
        }
        delays(&measured, None);
        failed(&measured);
        drop(clients);
        Ok(())
    })
}

/// The clients live on one thread, on another core than the server.
fn clients() -> Result<tokio::runtime::Runtime> {
    let own = std::process::id().to_string();
    // Without `taskset`, or without another core, they share what there is.
    let mut pinning = Command::new("taskset");
    let _ = pinning
        .args(["-pc", "1", &own])
        .stdout(Stdio::null())
        .status();
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build()?;
    // They never sleep, because the server would have to wake them: in a city they are elsewhere.
    runtime.spawn(async {
        loop {
            tokio::task::yield_now().await;
        }
    });
    Ok(runtime)
}

/// Clients that all have got their first state, and how many seconds that took.
async fn connected(
    server: &Publisher,
    count: usize,
    measured: &Arc<Measured>,
) -> Result<(JoinSet<()>, f64)> {
    let start = Instant::now();
    let clients = connect(server.address, count, None, measured);
    reach(&measured.ready, count)
        .await
        .context("not all clients were told a state")?;
    Ok((clients, start.elapsed().as_secs_f64()))
}

/// One publication, until the last client has it.
async fn round(server: &mut Publisher, measured: &Measured, count: usize) -> Result<i64> {
    // The board is replaced four times a second at most.
    tokio::time::sleep(Duration::from_millis(500)).await;
    measured.arrived.store(0, Ordering::Relaxed);
    measured.from.store(1, Ordering::Relaxed);
    let (number, instant) = server.publish()?;
    measured.from.store(instant, Ordering::Relaxed);
    reach(&measured.arrived, count)
        .await
        .context("a value did not reach all clients")?;
    Ok(number)
}

async fn reach(counter: &std::sync::atomic::AtomicU64, count: usize) -> Result<()> {
    let start = Instant::now();
    while counter.load(Ordering::Relaxed) < count as u64 {
        if start.elapsed() > PATIENCE {
            bail!("{} of {count}", counter.load(Ordering::Relaxed));
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    Ok(())
}

fn delays(measured: &Measured, budget: Option<f64>) {
    let mut delays = measured
        .delays
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    delays.sort_by(f64::total_cmp);
    let at = |share: usize| {
        delays
            .get(delays.len() * share / 1000)
            .copied()
            .unwrap_or(0.0)
    };
    table::at_most("from publication to client, median, ms", at(500), None);
    table::at_most("from publication to client, 99 of 100, ms", at(990), budget);
    let last = delays.last().copied().unwrap_or(0.0);
    table::at_most("from publication to the last client, ms", last, None);
}

fn failed(measured: &Measured) {
    let failed = number(measured.failed.load(Ordering::Relaxed));
    table::at_most("connections that failed", failed, Some(0.0));
}

#[expect(
    clippy::cast_precision_loss,
    reason = "clients and their bytes are far below 2^52"
)]
fn number(count: u64) -> f64 {
    count as f64
}
