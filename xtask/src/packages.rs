//! Debian packages: installed when they are missing and may be installed, otherwise one sentence.

use crate::program;
use anyhow::{Result, anyhow, bail};
use std::process::Command;

/// Installs Debian packages, or says in one sentence which ones a person has to install.
pub(crate) fn install(reason: &str, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let sentence =
        || format!("{reason}: please install the Debian packages {list} and start again");
    if !program::exists("apt-get") {
        bail!("{reason}: please install what the Debian packages {list} contain and start again");
    }
    let privilege = privilege().ok_or_else(|| anyhow!(sentence()))?;
    // A fresh machine has no package lists, and old lists point at versions that are gone.
    let update = program::capture("apt-get update", &mut apt(privilege, &["update"]))?;
    let mut arguments = vec!["install", "--no-install-recommends"];
    arguments.extend(packages);
    let finished = program::capture(&format!("apt-get {list}"), &mut apt(privilege, &arguments))?;
    if !finished.success {
        let said = [finished.output.as_str(), update.output.as_str()];
        let why = said
            .iter()
            .flat_map(|text| text.lines())
            .find(|line| line.starts_with("E:"));
        bail!(
            "{} (apt-get said: {})",
            sentence(),
            why.unwrap_or("nothing")
        );
    }
    Ok(())
}

/// How to become root: already there, by `sudo` without a password, or not at all.
#[derive(Clone, Copy)]
pub(crate) enum Privilege {
    /// This process is root.
    Root,
    /// `sudo` asks for no password.
    Sudo,
}

/// Finds out how this process can become root.
pub(crate) fn privilege() -> Option<Privilege> {
    if is_root() {
        return Some(Privilege::Root);
    }
    program::answer(Command::new("sudo").args(["-n", "true"])).map(|_| Privilege::Sudo)
}

/// Whether this process is root.
pub(crate) fn is_root() -> bool {
    program::answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// A command that runs as root.
pub(crate) fn as_root(privilege: Privilege, program: &str) -> Command {
    match privilege {
        Privilege::Root => program::command(program),
        Privilege::Sudo => {
            let mut command = program::command("sudo");
            command.args(["-n", "--preserve-env=DEBIAN_FRONTEND", program]);
            command
        }
    }
}

fn apt(privilege: Privilege, arguments: &[&str]) -> Command {
    let mut command = as_root(privilege, "apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
        .args(["-qq", "-y", "-o", "DPkg::Lock::Timeout=300"])
        .args(arguments);
    command
}
