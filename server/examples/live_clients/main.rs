//! Measures `/api/v1/live`: how fast many clients connect, how long a change takes to the last of
//! them, how much memory each costs the server, and whether all of them come back after a break.
//!
//! `cargo run --release -p server --example live_clients -- [CLIENTS]`. The server is this program
//! again, on one core of its own where `taskset` can be had.

mod clients;
mod publisher;

use std::{
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use clients::{Measured, connect};

const USUAL: usize = 10_000;
const MOST: usize = 19_000;
const ROUNDS: usize = 20;
const PATIENCE: Duration = Duration::from_secs(30);

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("publish") => publisher::run(),
        Some(number) => measure(number.parse().context("how many clients?")?),
        None => {
            measure(USUAL)?;
            println!();
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

    /// Resident memory in KiB.
    fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        Ok(number.context("no VmRSS")?.parse()?)
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
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let before = server.memory()?;
        let measured = Arc::new(Measured::default());
        let start = Instant::now();
        let clients = connect(server.address, count, None, &measured);
        reach(&measured.ready, count)
            .await
            .context("not all clients were told a state")?;
        println!(
            "{count} clients connected in {:.2} s",
            start.elapsed().as_secs_f64()
        );
        let grown = server.memory()?.saturating_sub(before);
        let each = grown / u64::try_from(count.max(1))?;
        println!("memory of the server: {each} KiB for each client");
        let mut last = 0;
        for _ in 0..ROUNDS {
            let (number, _) = round(&mut server, &measured, count).await?;
            last = number;
        }
        report("publication to client", &measured);

        // All connections break, something changes, and all come back at once.
        drop(clients);
        measured.ready.store(0, Ordering::Relaxed);
        measured.arrived.store(0, Ordering::Relaxed);
        let (_, instant) = server.publish()?;
        measured.from.store(instant, Ordering::Relaxed);
        let start = Instant::now();
        let clients = connect(server.address, count, Some(last), &measured);
        reach(&measured.arrived, count)
            .await
            .context("a state was lost")?;
        println!(
            "storm of {count} clients over in {:.2} s",
            start.elapsed().as_secs_f64()
        );
        println!(
            "failed connections: {}",
            measured.failed.load(Ordering::Relaxed)
        );
        drop(clients);
        Ok(())
    })
}

/// As many clients as one process can hold.
fn many(count: usize) -> Result<()> {
    let mut server = Publisher::start()?;
    server.publish()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let measured = Arc::new(Measured::default());
        let start = Instant::now();
        let clients = connect(server.address, count, None, &measured);
        reach(&measured.ready, count)
            .await
            .context("not all clients were told a state")?;
        println!(
            "{count} clients connected in {:.2} s",
            start.elapsed().as_secs_f64()
        );
        round(&mut server, &measured, count).await?;
        report("publication to client", &measured);
        println!(
            "failed connections: {}",
            measured.failed.load(Ordering::Relaxed)
        );
        drop(clients);
        Ok(())
    })
}

/// One publication, until the last client has it.
async fn round(server: &mut Publisher, measured: &Measured, count: usize) -> Result<(i64, i64)> {
    // The board is replaced four times a second at most.
    tokio::time::sleep(Duration::from_millis(500)).await;
    measured.arrived.store(0, Ordering::Relaxed);
    measured.from.store(1, Ordering::Relaxed);
    let published = server.publish()?;
    measured.from.store(published.1, Ordering::Relaxed);
    reach(&measured.arrived, count)
        .await
        .context("a value did not reach all clients")?;
    Ok(published)
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

fn report(what: &str, measured: &Measured) {
    let Ok(mut delays) = measured.delays.lock() else {
        return;
    };
    delays.sort_by(f64::total_cmp);
    let at = |share: usize| {
        delays
            .get(delays.len() * share / 1000)
            .copied()
            .unwrap_or(0.0)
    };
    let last = delays.last().copied().unwrap_or(0.0);
    println!(
        "{what}: p50 {:.0} ms, p99 {:.0} ms, last {last:.0} ms",
        at(500),
        at(990)
    );
}
