//! A PostgreSQL cluster for one test run: made in a temporary folder, gone afterwards.

use crate::{packages, program, project};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{self, Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Followed by the number of the process that uses it.
const FOLDER: &str = "buergerportal-postgres-";

/// A running cluster; dropping it stops the server and removes its files.
pub(crate) struct Cluster {
    server: Child,
    dir: PathBuf,
    bin: PathBuf,
    user: Option<&'static str>,
    port: u16,
}

impl Cluster {
    /// Starts a cluster, after installing PostgreSQL if there is none.
    pub(crate) fn start() -> Result<Self> {
        if programs().is_none() {
            packages::install("the tests need PostgreSQL", &["postgresql"])?;
        }
        let bin = programs()
            .context("PostgreSQL is installed, but its initdb is not where Debian puts it")?;
        // PostgreSQL refuses to run as root.
        let user = if packages::is_root() {
            Some(unprivileged_user()?)
        } else {
            None
        };
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        remove_leftovers();
        let dir = env::temp_dir().join(format!("{FOLDER}{}", process::id()));
        fs::create_dir_all(&dir)?;
        if let Some(user) = user {
            program::run(
                "owner of the cluster",
                program::command("chown").arg(user).arg(&dir),
            )?;
        }
        let data = dir.join("data");
        let mut initdb = as_user(user, &bin.join("initdb"));
        initdb.arg("-D").arg(&data);
        initdb.args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]);
        if let Err(error) = captured("initdb", &mut initdb) {
            // Nothing but what this function made is in there.
            let _ = fs::remove_dir_all(&dir);
            return Err(error);
        }
        let log = project::scratch().join("logs/postgres.log");
        let log = fs::File::create(&log).context("writing postgres.log")?;
        let mut postgres = as_user(user, &bin.join("postgres"));
        postgres
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string()])
            .arg("-k")
            .arg(&dir);
        // Durability costs time and the data is thrown away.
        postgres.args(["-h", "127.0.0.1", "-F", "-c", "max_connections=200"]);
        let server = postgres
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let mut cluster = Self {
            server,
            dir,
            bin,
            user,
            port,
        };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// The address for `TEST_DATABASE_POSTGRES`.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        loop {
            // The server writes its state into the last line of this file.
            let state = fs::read_to_string(self.dir.join("data/postmaster.pid"));
            if state.is_ok_and(|state| state.trim_end().ends_with("ready")) {
                return Ok(());
            }
            if self.server.try_wait()?.is_some() || started.elapsed() > Duration::from_secs(30) {
                bail!("PostgreSQL did not start: read target/xtask/logs/postgres.log");
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = as_user(self.user, &self.bin.join("pg_ctl"));
        stop.arg("-D")
            .arg(self.dir.join("data"))
            .args(["stop", "-m", "immediate"]);
        // There is nobody left to tell, and the server may be gone already.
        let _ = stop.stdout(Stdio::null()).stderr(Stdio::null()).status();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// The folder with `initdb`: on PATH, or the newest of Debian's.
fn programs() -> Option<PathBuf> {
    if let Some(found) = program::find("initdb").and_then(|found| found.canonicalize().ok()) {
        return found.parent().map(Path::to_path_buf);
    }
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse().ok()?,
                entry.path().join("bin"),
            ))
        })
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin)
}

/// Removes what interrupted runs left behind: folders named after processes that are gone.
fn remove_leftovers() {
    let Ok(entries) = fs::read_dir(env::temp_dir()) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let owner = name.to_str().and_then(|name| name.strip_prefix(FOLDER));
        if owner.is_some_and(|owner| !Path::new("/proc").join(owner).exists()) {
            // Somebody else's leftovers cannot be removed, and need not be.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn unprivileged_user() -> Result<&'static str> {
    ["postgres", "nobody"]
        .into_iter()
        .find(|user| program::answer(Command::new("id").args(["-u", user])).is_some())
        .context("PostgreSQL does not run as root and there is no user `postgres` or `nobody`: please create one")
}

/// A command that runs as somebody else and ends when this process ends, however that happens.
fn as_user(user: Option<&str>, program: &Path) -> Command {
    if user.is_none() && !program::exists("setpriv") {
        return Command::new(program); // not Linux
    }
    let mut command = Command::new("setpriv");
    command.current_dir("/");
    if let Some(user) = user {
        command.args(["--reuid", user, "--init-groups"]);
        command.args(["--regid", &group_of(user)]);
    }
    command.args(["--pdeathsig", "INT"]).arg(program);
    command
}

fn group_of(user: &str) -> String {
    program::answer(Command::new("id").args(["-g", user])).unwrap_or_else(|| user.to_owned())
}

fn captured(what: &str, command: &mut Command) -> Result<()> {
    let finished = program::capture(what, command)?;
    if !finished.success {
        bail!(
            "{what} failed\n{}",
            program::last_lines(&finished.output, 20)
        );
    }
    Ok(())
}
