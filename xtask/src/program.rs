//! Running other programs so that people see what happens: their own progress on a terminal,
//! a sign of life every twenty seconds anywhere else.

use crate::project;
use anyhow::{Context, Result, bail};
use std::{
    fs::{self, File},
    io::{IsTerminal, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

const HEARTBEAT: Duration = Duration::from_secs(20);
const SHOWN_LINES: usize = 120;
const LONGEST_LINE: usize = 400;

/// What a finished program left behind.
pub(crate) struct Finished {
    /// Whether it ended with exit code 0.
    pub(crate) success: bool,
    /// Standard output and standard error in the order they were written.
    pub(crate) output: String,
}

/// A command that starts in the project's root and does not inherit the outer cargo's identity.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root());
    for name in [
        "CARGO",
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "RUST_RECURSION_COUNT",
    ] {
        command.env_remove(name);
    }
    command
}

/// Where a program is on PATH.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(program))
        .find(|file| file.is_file())
}

/// Whether a program of that name can be started at all.
pub(crate) fn exists(program: &str) -> bool {
    find(program).is_some()
}

/// Asks a program something; `None` when it is missing or says no.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a long program. On a terminal it shows its own progress, elsewhere a heartbeat;
/// a failure carries the end of what it said.
pub(crate) fn run(what: &str, command: &mut Command) -> Result<()> {
    if std::io::stderr().is_terminal() {
        let status = command.status().with_context(|| cannot_start(command))?;
        if !status.success() {
            bail!("{what}: failed ({status}); the reason stands above");
        }
        return Ok(());
    }
    let finished = capture(what, command)?;
    if !finished.success {
        bail!(
            "{what}: failed\n{}",
            last_lines(&finished.output, SHOWN_LINES)
        );
    }
    Ok(())
}

/// Runs a program, keeps what it says (also in `target/xtask/logs`) and prints a heartbeat.
pub(crate) fn capture(what: &str, command: &mut Command) -> Result<Finished> {
    let logs = project::scratch().join("logs");
    fs::create_dir_all(&logs)?;
    let log = logs.join(format!(
        "{}.log",
        what.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    ));
    let file = File::create(&log).with_context(|| format!("writing {}", log.display()))?;
    command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file);
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let status = wait(what, &mut child, &log)?;
    let output = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    Ok(Finished {
        success: status.success(),
        output,
    })
}

/// The last lines of a text, for people who want the reason and not the whole story; the types in
/// a compiler's message about views can be pages long.
pub(crate) fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let last = lines[lines.len().saturating_sub(count)..].iter();
    last.map(|line| clipped(line))
        .collect::<Vec<_>>()
        .join("\n")
}

fn clipped(line: &str) -> String {
    match line.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line.to_owned(),
    }
}

fn cannot_start(command: &Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    format!("`{program}` cannot be started: install it or put it on PATH")
}

fn wait(what: &str, child: &mut Child, log: &Path) -> Result<ExitStatus> {
    let started = Instant::now();
    let mut next = HEARTBEAT;
    let mut pause = Duration::from_millis(5);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if started.elapsed() >= next {
            next += HEARTBEAT;
            let said = last_words(log).unwrap_or_default();
            eprintln!("  … {what} {} s  {said}", started.elapsed().as_secs());
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(200));
    }
}

fn last_words(log: &Path) -> Option<String> {
    let mut file = File::open(log).ok()?;
    let end = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(end.saturating_sub(2000))).ok()?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail).ok()?;
    let text = String::from_utf8_lossy(&tail);
    let line = text.lines().rev().find(|line| !line.trim().is_empty())?;
    Some(line.trim().chars().take(80).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_long_output_is_shown() {
        assert_eq!(last_lines("a\nb\nc", 2), "b\nc");
        assert_eq!(last_lines("a", 5), "a");
        assert!(last_lines(&"ü".repeat(10_000), 1).len() < 1000);
    }

    #[test]
    fn a_missing_program_is_named_with_what_to_do() {
        let error = run("nothing", &mut command("no-such-program-here")).unwrap_err();
        assert!(
            error.to_string().contains("no-such-program-here"),
            "{error}"
        );
        assert!(error.to_string().contains("install it"), "{error}");
    }
}
