//! `dev`: rebuild and restart on every change.

use crate::{
    command_line::{Serving, setup},
    project, server,
    site::{self, Mode},
    step::step,
    toolchain::WasmToolchain,
};
use anyhow::Result;
use notify::{Event, RecursiveMode, Watcher};
use std::{
    process::Child,
    sync::mpsc::{self, Receiver},
    time::Duration,
};

const WATCHED: [&str; 9] = [
    "Cargo.toml",
    "app",
    "cities",
    "crates",
    "frontend",
    "public",
    "server",
    "style",
    "xtask/node",
];
/// Editors write several files at once, and some write each twice.
const QUIET: Duration = Duration::from_millis(150);

/// Serves the portal and keeps it up to date until Ctrl-C.
pub(crate) fn run(serving: &Serving) -> Result<()> {
    let toolchain = setup()?;
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // The receiver is gone only when the command ends.
            let _ = sender.send(());
        }
    })?;
    for path in WATCHED
        .map(project::path)
        .iter()
        .filter(|path| path.exists())
    {
        watcher.watch(path, RecursiveMode::Recursive)?;
    }
    let mut running: Option<Child> = None;
    loop {
        match rebuild(&toolchain, serving, &mut running) {
            Ok(()) => {}
            Err(error) => eprintln!("{error:#}\nThe last good version keeps running."),
        }
        wait_for_change(&changes)?;
    }
}

fn rebuild(
    toolchain: &WasmToolchain,
    serving: &Serving,
    running: &mut Option<Child>,
) -> Result<()> {
    site::build(toolchain, Mode::Dev)?;
    let server = step("server", |_| server::build(server::Profile::Dev))?;
    if let Some(mut old) = running.take() {
        old.kill()?;
        old.wait()?;
    }
    let site = Mode::Dev.site();
    let mut command = server::serve(
        &server,
        &serving.city,
        serving.port,
        &serving.database,
        site,
        &serving.feeds,
    );
    *running = Some(command.spawn()?);
    Ok(())
}

fn wait_for_change(changes: &Receiver<()>) -> Result<()> {
    // Changes made while the build ran are already waiting here, so none is lost.
    changes.recv()?;
    while changes.recv_timeout(QUIET).is_ok() {}
    println!("---- changed");
    Ok(())
}
