//! The benchmark partners: a static page, `SvelteKit` and `Next.js` with the same content, behind
//! the same nginx as the portal.

use super::serving::Serving;
use crate::{packages, program, project, step::step};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    net::TcpStream,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

const FOLDER: &str = "../shared/bench";
/// nginx hands requests for the portal at <https://localhost:7449> to this port.
pub(super) const PORTAL_PORT: u16 = 3000;
/// Where the partners that are programs listen: `Next.js` and `SvelteKit`.
const UPSTREAMS: [u16; 2] = [7201, 7202];
const PATIENCE: Duration = Duration::from_mins(1);

/// The partners, built.
pub(super) struct Partners {
    /// A copy, because their own folder belongs to others.
    dir: PathBuf,
}

impl Partners {
    /// Builds the partners; `None` where they are not at hand.
    pub(super) fn build() -> Result<Option<Self>> {
        let source = project::path(FOLDER);
        if !source.join("setup.sh").is_file() {
            println!("no benchmark partners at {FOLDER}: measuring the portal alone");
            return Ok(None);
        }
        if !program::exists("nginx") {
            packages::install(
                "the comparison needs nginx",
                &[
                    "nginx-light",
                    "libnginx-mod-http-brotli-filter",
                    "libnginx-mod-http-brotli-static",
                    "openssl",
                ],
            )?;
        }
        let partners = Self {
            dir: project::scratch().join("partners"),
        };
        let built = partners.dir.join(".built");
        step("build partners", |note| {
            if built.is_file() {
                "unchanged".clone_into(note);
                return Ok(());
            }
            let mut copy = program::command("cp");
            copy.args(["-r", "-T"]).arg(&source).arg(&partners.dir);
            program::run("copy partners", &mut copy)?;
            let mut writable = partners.command("chmod");
            program::run("make writable", writable.args(["-R", "u+w", "."]))?;
            program::run("build partners", partners.setup().arg("build"))?;
            fs::write(&built, "").context("remembering that the partners are built")
        })?;
        Ok(Some(partners))
    }

    /// Starts nginx and the partners that are programs; dropping the answer stops them.
    pub(super) fn start(&self) -> Result<Running<'_>> {
        let running = Running { partners: self };
        program::run("start partners", self.setup().arg("up"))?;
        let started = Instant::now();
        for port in UPSTREAMS {
            while TcpStream::connect(("127.0.0.1", port)).is_err() {
                if started.elapsed() > PATIENCE {
                    bail!(
                        "the partner on port {port} does not answer: read its log in {}",
                        self.dir.display()
                    );
                }
                thread::sleep(Duration::from_millis(100));
            }
        }
        Ok(running)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = program::command(program);
        command.current_dir(&self.dir);
        command
    }

    fn setup(&self) -> Command {
        let mut setup = self.command("bash");
        setup.arg("setup.sh");
        setup
    }
}

/// The partners while they answer.
pub(super) struct Running<'a> {
    partners: &'a Partners,
}

impl Running<'_> {
    /// Opens every address `runs` times with Lighthouse and returns what it wrote down.
    /// `portal` is the portal that nginx forwards to: without it there is nothing to measure.
    pub(super) fn measure(
        &self,
        _portal: &Serving,
        runs: usize,
        addresses: &[(&str, String)],
    ) -> Result<String> {
        let mut lighthouse = self.partners.command("node");
        lighthouse.args(["lh.mjs", &runs.to_string()]);
        lighthouse.args(addresses.iter().map(|(name, url)| format!("{name}={url}")));
        // Each summary has a name of its own, and nobody reads an old one.
        for old in self.summaries()? {
            fs::remove_file(old)?;
        }
        let finished = program::capture("lighthouse", &mut lighthouse)?;
        let summary = self.summaries()?.pop();
        let Some(summary) = summary.filter(|_| finished.success) else {
            bail!(
                "Lighthouse failed\n{}",
                program::last_lines(&finished.output, 20)
            );
        };
        Ok(fs::read_to_string(summary)?)
    }

    fn summaries(&self) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(self.partners.dir.join("out"))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with("lh-summary-") {
                found.push(path);
            }
        }
        Ok(found)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        // The numbers that `setup.sh` keeps are those of shells; what they started ends first.
        for name in ["next.pid", "svelte.pid"] {
            let file: &Path = &self.partners.dir.join(name);
            if let Ok(shell) = fs::read_to_string(file) {
                program::answer(Command::new("pkill").args(["-P", shell.trim()]));
            }
        }
        program::answer(self.partners.setup().arg("down"));
    }
}
