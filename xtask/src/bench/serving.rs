//! A server for measurements: release build, free port, a database of its own.

use super::load;
use crate::{program, project, server, site::Mode};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A server that uses less than this share of a core for so long has nothing left to do.
const IDLE: f64 = 0.04;
const SETTLED: Duration = Duration::from_secs(4);

/// A running server; dropping it stops it.
pub(super) struct Serving {
    child: Child,
    /// Where it listens on 127.0.0.1.
    pub(super) port: u16,
    /// From the start of the process to the first good answer of `/health/ready`.
    pub(super) ready_after: Duration,
}

impl Serving {
    /// Starts the server with a database file and waits until it is ready. It reads no source.
    pub(super) fn start(
        program: &Path,
        city: &Path,
        database: &Path,
        port: Option<u16>,
    ) -> Result<Self> {
        Self::reading("off", program, city, database, port)
    }

    /// The same with simulated sources, after it has stored what these tell of the past.
    pub(super) fn with_values(
        program: &Path,
        city: &Path,
        database: &Path,
        port: Option<u16>,
    ) -> Result<Self> {
        let serving = Self::reading("simulated", program, city, database, port)?;
        let started = Instant::now();
        loop {
            let before = serving.cpu()?;
            thread::sleep(SETTLED);
            if serving.cpu()?.saturating_sub(before).as_secs_f64() < IDLE * SETTLED.as_secs_f64() {
                return Ok(serving);
            }
            if started.elapsed() > Duration::from_mins(10) {
                bail!("the server does not come to rest: read target/xtask/logs/bench-server.log");
            }
        }
    }

    fn reading(
        feeds: &str,
        program: &Path,
        city: &Path,
        database: &Path,
        port: Option<u16>,
    ) -> Result<Self> {
        let city = city.to_string_lossy();
        let port = match port {
            Some(port) => port,
            None => TcpListener::bind("127.0.0.1:0")?.local_addr()?.port(),
        };
        let database = format!("sqlite:{}", database.display());
        let log = project::scratch().join("logs/bench-server.log");
        fs::create_dir_all(log.parent().unwrap_or(Path::new(".")))?;
        let log = fs::File::create(log)?;
        let site = Mode::Release.site();
        let mut command = server::serve(program, &city, port, &database, site, feeds);
        command
            .arg("--no-rate-limits")
            // As in the service unit of docs/operations.md.
            .env("MALLOC_ARENA_MAX", "2")
            .env("MALLOC_TRIM_THRESHOLD_", "4194304")
            .env("MALLOC_MMAP_THRESHOLD_", "1048576")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        let started = Instant::now();
        let child = command.spawn().context("the server does not start")?;
        let mut serving = Self {
            child,
            port,
            ready_after: Duration::ZERO,
        };
        while !load::get(port, "/health/ready", None).is_ok_and(|answer| answer.status == 200) {
            if serving.child.try_wait()?.is_some() || started.elapsed() > Duration::from_mins(1) {
                bail!("the server is not ready: read target/xtask/logs/bench-server.log");
            }
            thread::sleep(Duration::from_millis(2));
        }
        serving.ready_after = started.elapsed();
        Ok(serving)
    }

    /// CPU time the server has used so far, user and system.
    pub(super) fn cpu(&self) -> Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let ticks = ticks(&stat).context("/proc/PID/stat has an unknown form")?;
        let per_second = program::answer(Command::new("getconf").arg("CLK_TCK"));
        let per_second: f64 = per_second
            .and_then(|text| text.parse().ok())
            .unwrap_or(100.0);
        Ok(Duration::from_secs_f64(ticks / per_second))
    }

    /// Memory the server holds, in MiB.
    pub(super) fn resident_mib(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        Ok(kib.context("/proc/PID/status has no VmRSS")? / 1024.0)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// utime + stime; the program's name before them may contain spaces, but ends with a bracket.
fn ticks(stat: &str) -> Option<f64> {
    let after_name = stat.rsplit_once(") ")?.1;
    let fields: Vec<&str> = after_name.split(' ').collect();
    Some(fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpu_time_is_read_even_when_the_name_has_spaces() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194304 100 0 0 0 40 2 0 0 20 0 5 0 1 1 1";
        assert_eq!(ticks(stat), Some(42.0));
    }
}
