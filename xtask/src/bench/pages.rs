//! Lighthouse: our places page beside the benchmark partners, behind the same nginx.

use super::serving::Serving;
use crate::{browser, packages, program, project, step::step};
use anyhow::{Result, bail};
use std::{env, path::Path};

/// The benchmark partners: a static page, `SvelteKit` and `Next.js` with the same content.
const PARTNERS: &str = "../shared/bench";
/// nginx hands requests for the portal to this port.
const PORT: u16 = 3000;
const OURS: &str = "/orte?kategorie=spielplaetze";
const RUNS: &str = "3";

/// Compares with the partners where they are at hand, otherwise measures our page alone.
pub(super) fn compare(server: &Path, city: &Path, database: &Path) -> Result<()> {
    browser::ensure()?;
    let partners = project::path(PARTNERS);
    if partners.join("setup.sh").is_file() {
        return beside_partners(&partners, server, city, database);
    }
    println!("\nno benchmark partners at {PARTNERS}: measuring the portal alone");
    alone(server, city, database)
}

fn beside_partners(partners: &Path, server: &Path, city: &Path, database: &Path) -> Result<()> {
    // The partners are built in a copy: their own folder belongs to others.
    let copy = project::scratch().join("partners");
    let in_copy = |program: &str| {
        let mut command = program::command(program);
        command.current_dir(&copy);
        command
    };
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
    if !copy.join("tools/node_modules/lighthouse").is_dir() {
        step("build partners", |_| {
            program::run(
                "copy partners",
                program::command("cp")
                    .arg("-r")
                    .arg("-T")
                    .arg(partners)
                    .arg(&copy),
            )?;
            program::run("make writable", in_copy("chmod").args(["-R", "u+w", "."]))?;
            program::run(
                "build partners",
                in_copy("bash").args(["setup.sh", "build"]),
            )
        })?;
    }
    let serving = Serving::start(server, city, database, Some(PORT))?;
    program::run("start partners", in_copy("bash").args(["setup.sh", "up"]))?;
    println!("\nLighthouse mobile, medians of {RUNS}");
    let measured = in_copy("node")
        .args([
            "lh.mjs",
            RUNS,
            "static=https://localhost:7443/",
            "svelte=https://localhost:7445/",
        ])
        .arg("next=https://localhost:7444/")
        .arg(format!("ours=https://localhost:7449{OURS}"))
        .status();
    program::run("stop partners", in_copy("bash").args(["setup.sh", "down"]))?;
    drop(serving);
    if !measured?.success() {
        bail!("Lighthouse failed; the reason stands above");
    }
    Ok(())
}

fn alone(server: &Path, city: &Path, database: &Path) -> Result<()> {
    let serving = Serving::start(server, city, database, None)?;
    let report = project::scratch().join("lighthouse.html");
    let flags = "--headless=new --no-sandbox --disable-gpu --host-resolver-rules=\"MAP * ~NOTFOUND, EXCLUDE 127.0.0.1\"";
    let mut npx = program::command("npx");
    npx.args([
        "--yes",
        "lighthouse@12",
        &format!("http://127.0.0.1:{}{OURS}", serving.port),
    ]);
    npx.args([
        "--quiet",
        "--output=html",
        &format!("--chrome-flags={flags}"),
    ]);
    npx.arg(format!("--output-path={}", report.display()));
    if env::var_os("CHROME_PATH").is_none() {
        npx.env("CHROME_PATH", browser::ensure()?);
    }
    program::run("lighthouse", &mut npx)?;
    println!("the report is {}", project::shown(&report));
    Ok(())
}
